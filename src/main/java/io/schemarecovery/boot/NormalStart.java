package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.ledger.Abandonment;
import io.schemarecovery.ledger.Protection;
import io.schemarecovery.ledger.StartCheck;
import io.schemarecovery.migrate.DatabaseAddress;
import io.schemarecovery.migrate.MigratedSchemas;
import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.StringUtils;

/**
 * Looks, once in a start without a request and before anything touches a database,
 * whether its schema may be served from.
 */
class NormalStart {

	private static final Log logger = LogFactory.getLog(NormalStart.class);

	private final ResetRequest request;

	private final String application;

	private final SchemaRecoveryProperties properties;

	private final Set<MigratedSchemas> seen = new HashSet<>();

	NormalStart(ResetRequest request, String application, SchemaRecoveryProperties properties) {
		this.request = request;
		this.application = application;
		this.properties = properties;
	}

	/**
	 * Look.
	 * @param migrated where the schema is
	 * @throws RecoveryException if another instance resets it and does not come to its
	 * end in time, or a reset was left unfinished
	 */
	synchronized void check(MigratedSchemas migrated) {
		check(migrated, false);
	}

	/**
	 * Look.
	 * @param migrated where the schema is
	 * @param needed whether nothing that comes later tells of a connection that is not to
	 * be had
	 * @throws RecoveryException as above, and (exit code 69) if a connection is needed
	 */
	synchronized void check(MigratedSchemas migrated, boolean needed) {
		if (this.seen.contains(migrated)) {
			return;
		}
		try {
			look(migrated);
			this.seen.add(migrated);
		}
		catch (SQLException ex) {
			ExitCode exitCode = SqlFailure.exitCode(ex);
			if (exitCode == ExitCode.TRY_AGAIN) {
				throw SqlFailure.of("looking for an unfinished reset", ex);
			}
			if (needed && exitCode == ExitCode.NO_DATABASE) {
				throw SqlFailure.of("connecting", ex, "database: " + DatabaseAddress.of(migrated.dataSource()));
			}
			// who cannot connect is told so by whatever needs the connection
			if (exitCode != ExitCode.NO_DATABASE) {
				this.seen.add(migrated);
				logger.warn("Whether a reset was left unfinished could not be seen: " + ex.getMessage());
			}
		}
	}

	/** Whether the migrations have had a data source looked at. */
	synchronized boolean knows(DataSource dataSource) {
		return this.seen.stream().anyMatch((migrated) -> migrated.dataSource() == dataSource);
	}

	private void look(MigratedSchemas migrated) throws SQLException {
		DataSource dataSource = migrated.dataSource();
		boolean first = this.seen.isEmpty();
		if (first && this.request instanceof ResetRequest.Abandon abandon) {
			Abandonment.of(dataSource, abandon.run(), this.properties.waitTimeout());
		}
		List<String> schemas = schemas(migrated);
		try (Connection connection = dataSource.getConnection()) {
			if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
				connection.setAutoCommit(true);
				new StartCheck(this.application, this.properties.waitTimeout()).check(connection, schemas);
			}
		}
		String purged = this.properties.archive().purge();
		if (first && StringUtils.hasText(purged)) {
			ArchiveHousekeeping.purge(dataSource, purged, this.application, this.properties);
		}
		if (first && this.properties.protect()) {
			Protection.mark(dataSource, this.application);
		}
	}

	/** What Flyway runs at the start of its sessions may choose the current schema. */
	private List<String> schemas(MigratedSchemas migrated) throws SQLException {
		List<String> named = this.properties.schemas().isEmpty() ? migrated.schemas() : this.properties.schemas();
		if (!named.isEmpty() || !migrated.preparesSessions()) {
			return named;
		}
		return Transaction.rollback(migrated.dataSource(), (connection) -> {
			migrated.prepare(connection);
			return Query.text("SELECT current_schema()").list(connection);
		});
	}

}
