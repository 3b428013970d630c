package io.schemarecovery.drop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What another session does to the schema in the middle of a batched drop: the newer
 * tables are gone, and the drop waits for that session to free the oldest.
 */
@PostgresTest
class ChangeDuringDropTests {

	@BeforeEach
	void fill(TestDatabase database) {
		database.execute("CREATE SCHEMA other", "CREATE TABLE oldest (id int PRIMARY KEY)",
				"CREATE TABLE log (at int) PARTITION BY RANGE (at)", "CREATE VIEW v AS SELECT 1 AS one",
				"CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE SEQUENCE s",
				"CREATE TYPE mood AS ENUM ('ok')",
				"""
						DO $$ BEGIN
						  FOR i IN 1..60 LOOP EXECUTE format('CREATE TABLE t%s (id int REFERENCES oldest)', i); END LOOP;
						END $$
						""");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE VIEW other.lost AS SELECT * FROM oldest                                                   | view other.lost
					CREATE TABLE other.lost (id int REFERENCES oldest)                                               | constraint lost_id_fkey on table other.lost
					CREATE TABLE other.lost () INHERITS (oldest)                                                     | table other.lost
					CREATE TABLE other.lost (at int); ALTER TABLE log ATTACH PARTITION other.lost DEFAULT            | table other.lost
					CREATE STATISTICS other.lost ON (id * 2) FROM oldest | statistics object other.lost
					DROP TABLE oldest CASCADE; CREATE TABLE oldest (id int); CREATE VIEW other.lost AS TABLE oldest  | view other.lost
					DROP TABLE log; CREATE TABLE log (at int) PARTITION BY RANGE (at); CREATE TABLE other.lost PARTITION OF log DEFAULT | table other.lost
					DROP FUNCTION f(); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'; CREATE VIEW other.lost AS SELECT f() | view other.lost
					DROP SEQUENCE s; CREATE SEQUENCE s; CREATE TABLE other.lost (id int DEFAULT nextval('s'))        | default value for column id of table other.lost
					DROP TYPE mood; CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE other.lost (m mood)                | column m of table other.lost
					""")
	void thatWouldLoseSomethingElsewhereIsRefusedBeforeItIsLost(String change, String lost, TestDatabase database)
			throws Exception {
		RecoveryException refusal = refuse(Reader.of(database, "oldest, log"), change);
		assertThat(refusal.getExitCode()).as(refusal.account()).isEqualTo(77);
		assertThat(refusal.account()).contains(lost, "%d objects dropped and committed".formatted(66 - left(database)));
		assertThat(elsewhere(database)).containsExactly("lost");
	}

	@Test
	void viewThatReplacesAnotherIsLookedAtAnew(TestDatabase database) throws Exception {
		RecoveryException refusal = refuse(Reader.of(database, "v"), "DROP VIEW v", "CREATE VIEW v AS SELECT 1 AS one",
				"CREATE VIEW other.lost AS TABLE v");
		assertThat(refusal.getExitCode()).as(refusal.account()).isEqualTo(77);
		assertThat(refusal.account()).contains("view other.lost", "nothing was changed");
		assertThat(elsewhere(database)).containsExactly("lost");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE newest (id int REFERENCES oldest)", "CREATE VIEW newest AS TABLE oldest",
			"CREATE TABLE newest () INHERITS (oldest)",
			"CREATE FUNCTION newest(oldest) RETURNS int LANGUAGE sql AS 'SELECT 1'",
			"CREATE TABLE newest (at int); ALTER TABLE log ATTACH PARTITION newest DEFAULT", "DROP TABLE log",
			"DROP TABLE oldest, log CASCADE", "ALTER TABLE oldest RENAME TO newest",
			"DROP TABLE oldest CASCADE; CREATE TABLE oldest (id int); CREATE VIEW newest AS TABLE oldest" })
	void withinTheSchemaGoesToo(String change, TestDatabase database) throws Exception {
		try (Reader reader = Reader.of(database, "oldest, log")) {
			CompletableFuture<DropPlan> dropping = reader.drop("drop.timeout=60s");
			reader.awaitDropWaiting();
			reader.execute(change).connection().commit();
			assertThat(dropping).succeedsWithin(60, TimeUnit.SECONDS);
		}
		assertThat(DropContract.of(database).drop().objects()).isEmpty();
	}

	@Test
	void thatTakesATableOutOfTheSchemaSavesIt(TestDatabase database) throws Exception {
		try (Reader reader = Reader.of(database, "oldest, log")) {
			CompletableFuture<DropPlan> dropping = reader.drop("drop.timeout=60s");
			reader.awaitDropWaiting();
			reader.execute("ALTER TABLE oldest SET SCHEMA other").connection().commit();
			assertThat(dropping).succeedsWithin(60, TimeUnit.SECONDS);
		}
		assertThat(database.query("SELECT count(*) FROM other.oldest")).containsExactly("0");
		assertThat(DropContract.of(database).drop().objects()).isEmpty();
	}

	private static List<String> elsewhere(TestDatabase database) {
		return database.query("SELECT relname FROM pg_class WHERE relnamespace = 'other'::regnamespace "
				+ "UNION ALL SELECT stxname FROM pg_statistic_ext WHERE stxnamespace = 'other'::regnamespace");
	}

	private static int left(TestDatabase database) {
		return Integer.parseInt(database.query("""
				SELECT (SELECT count(*) FROM pg_class WHERE relnamespace = n.oid AND relkind IN ('r', 'p', 'v', 'S'))
				       + (SELECT count(*) FROM pg_proc WHERE pronamespace = n.oid)
				       + (SELECT count(*) FROM pg_type WHERE typnamespace = n.oid AND typtype = 'e')
				  FROM pg_namespace n WHERE nspname = 'public'
				""").get(0));
	}

	private static RecoveryException refuse(Reader reader, String... change) throws Exception {
		try (reader) {
			CompletableFuture<DropPlan> dropping = reader.drop("drop.timeout=60s");
			reader.awaitDropWaiting();
			reader.execute(change).connection().commit();
			CompletionException failure = catchThrowableOfType(CompletionException.class,
					() -> dropping.orTimeout(60, TimeUnit.SECONDS).join());
			assertThat(failure).as("a refusal").isNotNull();
			assertThat(failure.getCause()).isInstanceOf(RecoveryException.class);
			return (RecoveryException) failure.getCause();
		}
	}

}
