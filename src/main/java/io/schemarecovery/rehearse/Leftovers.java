package io.schemarecovery.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * Databases that rehearsals have left behind which were killed. One is known by its name
 * and its comment, belongs to this role, has nobody connected, and the session that made
 * it is gone. One without a comment is one as well: the server makes to its end the copy
 * that it is at when it loses its client.
 */
final class Leftovers {

	private static final Query<String> LEFT = Query
		.text("""
				SELECT quote_ident(d.datname) FROM pg_database d
				 WHERE d.datname ~ '^schema_recovery_rehearsal_[0-9]+_[0-9]+$' AND pg_has_role(d.datdba, 'USAGE')
				   AND coalesce(shobj_description(d.oid, 'pg_database'), 'Schema Recovery: rehearsal of , session 0.0')
				       ~ '^Schema Recovery: rehearsal of .*, session [0-9]+\\.[0-9]+$'
				   AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)
				   AND NOT EXISTS (SELECT FROM pg_stat_activity a
				                    WHERE substring(d.datname FROM '^schema_recovery_rehearsal_([0-9]+)_[0-9]+$') = a.pid::text
				                      AND (a.backend_start IS NULL OR floor(extract(epoch FROM a.backend_start))
				                           <= substring(d.datname FROM '_([0-9]+)$')::numeric))
				""");

	private Leftovers() {
	}

	/** Drop them, and tell what became of each. */
	static List<String> remove(Connection connection) throws SQLException {
		List<String> told = new ArrayList<>();
		for (String name : LEFT.list(connection)) {
			try (Statement statement = connection.createStatement()) {
				// without FORCE: whoever has connected meanwhile keeps it
				statement.execute("DROP DATABASE IF EXISTS " + name);
				told.add("the database %s, left by a rehearsal that was killed, was dropped".formatted(name));
			}
			catch (SQLException ex) {
				told.add("the database %s, left by a rehearsal, could not be dropped: %s".formatted(name,
						ex.getMessage()));
			}
		}
		return told;
	}

}
