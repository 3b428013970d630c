package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.ScopeReader;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What roles, pools and other sessions are set to, or do, that a drop must stand. */
@PostgresTest
class HostileSettingsTests {

	private static final String TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";

	@ParameterizedTest
	@ValueSource(strings = { "repeatable read", "serializable" })
	void isolationOfTheRoleHidesNothingFromTheDrop(String isolation, TestDatabase database) throws Exception {
		set(database, "default_transaction_isolation", isolation);
		database.execute("CREATE SCHEMA other", "CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE t (id int)",
				"CREATE MATERIALIZED VIEW mv AS SELECT 1 AS one");
		try (Reader reader = Reader.of(database, "mv")) {
			CompletableFuture<DropPlan> drop = CompletableFuture.supplyAsync(() -> drop(database));
			reader.awaitDropWaiting();
			database.execute("CREATE TABLE other.person (name text, m public.mood)",
					"INSERT INTO other.person VALUES ('ann', 'ok')");
			reader.connection().commit();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> drop.get(60, TimeUnit.SECONDS))
				.havingCause()
				.isInstanceOfSatisfying(RecoveryException.class,
						(ex) -> assertThat(ex.account()).contains("column m of table other.person"));
		}
		assertThat(database.query("SELECT m FROM other.person")).containsExactly("ok");
	}

	@Test
	void tableMadeWhileALockIsWaitedForGoesAsWell(TestDatabase database) throws Exception {
		set(database, "default_transaction_isolation", "repeatable read");
		database.execute("CREATE TABLE t (id int)", "CREATE MATERIALIZED VIEW mv AS SELECT 1 AS one");
		try (Reader reader = Reader.of(database, "mv")) {
			CompletableFuture<DropPlan> drop = CompletableFuture.supplyAsync(() -> drop(database));
			reader.awaitDropWaiting();
			database.execute("CREATE TABLE fresh (name text)");
			reader.connection().commit();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> drop.get(60, TimeUnit.SECONDS))
				.havingCause()
				.isInstanceOfSatisfying(RecoveryException.class,
						(ex) -> assertThat(ex.account()).contains("are left", "table fresh"));
		}
		assertThat(database.query(TABLES)).as("rolled back as a whole").containsExactly("2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "statement_timeout", "idle_in_transaction_session_timeout" })
	void timeoutsOfTheRoleAreLifted(String timeout, TestDatabase database) {
		database.execute("CREATE TABLE t (id int)");
		set(database, timeout, "1ms");
		drop(database);
		assertThat(database.query(TABLES)).containsExactly("0");
	}

	@Test
	void objectDroppedByAnotherWhileTheCatalogIsReadIsToldAsAChange(TestDatabase database) {
		database.execute("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> Transaction.snapshot(database.dataSource(), (connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute("SELECT 1");
				}
				database.execute("DROP FUNCTION f()");
				return new CatalogReader(List.of()).read(connection, List.of("public"));
			}))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("40001"));
	}

	@Test
	void viewThatBecomesATableIsPlannedAnew(TestDatabase database) throws Exception {
		database.execute("CREATE VIEW v AS SELECT 1 AS one", "CREATE TABLE t (id int)");
		try (Reader reader = Reader.of(database, "v")) {
			CompletableFuture<DropPlan> drop = reader.drop();
			reader.awaitDropWaiting();
			reader.execute("DROP VIEW v", "CREATE TABLE v (id int)").connection().commit();
			drop.get(60, TimeUnit.SECONDS);
		}
		assertThat(database.query(TABLES)).containsExactly("0");
	}

	@Test
	void allSchemasAreThoseThatCanBeFilledAgain(TestDatabase database) throws SQLException {
		database.superuser("ALTER SCHEMA public OWNER TO postgres", "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
		database.execute("CREATE SCHEMA app", "CREATE TABLE app.t (id int)");
		try (Connection connection = database.connect()) {
			assertThat(new ScopeReader().read(connection, List.of("*"))).containsExactly("app");
		}
	}

	@Test
	void poolThatHandsOutTransactionsAlreadyBegunIsServed(TestDatabase database) {
		database.execute("CREATE TABLE t (id int)");
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(database.url());
			pool.setUsername(database.owner());
			pool.setPassword(TestDatabase.PASSWORD);
			pool.setAutoCommit(false);
			pool.setConnectionInitSql("SELECT 1");
			DropContract.stage().drop(pool, List.of("public"));
		}
		assertThat(database.query(TABLES)).containsExactly("0");
	}

	@Test
	void interruptedDropLeavesNobodyDroppingBehindItsBack(TestDatabase database) throws Exception {
		database.execute("CREATE TABLE oldest (id int)",
				"DO $$ BEGIN FOR i IN 1..250 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY)', i); END LOOP; END $$");
		AtomicReference<String> told = new AtomicReference<>("");
		try (Reader reader = Reader.of(database, "oldest")) {
			Thread dropping = new Thread(() -> {
				try {
					DropContract.stage("drop.mode=batched", "drop.parallelism=2", "drop.lock-timeout=300ms")
						.drop(database.dataSource(), List.of("public"));
				}
				catch (RecoveryException ex) {
					told.set(ex.account());
				}
			});
			dropping.start();
			reader.awaitDropWaiting();
			dropping.interrupt();
			dropping.join(TimeUnit.SECONDS.toMillis(30));
			assertThat(told.get()).contains("Interrupted");
			assertThat(database.query("SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'schema-recovery %' "
					+ "AND datname = '" + database.name() + "'"))
				.isEmpty();
		}
		assertThat(database.query("SELECT relname FROM pg_class WHERE relname = 'oldest'")).containsExactly("oldest");
	}

	private static DropPlan drop(TestDatabase database) {
		return DropContract.stage("drop.lock-timeout=30s").drop(database.dataSource(), List.of("public"));
	}

	private static void set(TestDatabase database, String setting, String value) {
		database.superuser("ALTER ROLE %s SET %s = '%s'".formatted(database.owner(), setting, value));
	}

}
