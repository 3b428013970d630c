package io.schemarecovery.boot;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archive;
import io.schemarecovery.archive.ArchiveStage;
import io.schemarecovery.archive.Archives;
import io.schemarecovery.archive.Archives.Stored;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.ledger.InstanceLock;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Tells which archives there are, and removes those that the settings name. */
final class ArchiveHousekeeping {

	private static final Log logger = LogFactory.getLog(ArchiveHousekeeping.class);

	private ArchiveHousekeeping() {
	}

	/** Log the archives that are present, with their number, size and age. */
	static void tell(DataSource dataSource, SchemaRecoveryProperties properties) {
		List<Stored> present = present(dataSource);
		if (!present.isEmpty()) {
			logger.info(("Archives present: %s. DB_RESET=undo:<run> puts one back, schema-recovery.archive.purge=<run> "
					+ "in a start without DB_RESET removes it")
				.formatted(present.size()));
			present.forEach((archive) -> logger.info("  " + archive));
		}
		if (properties.archive().purge() != null) {
			logger.warn("schema-recovery.archive.purge is left to a start without DB_RESET");
		}
	}

	/**
	 * Remove archives for good. One that is gone already is none to remove.
	 * @param which number of a run, or all of the application that are complete
	 * @param application name of the application
	 */
	static void purge(DataSource dataSource, String which, String application, SchemaRecoveryProperties properties) {
		InstanceLock lock = InstanceLock.acquire(dataSource, null, properties.waitTimeout());
		try {
			LockedTransaction transaction = new LockedTransaction(properties.drop().lockTimeout(),
					properties.drop().timeout());
			ArchiveStage stage = new ArchiveStage(properties, transaction, application, new ProgressBoard());
			boolean all = which.equals(SchemaRecoveryProperties.Archive.ALL);
			List<Stored> present = present(dataSource);
			if (!all && present.stream().noneMatch((stored) -> which.equals(Long.toString(stored.archive().run())))) {
				logger.warn("schema-recovery.archive.purge=%s names no archive that is present; present: %s"
					.formatted(which, present.isEmpty() ? "none" : present));
			}
			for (Stored stored : present) {
				Archive archive = stored.archive();
				if (all ? archive.removable() && archive.application().equals(application)
						: which.equals(Long.toString(archive.run()))) {
					stage.purge(dataSource, archive.run());
					logger.warn("Removed for good: the archive of " + stored);
				}
			}
		}
		finally {
			lock.close();
		}
	}

	private static List<Stored> present(DataSource dataSource) {
		try {
			return Transaction.rollback(dataSource, Archives::list);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("reading the archives", ex);
		}
	}

}
