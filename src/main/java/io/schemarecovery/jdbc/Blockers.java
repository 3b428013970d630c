package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/** Names the sessions that hold locks on the tables of some schemas. */
final class Blockers {

	private Blockers() {
	}

	// Not the statement: it may hold a password or data. That of another role's session
	// is
	// hidden from us anyway.
	private static final Query<String> HOLDERS = Query.of("""
			SELECT DISTINCT a.pid, a.application_name, a.usename, a.state,
			       date_trunc('second', now() - coalesce(a.xact_start, a.backend_start))::text AS age,
			       upper(substring(a.query FROM '^[[:space:]]*([[:alpha:]]+)')) AS command
			  FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
			  JOIN pg_stat_activity a ON a.pid = l.pid
			 WHERE l.granted AND l.pid <> pg_backend_pid() AND n.nspname = ANY (?)
			   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
			 ORDER BY a.pid
			""", Blockers::describe);

	/**
	 * Name them.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @return a line for each session; empty if there are none or they cannot be read
	 */
	static List<String> find(DataSource dataSource, List<String> schemas) {
		try (Connection connection = dataSource.getConnection()) {
			return HOLDERS.list(connection, schemas);
		}
		catch (SQLException ex) {
			return List.of("the sessions that hold locks could not be read: " + ex.getMessage());
		}
	}

	private static String describe(ResultSet row) throws SQLException {
		return "held by pid %d, application '%s', role %s, %s for %s, last command: %s".formatted(row.getInt("pid"),
				row.getString("application_name"), row.getString("usename"), row.getString("state"),
				row.getString("age"), row.getString("command"));
	}

}
