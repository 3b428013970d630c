package io.schemarecovery.archive;

import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.drop.DropStage;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.plan.Refusal;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Removes an archive for good. Before the first object goes it is written down that it
 * does: nobody puts back what is half there.
 */
final class ArchivePurge {

	private static final Log logger = LogFactory.getLog(ArchivePurge.class);

	private static final String DOING = "purging the archive";

	private final DropStage dropStage;

	private final LockedTransaction transaction;

	ArchivePurge(SchemaRecoveryProperties properties, LockedTransaction transaction, ProgressBoard board) {
		this.dropStage = new DropStage(properties.forArchives(), transaction, board);
		this.transaction = transaction;
	}

	void purge(DataSource dataSource, Archive archive) {
		List<String> schemas = archive.archiveSchemas();
		if (archive.state() != State.RESTORED) {
			logger.warn("Removing the archive for good: " + archive);
			List<Refusal> refusals = this.dropStage.preview(dataSource, schemas).refusals();
			if (!refusals.isEmpty()) {
				throw Refusal.exception(
						"Purging the archive of run %s is refused, and nothing was changed.".formatted(archive.run()),
						refusals);
			}
			this.transaction.commit(DOING, dataSource, schemas, (connection) -> {
				ArchiveTable.state(connection, archive.run(), State.PURGING);
				return archive;
			});
			this.dropStage.drop(dataSource, schemas);
		}
		this.transaction.commit(DOING, dataSource, schemas, (connection) -> {
			ArchiveTable.dropSchemas(connection, archive);
			ArchiveTable.delete(connection, archive.run());
			return archive;
		});
	}

}
