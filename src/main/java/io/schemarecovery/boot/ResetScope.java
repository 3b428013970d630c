package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.catalog.ScopeReader;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.request.SchemaRecoveryProperties;

/**
 * Finds the schemas that a reset is about.
 *
 * @param properties the settings
 */
record ResetScope(SchemaRecoveryProperties properties) {

	private static final Query<String> LOCAL = Query.text("""
			SELECT 'local' WHERE inet_server_addr() IS NULL OR inet_server_addr() <<= ANY ('{127.0.0.0/8,::1}')
			""");

	/**
	 * Find them.
	 * @param migrations the migrations of the application
	 * @param connection a connection within a transaction that is rolled back
	 * @return names of the schemas, unquoted
	 * @throws SQLException if a query fails
	 * @throws RecoveryException (exit code 78) if this database cannot be reset
	 */
	List<String> schemas(Migrations migrations, Connection connection) throws SQLException {
		DatabaseMetaData database = connection.getMetaData();
		if (!"PostgreSQL".equals(database.getDatabaseProductName())) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "Only PostgreSQL can be reset.",
					List.of("The database is " + database.getDatabaseProductName() + "."),
					"Set DATABASE_URL to the PostgreSQL database of the application, or unset DB_RESET. Nothing was touched.");
		}
		if (this.properties.repeat() && LOCAL.list(connection).isEmpty()) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"schema-recovery.repeat is for a database on this machine alone.",
					List.of("With it every start with DB_RESET would wipe the database."),
					"Unset it: DB_RESET=each-deploy resets with every version. Nothing was touched.");
		}
		migrations.prepare(connection);
		List<String> named = this.properties.schemas();
		ScopeReader reader = new ScopeReader();
		return (named.isEmpty() || migrations.isEmpty())
				? reader.read(connection, named.isEmpty() ? migrations.schemas() : named)
				: reader.readNamed(connection, named, migrations.schemas());
	}

}
