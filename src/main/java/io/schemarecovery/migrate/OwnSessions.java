package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.schemarecovery.rewrite.Statements;

/**
 * The connections that one migration run has open. CREATE INDEX and REINDEX CONCURRENTLY
 * wait for every transaction that may still see the old state; Flyway's transactional
 * lock, its default, is held in one that ends only after the migration, so the statement
 * would wait for ever.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY">Building
 * Indexes Concurrently</a>
 */
final class OwnSessions {

	private static final Pattern CONCURRENTLY = Pattern.compile(
			"(?:create\\s+(?:unique\\s+)?index\\s+concurrently|reindex\\s[^;'\"-]*\\bconcurrently)\\b",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

	void opened(Connection connection) {
		this.connections.add(connection);
	}

	/**
	 * Refuse a statement that would wait for another connection of the same run.
	 * @param connection the connection that will run the statement, undecorated
	 * @param sql the statement
	 * @throws SQLException with SQLSTATE 0A000 if it would
	 */
	void check(Connection connection, String sql) throws SQLException {
		if (!connection.getAutoCommit()
				|| !CONCURRENTLY.matcher(sql).region(Statements.first(sql), sql.length()).lookingAt()) {
			return;
		}
		for (Iterator<Connection> all = this.connections.iterator(); all.hasNext();) {
			Connection other = all.next();
			if (other.isClosed()) {
				all.remove();
			}
			else if (other != connection && !other.getAutoCommit()) {
				throw new SQLException("CONCURRENTLY would wait for ever for the transaction in which Flyway holds its "
						+ "own lock, so it was not run. Set spring.flyway.postgresql.transactional-lock=false, and "
						+ "remove the failed migration from the history (flyway repair) if it is there.", "0A000");
			}
		}
	}

}
