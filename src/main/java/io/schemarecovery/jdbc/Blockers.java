package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Names the sessions that hold locks on the tables of some schemas. */
final class Blockers {

	private Blockers() {
	}

	/** Name of the sessions of this process while they drop. */
	static final String OURS = "schema-recovery " + UUID.randomUUID().toString().substring(0, 8);

	// Not the statement: it may hold a password or data. That of another role's session
	// is hidden from us anyway.
	private static final String HOLDERS = """
			  FROM (SELECT DISTINCT l.pid FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
			          JOIN pg_namespace n ON n.oid = c.relnamespace
			         WHERE l.granted AND l.pid <> pg_backend_pid() AND n.nspname = ANY (?)
			           AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())) h
			  JOIN pg_stat_activity a ON a.pid = h.pid
			 WHERE a.application_name <> '%s'
			""".formatted(OURS);

	private static final Query<String> DESCRIBED = Query.of("""
			SELECT a.pid, a.application_name, a.usename, a.state,
			       date_trunc('second', now() - coalesce(a.xact_start, a.backend_start))::text AS age,
			       upper(substring(a.query FROM '^[[:space:]]*([[:alpha:]]+)')) AS command
			""" + HOLDERS + " ORDER BY a.pid", Blockers::describe);

	// not of another recovery: two that end each other get nowhere
	private static final Query<String> TERMINATED = Query.of("""
			SELECT a.pid, a.application_name, pg_terminate_backend(a.pid)
			""" + HOLDERS + " AND a.usename = current_user AND a.application_name NOT LIKE 'schema-recovery %'",
			(row) -> "of pid %s, application '%s'".formatted(row.getInt(1), row.getString(2)));

	/**
	 * Name them.
	 * @param connection a connection
	 * @param schemas names of the schemas, unquoted
	 * @return a line for each session; empty if there are none or they cannot be read
	 */
	static List<String> find(Connection connection, List<String> schemas) {
		try {
			return DESCRIBED.list(connection, schemas);
		}
		catch (SQLException ex) {
			return List.of("the sessions that hold locks could not be read: " + ex.getMessage());
		}
	}

	/**
	 * End those of the own role.
	 * @param connection a connection
	 * @param schemas names of the schemas, unquoted
	 * @return a line for each session; empty if there are none or they cannot be ended
	 */
	static List<String> terminate(Connection connection, List<String> schemas) {
		try {
			return TERMINATED.list(connection, schemas);
		}
		catch (SQLException ex) {
			return List.of("that holds the lock could not be ended: " + ex.getMessage());
		}
	}

	private static String describe(ResultSet row) throws SQLException {
		return "held by pid %s, application '%s', role %s, %s for %s, last command: %s".formatted(row.getInt("pid"),
				row.getString("application_name"), row.getString("usename"), row.getString("state"),
				row.getString("age"), row.getString("command"));
	}

}
