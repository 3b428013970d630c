package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Watches a drop from a session of the superuser, to strike in the middle of it. */
record Interruption(Connection watcher) {

	static final int TABLES = 300;

	static final String FILL = """
			DO $$ BEGIN
			  FOR i IN 1..%d LOOP
			    EXECUTE format('CREATE TABLE t%%s (id int PRIMARY KEY, before int%%s)', i,
			                   CASE WHEN i > 1 THEN format(' REFERENCES t%%s', i - 1) END);
			  END LOOP;
			  CREATE VIEW v AS SELECT * FROM t1;
			END $$
			""".formatted(TABLES);

	private static final String LEFT = """
			SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
			""";

	private static final String LOCKED = """
			SELECT count(*) FROM pg_locks
			 WHERE mode = 'AccessExclusiveLock' AND locktype = 'relation' AND granted
			   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""";

	private static final String TERMINATE = """
			SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
			 WHERE datname = current_database() AND application_name LIKE 'schema-recovery %'
			""";

	int left() throws SQLException {
		return number(LEFT);
	}

	/** Waits until no more than so many tables are left. */
	void awaitLeft(int tables, BooleanSupplier over) throws SQLException {
		await(() -> number(LEFT) <= tables, over);
	}

	/** Waits until a transaction that drops has locked so many relations. */
	void awaitLocked(int relations, BooleanSupplier over) throws SQLException {
		await(() -> number(LOCKED) >= relations, over);
	}

	/** Ends the sessions that drop: at least one, if they have not finished. */
	void terminate(BooleanSupplier over) throws SQLException {
		await(() -> number(TERMINATE) > 0, over);
	}

	private interface Condition {

		boolean holds() throws SQLException;

	}

	/** Without a pause between two looks: the moment is short. */
	private static void await(Condition condition, BooleanSupplier over) throws SQLException {
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (!condition.holds() && !over.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				throw new AssertionError("The moment to strike did not come");
			}
		}
	}

	private int number(String query) throws SQLException {
		try (Statement statement = this.watcher.createStatement(); ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getInt(1);
		}
	}

}
