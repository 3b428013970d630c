package io.schemarecovery.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.schemarecovery.jdbc.Query;

import org.springframework.util.unit.DataSize;

/**
 * Whether the database can be copied. Asked before it is tried: while the server waits
 * for other sessions to go, it lets nobody connect.
 */
final class TemplateChecks {

	/** As long as the server itself waits for others to leave a template. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Duration PAUSE = Duration.ofMillis(50);

	private static final int TOLD = 3;

	private static final Query<String> NAME = Query.text("SELECT quote_ident(current_database())");

	private static final Query<String> PRIVILEGE = Query.text("""
			SELECT CASE WHEN NOT (r.rolsuper OR r.rolcreatedb) THEN 'role ' || current_user || ' has not CREATEDB'
			            WHEN NOT (?::boolean OR r.rolsuper OR d.datistemplate OR pg_has_role(d.datdba, 'USAGE'))
			            THEN 'database ' || d.datname || ' belongs to role ' || pg_get_userbyid(d.datdba) END
			  FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()
			""");

	private static final Query<String> SIZE = Query.text("""
			SELECT pg_size_pretty(pg_database_size(current_database()))
			 WHERE pg_database_size(current_database()) > ?::bigint
			""");

	// of other roles all but the name is hidden, the kind of backend as well
	private static final Query<String> SESSIONS = Query
		.text("""
				SELECT concat_ws(' ', 'pid ' || pid, 'of role ' || usename, '(' || nullif(application_name, '') || ')', state)
				  FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
				  AND usesysid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend'
				UNION ALL
				SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = current_database()
				 ORDER BY 1
				""");

	private TemplateChecks() {
	}

	static String quotedName(Connection connection) throws SQLException {
		return NAME.list(connection).get(0);
	}

	/**
	 * Whether the role may make databases, and copy this one unless it is to be empty.
	 */
	static void checkPrivilege(Connection connection, boolean empty) throws SQLException, NoCopyException {
		List<String> missing = PRIVILEGE.list(connection, Boolean.toString(empty));
		if (!missing.isEmpty()) {
			throw new NoCopyException(missing.get(0));
		}
	}

	static void checkSize(Connection connection, DataSize max) throws SQLException, NoCopyException {
		List<String> larger = SIZE.list(connection, Long.toString(max.toBytes()));
		if (!larger.isEmpty()) {
			throw new NoCopyException("the database has %s, more than schema-recovery.rehearse.max-size=%s"
				.formatted(larger.get(0), max));
		}
	}

	/**
	 * Look who else is connected, once our own sessions have gone.
	 * @param drain ends those of our own, and is called until no other is left: a pool
	 * may be about to make one
	 */
	static void checkSessions(Connection connection, Runnable drain) throws SQLException, NoCopyException {
		drain.run();
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		List<String> others = SESSIONS.list(connection);
		while (!others.isEmpty() && System.nanoTime() < deadline) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
			drain.run();
			others = SESSIONS.list(connection);
		}
		if (!others.isEmpty()) {
			throw new NoCopyException("others are connected (%s), and a database in use cannot be copied: %s%s"
				.formatted(others.size(), String.join(", ", others.subList(0, Math.min(TOLD, others.size()))),
						(others.size() > TOLD) ? " and more" : ""));
		}
	}

}
