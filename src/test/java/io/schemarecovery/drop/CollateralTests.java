package io.schemarecovery.drop;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What would be lost outside of the schema, in every disguise. */
@PostgresTest
class CollateralTests {

	private static final List<String> PUBLIC = List.of("public");

	private final DropStage stage = new DropStage(Settings.of(),
			new LockedTransaction(Duration.ofMillis(100), Duration.ofSeconds(30)), new ProgressBoard());

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					CREATE TYPE other.ty AS (a int); CREATE FUNCTION c(other.ty) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE CAST (other.ty AS int) WITH FUNCTION c(other.ty) | cast from other.ty to integer
					CREATE TYPE r AS RANGE (subtype = int, multirange_type_name = other.mr)                  | type other.mr
					CREATE TABLE t (id int); CREATE MATERIALIZED VIEW other.m AS SELECT * FROM t             | materialized view other.m
					CREATE DOMAIN d AS int; CREATE TABLE other.t (d d)                                       | column d of table other.t
					CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE other.t (a int DEFAULT f()) | default value for column a of table other.t
					CREATE TABLE t (id int); CREATE TABLE other.t () INHERITS (t)                            | table other.t
					CREATE FUNCTION f(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE TABLE other.t (a int); CREATE INDEX i ON other.t (f(a)) | index other.i
					CREATE TABLE t (id int); CREATE TABLE other.t (a int); CREATE POLICY p ON other.t USING (a IN (SELECT id FROM public.t)) | policy p on table other.t
					""")
	void isRefused(String script, String lost, TestDatabase database) {
		database.execute("CREATE SCHEMA other", script);
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> this.stage.drop(database.dataSource(), PUBLIC))
			.satisfies((ex) -> assertThat(ex.account()).contains(lost));
	}

	@Test
	void ofAnEventTriggerNamedLikeTheSchemaIsRefused(TestDatabase database) {
		database.execute("CREATE FUNCTION et() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'");
		database.superuser("CREATE EVENT TRIGGER public ON ddl_command_end EXECUTE FUNCTION public.et()");
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> this.stage.drop(database.dataSource(), PUBLIC))
			.satisfies((ex) -> assertThat(ex.account()).contains("event trigger public"));
	}

	@Test
	void ofAMemberOfAnExtensionIsRefusedThoughItStandsInTheSchema(TestDatabase database) {
		database.superuser("CREATE EXTENSION citext");
		database.execute("CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE member (id int)",
				"ALTER TABLE member ADD m mood");
		database.superuser("ALTER EXTENSION citext ADD TABLE member");
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> this.stage.drop(database.dataSource(), PUBLIC))
			.satisfies((ex) -> assertThat(ex.account()).contains("column m of table member"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void ofATableIsToldForItsColumnsToo(String mode, TestDatabase database) {
		database.execute("CREATE SCHEMA other", "CREATE VIEW v AS SELECT 1 AS id",
				"CREATE TABLE t (id int, c v[]) PARTITION BY LIST (id)",
				"CREATE TABLE other.p PARTITION OF t FOR VALUES IN (1)");
		assertThat(DropContract.of(database)
			.drop("drop.collateral=allow", "drop.timeout=1s", "drop.mode=" + mode)
			.casualties()).extracting(Object::toString).containsExactly("table other.p");
	}

	@Test
	void isToldWithoutThePartsOfItThatStandInTheSchema(TestDatabase database) {
		database.execute("CREATE SCHEMA other", "CREATE TABLE account (id int PRIMARY KEY)",
				"CREATE TABLE other.bill (id int CONSTRAINT bill_account REFERENCES account)",
				"CREATE TYPE r AS RANGE (subtype = int, multirange_type_name = other.mr)");
		assertThat(DropContract.of(database).drop("drop.collateral=allow").casualties()).extracting(Object::toString)
			.containsExactly("constraint bill_account on table other.bill", "type other.mr");
	}

	@Test
	void ofAnOperatorFamilyIsToldThoughItDependsAutomatically(TestDatabase database) {
		database.execute("CREATE SCHEMA other",
				"CREATE FUNCTION f(int8, int4) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'");
		database.superuser("CREATE OPERATOR FAMILY other.family USING btree",
				"ALTER OPERATOR FAMILY other.family USING btree ADD FUNCTION 1 (int8, int4) public.f(int8, int4)");
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> this.stage.drop(database.dataSource(), PUBLIC))
			.satisfies((ex) -> assertThat(ex.account())
				.contains("function 1 (bigint, integer) of operator family other.family"));
	}

	@Test
	void ofATemporaryViewIsNone(TestDatabase database) throws Exception {
		database.execute("CREATE TABLE t (id int)");
		try (Connection other = database.connect()) {
			other.createStatement().execute("CREATE TEMP VIEW v AS SELECT * FROM t");
			this.stage.drop(database.dataSource(), PUBLIC);
		}
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
	}

	@Test
	void castsAndOperatorFamiliesOfTheSchemaAreNone(TestDatabase database) {
		database.execute("CREATE TYPE mood AS ENUM ('ok')", "CREATE CAST (varchar AS mood) WITH INOUT AS IMPLICIT",
				"CREATE PROCEDURE p(IN a int, IN b text) LANGUAGE sql AS 'SELECT 1'",
				"CREATE PROCEDURE p(IN a int, OUT b text) LANGUAGE sql AS 'SELECT ''x'''");
		this.stage.drop(database.dataSource(), PUBLIC);
		assertThat(database.query("SELECT 1 FROM pg_proc WHERE pronamespace = 'public'::regnamespace")).isEmpty();
	}

	@Test
	void thatAppearsWhileALockIsWaitedForIsRefusedToo(TestDatabase database) throws Exception {
		database.execute("CREATE SCHEMA other", "CREATE TABLE t (id int)", "CREATE TABLE u (id int)");
		try (Connection reader = database.connect()) {
			reader.setAutoCommit(false);
			reader.createStatement().execute("SELECT * FROM u");
			CompletableFuture<Void> dropping = CompletableFuture
				.runAsync(() -> this.stage.drop(database.dataSource(), PUBLIC));
			await().until(() -> !database
				.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '" + database.name()
						+ "'")
				.isEmpty());
			reader.createStatement().execute("CREATE VIEW other.v AS SELECT * FROM public.u");
			reader.commit();
			assertThatExceptionOfType(CompletionException.class)
				.isThrownBy(() -> dropping.orTimeout(60, TimeUnit.SECONDS).join())
				.withCauseInstanceOf(RecoveryException.class)
				.satisfies((ex) -> assertThat(((RecoveryException) ex.getCause()).account()).contains("view other.v"));
		}
		assertThat(database.query("SELECT viewname FROM pg_views WHERE schemaname = 'other'")).containsExactly("v");
	}

}
