package io.schemarecovery.archive;

import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A large schema on a server with the default settings, whose lock table holds less than
 * dropping it takes. {@code -Darchive.tables=10000} tries more.
 */
class LargeArchiveTests {

	private static final int TABLES = Integer.getInteger("archive.tables", 2000);

	/** Number of sessions from which the lock table has its size, by default. */
	private static final String DEFAULT_SIZE = "max_connections=100";

	/**
	 * The default is enough to look at so many tables at once, which a fingerprint does.
	 */
	private static final int LOCKS = (TABLES <= 2000) ? 64 : 1024;

	private static final String FILL = """
			DO $$ BEGIN
			  FOR i IN 1..%d LOOP
			    EXECUTE format('CREATE TABLE t%%s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood mood, note text,
			                    other bigint %%s)', i, CASE WHEN i > 1 THEN format('REFERENCES t%%s', i - 1) END);
			    EXECUTE format('CREATE INDEX ON t%%s (note)', i);
			    IF i %% 4 = 0 THEN EXECUTE format('CREATE VIEW v%%1$s AS SELECT * FROM t%%1$s', i); END IF;
			    IF i %% 4 = 1 THEN
			      EXECUTE format('CREATE FUNCTION f%%1$s(t%%1$s, mood) RETURNS mood LANGUAGE sql AS $f$SELECT $2$f$', i);
			    END IF;
			    IF i %% 10 = 0 THEN
			      EXECUTE format('CREATE TABLE p%%s (id int PRIMARY KEY) PARTITION BY RANGE (id)', i);
			      EXECUTE format('CREATE TABLE p%%1$s_1 PARTITION OF p%%1$s FOR VALUES FROM (1) TO (9)', i);
			      EXECUTE format('CREATE TYPE e%%s AS ENUM (%%L, %%L)', i, 'a', 'b');
			      EXECUTE format('INSERT INTO t%%s (mood, note) VALUES (%%L, %%L)', i, 'ok', 'x');
			    END IF;
			    IF i %% 100 = 0 THEN COMMIT; END IF;
			  END LOOP;
			END $$
			""";

	@ParameterizedTest
	@CsvSource({ "batched", "atomic", "auto" })
	void comesBackExactly(String mode) throws Exception {
		try (PostgresServer server = PostgresServer.with(DEFAULT_SIZE, "max_locks_per_transaction=" + LOCKS);
				TestDatabase database = server.createDatabase()) {
			database.execute("CREATE TYPE mood AS ENUM ('ok')", FILL.formatted(TABLES));
			ArchiveContract contract = ArchiveContract.of(database);
			ArchiveContract.Snapshot before = contract.snapshot();
			long start = System.nanoTime();
			Archive archive = contract.archive(1, "drop.mode=" + mode);
			long there = System.nanoTime();
			contract.undo(1, 2, "drop.mode=" + mode);
			long back = System.nanoTime();
			contract.assertUnchanged(before);
			assertThat(archive.objects()).isGreaterThan(TABLES);
			System.out.printf("%d tables, %d objects, %s: archived in %.2f s, put back in %.2f s%n", TABLES,
					archive.objects(), mode, (there - start) / 1e9, (back - there) / 1e9);
		}
	}

}
