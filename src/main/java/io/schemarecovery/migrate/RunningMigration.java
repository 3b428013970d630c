package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import org.flywaydb.core.api.MigrationInfo;

/**
 * The migration that Flyway runs.
 *
 * @param script its script
 * @param connection the connection it runs on, undecorated
 * @param sql whether it is an SQL script, which can be run once more
 * @param inTransaction whether it runs in a transaction, alone or with its group
 */
record RunningMigration(String script, Connection connection, boolean sql, boolean inTransaction) {

	static RunningMigration of(MigrationInfo migration, Connection connection) throws SQLException {
		return new RunningMigration(Objects.requireNonNullElse(migration.getScript(), "?"), connection,
				"SQL".equals(migration.getType().name()), !connection.getAutoCommit());
	}

}
