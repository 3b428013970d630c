package io.schemarecovery.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.faults.depot.DepotApplication;
import io.schemarecovery.testing.Fingerprint;
import org.jspecify.annotations.Nullable;

/** The database of one round, looked at past the wire by a superuser. */
final class Depot implements AutoCloseable {

	private static final String TABLES = """
			SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
			""";

	private static final String LOCKED = """
			SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND locktype = 'relation' AND granted
			   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""";

	private static final String SESSIONS = """
			SELECT concat_ws(' ', pid, state, query) FROM pg_stat_activity
			 WHERE datname = current_database() AND usename = 'depot'
			""";

	private static final String LOCK = """
			SELECT l.pid FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = 1397908835 AND l.objid = 1
			   AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""";

	private final DepotServer server;

	private final String name;

	private @Nullable Connection watcher;

	Depot(DepotServer server, String template, String name) {
		this.server = server;
		this.name = name;
		server.copy(template, name);
	}

	String name() {
		return this.name;
	}

	int tables() {
		return number(TABLES);
	}

	/** Tables that are locked to be dropped, or were just made. */
	int locked() {
		return number(LOCKED);
	}

	/** Whether a session of the application is there. */
	boolean connected() {
		return !watch(SESSIONS).isEmpty();
	}

	/** Whether nothing has reached the server for a while. */
	boolean silent() {
		return number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'depot'"
				+ " AND (state = 'active' OR now() - state_change < interval '1 s')") == 0;
	}

	/** Whether a session of the application waits for a lock of any kind. */
	boolean waiting() {
		return number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
				+ " AND usename = 'depot' AND wait_event_type = 'Lock'") > 0;
	}

	void terminateAll() {
		query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'depot'");
	}

	/** Ends the session that holds the lock of the reset. */
	boolean terminateLock() {
		return !query("SELECT pg_terminate_backend(pid) FROM (" + LOCK + ") holder(pid)").isEmpty();
	}

	/** Ports from which the session that holds the lock of the reset comes. */
	List<Integer> lockPorts() {
		return query("SELECT client_port FROM pg_stat_activity WHERE pid IN (" + LOCK + ")").stream()
			.map(Integer::valueOf)
			.toList();
	}

	/** From the nth statement on that changes the schema, the disk is full. */
	void fillDisk(int statements) {
		this.server.execute(this.name, "CREATE SCHEMA faults", "CREATE SEQUENCE faults.statements", """
				CREATE FUNCTION faults.fill() RETURNS event_trigger SECURITY DEFINER LANGUAGE plpgsql AS $$ BEGIN
				  IF nextval('faults.statements') >= %d THEN
				    RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
				  END IF;
				END $$
				""".formatted(statements),
				"CREATE EVENT TRIGGER full_disk ON ddl_command_start EXECUTE FUNCTION faults.fill()");
	}

	void emptyDisk() {
		this.server.execute(this.name, "DROP EVENT TRIGGER full_disk", "DROP SCHEMA faults CASCADE");
	}

	List<String> query(String sql) {
		return this.server.query(this.name, sql);
	}

	String digest() {
		return query(DepotApplication.DIGEST).get(0);
	}

	/** Descriptions of all that is there but the ledger. */
	Set<String> objects() throws SQLException {
		try (Connection connection = this.server.connect(this.name, "postgres")) {
			return Fingerprint.of(connection)
				.objects()
				.values()
				.stream()
				.filter((stored) -> !stored.schema().startsWith("pg_toast"))
				.map(Fingerprint.Stored::description)
				.filter((description) -> !description.contains("schema_recovery"))
				.map((description) -> description.replaceAll("ConstraintTrigger_([ac])_[0-9]+", "$1"))
				.collect(Collectors.toSet());
		}
	}

	/** Sessions of the application and locks of any session, which should be none. */
	List<String> held() {
		return query(SESSIONS + " UNION ALL SELECT 'advisory lock of ' || pid FROM pg_locks WHERE locktype = 'advisory'"
				+ " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
	}

	/**
	 * A session of the application's role that reads and does not end its transaction.
	 */
	Connection reader(String table) throws SQLException {
		Connection reader = this.server.connect(this.name, DepotServer.OWNER);
		reader.setAutoCommit(false);
		DepotServer.query(reader, "SELECT id FROM " + table);
		return reader;
	}

	@Override
	public void close() {
		forget();
		this.server.drop(this.name);
	}

	private int number(String sql) {
		List<String> rows = watch(sql);
		return rows.isEmpty() ? -1 : Integer.parseInt(rows.get(0));
	}

	/** On one connection; nothing, while the server is not there. */
	private List<String> watch(String sql) {
		try {
			if (this.watcher == null) {
				this.watcher = this.server.connect(this.name, "postgres");
			}
			return DepotServer.query(this.watcher, sql);
		}
		catch (SQLException ex) {
			forget();
			return List.of();
		}
	}

	/** Lets go of the database, so that it can be copied. */
	void forget() {
		Connection old = this.watcher;
		this.watcher = null;
		try {
			if (old != null) {
				old.close();
			}
		}
		catch (SQLException ex) {
			// the server has gone
		}
	}

}
