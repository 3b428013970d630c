package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * Settings of a session that decide whether keys can be put back, and are checked: a
 * migration may change its role, or be a dump that switches triggers off.
 *
 * @param role the role that was set, or {@code none}
 * @param replication {@code session_replication_role}
 * @param lockTimeout {@code lock_timeout}, with its unit
 * @param statementTimeout {@code statement_timeout}, with its unit
 */
record SessionSettings(String role, String replication, String lockTimeout, String statementTimeout) {

	private static final Query<SessionSettings> READ = Query.of(
			"""
					SELECT current_setting('role'), current_setting('session_replication_role'), current_setting('lock_timeout'),
					       current_setting('statement_timeout')
					""",
			(row) -> new SessionSettings(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));

	// set_config only where it changes something: the replication role is not for
	// everybody to touch
	private static final Query<String> APPLY = Query.text("""
			SELECT set_config(name, value, true)
			  FROM unnest(ARRAY['role', 'session_replication_role', 'lock_timeout', 'statement_timeout'], ?::text[])
			         WITH ORDINALITY s(name, value, n)
			 WHERE current_setting(name) <> value ORDER BY n
			""");

	static SessionSettings read(Connection connection) throws SQLException {
		return READ.list(connection).get(0);
	}

	/** Make them those of the session, for the rest of the transaction. */
	void apply(Connection connection) throws SQLException {
		APPLY.list(connection, List.of(this.role, this.replication, this.lockTimeout, this.statementTimeout));
	}

	/** The same role, triggers that fire, and timeouts of our own. */
	SessionSettings forKeys(Duration lockTimeout) {
		return new SessionSettings(this.role, "origin", lockTimeout.toMillis() + "ms", "0");
	}

}
