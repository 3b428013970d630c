package io.schemarecovery.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.schemarecovery.drop.DropStage;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A second instance takes over from one that has lost the lock, and goes on. */
@PostgresTest
@Timeout(60)
class FenceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final RequestKey KEY = new RequestKey("once:x", false);

	private static final String RUNS = "SELECT concat_ws(' ', id, state, destructive IS NOT NULL) FROM schema_recovery.run ORDER BY id";

	/** An instance, as far as the ledger knows it. */
	private record Process(Ledger ledger, RunFence fence, InstanceLock lock, AtomicReference<RunLog> log) {

		static Process lock(TestDatabase database) {
			RunFence fence = new RunFence();
			return new Process(new Ledger(database.dataSource(), new Scope("shop", List.of("public")), fence), fence,
					InstanceLock.acquire(database.dataSource(), null, PATIENCE), new AtomicReference<>());
		}

		long begin() {
			Standing standing = this.ledger.settle(KEY, PATIENCE);
			this.log.set(
					this.ledger.begin(KEY, standing.unfinished(), null, this.lock, new Instance("here", ""), PATIENCE));
			return this.log.get().run();
		}

		void loseLock(TestDatabase database) throws Exception {
			String own = "pid = " + this.lock.backend();
			database.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + own);
			await(() -> database.query("SELECT pid FROM pg_locks WHERE " + own).isEmpty());
		}

	}

	private interface Condition {

		boolean holds() throws Exception;

	}

	private static void await(Condition condition) throws Exception {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.holds()) {
			assertThat(System.nanoTime()).as("what is waited for comes").isLessThan(deadline);
		}
	}

	/** A transaction that has passed the fence and dropped a table. */
	private static Connection dropping(TestDatabase database, Process process, String table) throws SQLException {
		Connection connection = database.connect();
		connection.setAutoCommit(false);
		connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
		process.fence().pass(connection);
		try (Statement statement = connection.createStatement()) {
			statement.execute("DROP TABLE " + table);
		}
		return connection;
	}

	private static void terminate(TestDatabase database, Connection connection) throws SQLException {
		String pid = Query.text("SELECT pg_backend_pid()::text").list(connection).get(0);
		database.query("SELECT pg_terminate_backend(%s)".formatted(pid));
	}

	private static List<String> tables(TestDatabase database) {
		return database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
	}

	@BeforeEach
	void fill(TestDatabase database) {
		database.execute("CREATE TABLE a ()", "CREATE TABLE b ()", "CREATE TABLE c ()", "CREATE TABLE d ()");
	}

	@Test
	void takeOverWaitsForWhatIsInFlightAndTurnsAwayWhatComesLater(TestDatabase database) throws Exception {
		Process first = Process.lock(database);
		first.begin();
		try (Connection lane = dropping(database, first, "d")) {
			lane.commit();
		}
		try (Connection lane = dropping(database, first, "a"); Connection other = dropping(database, first, "b")) {
			first.loseLock(database);
			Process second = Process.lock(database);
			CompletableFuture<Long> takingOver = CompletableFuture.supplyAsync(second::begin);
			await(() -> !waiting(database).isEmpty());
			lane.commit();
			assertThat(takingOver).as("the other lane is in flight").isNotDone();
			other.commit();
			assertThat(takingOver.get(30, TimeUnit.SECONDS)).isEqualTo(1);
			RecoveryException failure = catchThrowableOfType(RecoveryException.class,
					() -> dropping(database, first, "c").close());
			assertThat(failure.getExitCode()).isEqualTo(75);
			assertThat(failure.account()).contains("Another instance has taken over this reset", "run 1");
			assertThat(tables(database)).containsExactly("c");
			assertThat(catchThrowableOfType(RecoveryException.class, first.log().get()::done).getExitCode())
				.isEqualTo(75);
			try (Connection next = dropping(database, second, "c")) {
				next.commit();
			}
			second.log().get().done();
			second.lock().close();
		}
		assertThat(database.query(RUNS)).containsExactly("1 done t");
	}

	private static List<String> waiting(TestDatabase database) {
		return database
			.query("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
	}

	@Test
	void parallelDropEndsWhereAnotherTakesOver(TestDatabase database) throws Exception {
		database.execute("""
				DO $$ BEGIN
				  FOR i IN 1..400 LOOP EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY)', i); END LOOP;
				END $$
				""");
		Process first = Process.lock(database);
		first.begin();
		DropStage stage = new DropStage(Settings.of("drop.mode=batched"),
				new LockedTransaction(Duration.ofMillis(100), PATIENCE, false, first.fence()), new ProgressBoard());
		try (Connection reader = database.connect()) {
			reader.setAutoCommit(false);
			Query.text("SELECT 'read' FROM t1, t2").list(reader);
			CompletableFuture<DropPlan> dropping = CompletableFuture
				.supplyAsync(() -> stage.drop(database.dataSource(), List.of("public")));
			await(() -> database.query(RUNS).contains("1 running t") && !waiting(database).isEmpty());
			first.loseLock(database);
			Process second = Process.lock(database);
			assertThat(second.begin()).isEqualTo(1);
			List<String> left = tables(database);
			reader.rollback();
			CompletionException failure = catchThrowableOfType(CompletionException.class,
					() -> dropping.orTimeout(30, TimeUnit.SECONDS).join());
			assertThat(failure.getCause()).isInstanceOfSatisfying(RecoveryException.class, (ex) -> {
				assertThat(ex.getExitCode()).isEqualTo(75);
				assertThat(ex.account()).contains("Another instance has taken over this reset");
			});
			assertThat(tables(database)).isEqualTo(left).isNotEmpty();
			second.lock().close();
		}
	}

	@Test
	void firstDestructiveCommitIsRecordedWithItOrNotAtAll(TestDatabase database) throws Exception {
		Process process = Process.lock(database);
		process.begin();
		try (Connection lane = dropping(database, process, "a")) {
			terminate(database, lane);
		}
		catch (SQLException ex) {
			assertThat(ex.getSQLState()).as("closing what is lost").startsWith("08");
		}
		assertThat(tables(database)).containsExactly("a", "b", "c", "d");
		assertThat(database.query(RUNS)).containsExactly("1 running f");
		try (Connection lane = dropping(database, process, "b")) {
			assertThat(database.query(RUNS)).as("before the commit").containsExactly("1 running f");
			lane.commit();
			terminate(database, lane);
		}
		assertThat(tables(database)).containsExactly("a", "c", "d");
		assertThat(database.query(RUNS)).containsExactly("1 running t");
		process.lock().close();
	}

	@Test
	void whoeverLostTheLockDoesNotBeginBesideWhoeverHasItNow(TestDatabase database) throws Exception {
		Process first = Process.lock(database);
		first.ledger().settle(KEY, PATIENCE);
		first.loseLock(database);
		Process second = Process.lock(database);
		second.begin();
		RecoveryException failure = catchThrowableOfType(RecoveryException.class,
				() -> first.ledger().begin(KEY, null, null, first.lock(), new Instance("there", ""), PATIENCE));
		assertThat(failure.getExitCode()).isEqualTo(75);
		assertThat(failure.account()).contains("The lock that keeps other instances waiting is lost");
		assertThat(database.query(RUNS)).containsExactly("1 running f");
		second.lock().close();
	}

	@Test
	void startThatServesWhatARunHasNotTouchedYetKeepsIt(TestDatabase database) throws Exception {
		Process first = Process.lock(database);
		first.begin();
		first.loseLock(database);
		try (Connection usual = database.connect()) {
			new StartCheck("shop", PATIENCE).check(usual, List.of("public"));
		}
		RecoveryException failure = catchThrowableOfType(RecoveryException.class,
				() -> dropping(database, first, "a").close());
		assertThat(failure.getExitCode()).isEqualTo(75);
		assertThat(database.query(RUNS)).containsExactly("1 void f");
	}

	@Test
	void requestDoesNotCountAgainWhileWhoeverCarriedItOutHoldsTheLock(TestDatabase database) throws Exception {
		Process first = Process.lock(database);
		first.begin();
		first.log().get().done();
		try (Connection usual = database.connect()) {
			new StartCheck("shop", PATIENCE).check(usual, List.of("public"));
			assertThat(database.query("SELECT rearmed FROM schema_recovery.run")).containsOnlyNulls();
			first.lock().close();
			new StartCheck("shop", PATIENCE).check(usual, List.of("public"));
			assertThat(database.query("SELECT rearmed FROM schema_recovery.run")).doesNotContainNull();
		}
	}

}
