package io.schemarecovery.drop;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import io.schemarecovery.testing.Threads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A drop in many transactions, on one connection and on several. */
@PostgresTest
class BatchedDropTests {

	private static final List<String> PUBLIC = List.of("public");

	private static final String CHAIN = """
			DO $$ BEGIN
			  FOR i IN 1..%d LOOP
			    EXECUTE format('CREATE TABLE t%%s (id int PRIMARY KEY, before int%%s)', i,
			                   CASE WHEN i > 1 THEN format(' REFERENCES t%%s', i - 1) END);
			  END LOOP;
			END $$
			""";

	@ParameterizedTest
	@ValueSource(ints = { 1, 4 })
	void takesTablesJoinedInEveryShape(int connections, TestDatabase database) {
		DropContract contract = DropContract.of(database).given("large-and-tangled");
		DropPlan plan = contract.drop("drop.mode=batched", "drop.parallelism=" + connections);
		assertThat(plan.atomic()).isFalse();
		assertThat(plan.lanes()).hasSize(connections);
		assertThat(plan.objects()).hasSizeGreaterThan(500);
		assertThat(contract.drop("drop.mode=batched").objects()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void goesOnWithFewerConnectionsThanItWants(int connections, TestDatabase database) {
		database.execute(CHAIN.formatted(300));
		HikariConfig configuration = new HikariConfig();
		configuration.setJdbcUrl(database.url());
		configuration.setUsername(database.owner());
		configuration.setPassword(TestDatabase.PASSWORD);
		configuration.setMaximumPoolSize(connections);
		configuration.setConnectionTimeout(Duration.ofMinutes(5).toMillis());
		try (HikariDataSource pool = new HikariDataSource(configuration)) {
			assertThat(CompletableFuture.supplyAsync(() -> DropContract.stage("drop.mode=batched").drop(pool, PUBLIC)))
				.succeedsWithin(60, TimeUnit.SECONDS)
				.satisfies((plan) -> assertThat(plan.lanes()).hasSizeGreaterThan(connections));
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
		assertThat(tables(database)).isEmpty();
	}

	@Test
	void waitsForALockThatIsReleasedInTime(TestDatabase database) throws Exception {
		database.execute(CHAIN.formatted(120));
		try (Reader reader = Reader.of(database, "t1")) {
			CompletableFuture<DropPlan> dropping = reader.drop("drop.timeout=60s");
			reader.awaitDropWaiting();
			reader.connection().commit();
			assertThat(dropping).succeedsWithin(60, TimeUnit.SECONDS);
		}
		assertThat(tables(database)).isEmpty();
	}

	@Test
	void namesTheHolderOfALockAndTellsHowMuchIsGone(TestDatabase database) throws Exception {
		database.execute(CHAIN.formatted(120));
		try (Reader reader = Reader.of(database, "t1")) {
			reader.connection().setClientInfo("ApplicationName", "old-deployment");
			RecoveryException failure = catchThrowableOfType(RecoveryException.class,
					() -> DropContract.stage("drop.mode=batched", "drop.lock-timeout=100ms", "drop.timeout=300ms")
						.drop(database.dataSource(), PUBLIC));
			assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(75);
			int left = tables(database).size();
			assertThat(left).isBetween(1, 50);
			assertThat(failure.account()).contains("old-deployment", "idle in transaction",
					"%d of 120 dropped".formatted(120 - left), "and committed");
		}
		DropContract.of(database).drop("drop.mode=batched");
	}

	@Test
	void dropsTheHistoriesBeforeAnythingElse(TestDatabase database) throws Exception {
		// a circle, of which a foreign key has to go before the tables
		database.execute(CHAIN.formatted(120), "ALTER TABLE t1 ADD FOREIGN KEY (before) REFERENCES t120",
				"CREATE TABLE history (id int)");
		try (Reader reader = Reader.of(database, "t1")) {
			reader.connection().setClientInfo("ApplicationName", "old-deployment");
			RecoveryException failure = catchThrowableOfType(RecoveryException.class,
					() -> DropContract.stage("drop.mode=batched", "drop.lock-timeout=100ms", "drop.timeout=300ms")
						.drop(database.dataSource(), PUBLIC, List.of(new QualifiedName("public", "history"))));
			assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(75);
			assertThat(failure.account()).contains("dropping foreign keys", "old-deployment", "1 of 121 dropped");
		}
		assertThat(tables(database)).hasSize(120).doesNotContain("history");
		DropContract.of(database).drop("drop.mode=batched");
	}

	@Test
	void refusalTellsThatForeignKeysAreGoneAlready(TestDatabase database) throws Exception {
		database.execute(CHAIN.formatted(120), "ALTER TABLE t1 ADD FOREIGN KEY (before) REFERENCES t120",
				"CREATE SCHEMA other");
		try (Reader reader = Reader.of(database, "t120")) {
			CompletableFuture<DropPlan> dropping = reader.drop("drop.timeout=60s");
			reader.awaitDropWaiting();
			reader.execute("CREATE VIEW other.v AS TABLE t120").connection().commit();
			assertThat(dropping).failsWithin(60, TimeUnit.SECONDS)
				.withThrowableOfType(ExecutionException.class)
				.havingCause()
				.isInstanceOfSatisfying(RecoveryException.class, (ex) -> assertThat(ex.account())
					.contains("view other.v", "0 objects, and foreign keys of others, dropped and committed"));
		}
		assertThat(tables(database)).hasSize(120);
	}

	@Test
	void endsASessionOfTheOwnRoleThatHoldsALock(TestDatabase database) throws Exception {
		database.execute(CHAIN.formatted(120));
		try (Reader reader = Reader.of(database, "t1")) {
			assertThat(reader.drop("drop.blockers=terminate")).succeedsWithin(60, TimeUnit.SECONDS);
			assertThat(reader.connection().isValid(5)).isFalse();
		}
		assertThat(tables(database)).isEmpty();
	}

	@Test
	void endsNoSessionOfAnotherRoleAndNoneOfAnotherRecovery(TestDatabase database) throws Exception {
		database.execute(CHAIN.formatted(120));
		try (Connection superuser = database.connectAsSuperuser(); Reader recovery = Reader.of(database, "t1")) {
			recovery.execute("SET LOCAL application_name = 'schema-recovery 0815'");
			superuser.setAutoCommit(false);
			superuser.createStatement().execute("SELECT * FROM t2");
			RecoveryException failure = catchThrowableOfType(RecoveryException.class,
					() -> DropContract
						.stage("drop.mode=batched", "drop.lock-timeout=100ms", "drop.timeout=500ms",
								"drop.blockers=terminate")
						.drop(database.dataSource(), PUBLIC));
			assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(75);
			assertThat(failure.account()).contains("role postgres", "schema-recovery 0815");
			assertThat(superuser.isValid(5)).isTrue();
			assertThat(recovery.connection().isValid(5)).isTrue();
		}
		DropContract.of(database).drop("drop.mode=batched");
	}

	@Test
	void ofTwoAtOnceNoneFails(TestDatabase database) {
		database.execute(CHAIN.formatted(800));
		CyclicBarrier start = new CyclicBarrier(2);
		Supplier<DropPlan> drop = () -> {
			try {
				start.await(30, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			return DropContract.stage("drop.mode=batched", "drop.parallelism=2").drop(database.dataSource(), PUBLIC);
		};
		CompletableFuture<DropPlan> one = CompletableFuture.supplyAsync(drop, Threads.EACH_ITS_OWN);
		CompletableFuture<DropPlan> two = CompletableFuture.supplyAsync(drop, Threads.EACH_ITS_OWN);
		assertThat(one).succeedsWithin(60, TimeUnit.SECONDS);
		assertThat(two).succeedsWithin(60, TimeUnit.SECONDS);
		assertThat(tables(database)).isEmpty();
	}

	static List<String> tables(TestDatabase database) {
		return database.query("SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') "
				+ "AND relnamespace = 'public'::regnamespace ORDER BY 1");
	}

}
