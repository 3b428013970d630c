package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.schemarecovery.jdbc.Query;

/**
 * Keeps the transaction from being committed while keys are held off, by whatever way
 * nobody saw coming. A commit reads what a cursor WITH HOLD has left, which fails here,
 * and the commit with it.
 *
 * @param connection the connection of the migration
 * @see <a href="https://www.postgresql.org/docs/current/sql-declare.html">DECLARE</a>
 */
record CommitGuard(Connection connection) {

	// of random(), so that it is not computed before
	private static final String OPEN = """
			DECLARE schema_recovery_held NO SCROLL CURSOR WITH HOLD FOR
			  SELECT CAST(CASE WHEN random() < 2 THEN
			    'not to be committed: the foreign keys that schema-recovery holds off are not back yet' END AS integer)
			""";

	private static final Query<String> OPENED = Query
		.text("SELECT name FROM pg_cursors WHERE name = 'schema_recovery_held'");

	void open() throws SQLException {
		execute(OPEN);
	}

	/** Permit the commit. The migration may have closed all cursors. */
	void close() throws SQLException {
		if (!OPENED.list(this.connection).isEmpty()) {
			execute("CLOSE schema_recovery_held");
		}
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
