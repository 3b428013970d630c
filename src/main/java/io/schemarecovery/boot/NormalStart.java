package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.ledger.Abandonment;
import io.schemarecovery.ledger.Protection;
import io.schemarecovery.ledger.StartCheck;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.util.StringUtils;

/**
 * Looks, once in a start without a request and before anything touches the database,
 * whether its schema may be served from.
 */
class NormalStart {

	private static final Log logger = LogFactory.getLog(NormalStart.class);

	private final ResetRequest request;

	private final String application;

	private final SchemaRecoveryProperties properties;

	private boolean checked;

	NormalStart(ResetRequest request, String application, SchemaRecoveryProperties properties) {
		this.request = request;
		this.application = application;
		this.properties = properties;
	}

	/**
	 * Look.
	 * @param migrations where the schema is
	 * @throws RecoveryException if another instance resets it and does not come to its
	 * end in time, or a reset was left unfinished
	 */
	synchronized void check(Migrations migrations) {
		if (!this.checked) {
			look(migrations);
		}
	}

	private void look(Migrations migrations) {
		DataSource dataSource = migrations.dataSource();
		try {
			if (this.request instanceof ResetRequest.Abandon abandon) {
				Abandonment.of(dataSource, abandon.run(), this.properties.waitTimeout());
			}
			List<String> schemas = schemas(migrations);
			try (Connection connection = dataSource.getConnection()) {
				if ("PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
					connection.setAutoCommit(true);
					new StartCheck(this.application, this.properties.waitTimeout()).check(connection, schemas);
				}
			}
			String purged = this.properties.archive().purge();
			if (StringUtils.hasText(purged)) {
				ArchiveHousekeeping.purge(dataSource, purged, this.application, this.properties);
			}
			if (this.properties.protect()) {
				Protection.mark(dataSource, this.application);
			}
			this.checked = true;
		}
		catch (SQLException ex) {
			ExitCode exitCode = SqlFailure.exitCode(ex);
			if (exitCode == ExitCode.TRY_AGAIN) {
				throw SqlFailure.of("looking for an unfinished reset", ex);
			}
			// who cannot connect is told so by whatever needs the connection
			if (exitCode != ExitCode.NO_DATABASE) {
				this.checked = true;
				logger.warn("Whether a reset was left unfinished could not be seen: " + ex.getMessage());
			}
		}
	}

	/** What Flyway runs at the start of its sessions may choose the current schema. */
	private List<String> schemas(Migrations migrations) throws SQLException {
		List<String> named = this.properties.schemas().isEmpty() ? migrations.schemas() : this.properties.schemas();
		if (!named.isEmpty() || !migrations.preparesSessions()) {
			return named;
		}
		return Transaction.rollback(migrations.dataSource(), (connection) -> {
			migrations.prepare(connection);
			return Query.text("SELECT current_schema()").list(connection);
		});
	}

}
