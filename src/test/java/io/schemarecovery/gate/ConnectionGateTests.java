package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import static io.schemarecovery.gate.Asking.ask;
import static io.schemarecovery.gate.Asking.askElsewhere;
import static io.schemarecovery.gate.Asking.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

@PostgresTest
class ConnectionGateTests {

	private final ConnectionGate gate = new ConnectionGate();

	@Test
	void othersWaitUntilTheGateOpens(TestDatabase database) throws Exception {
		DataSource guarded = this.gate.guard(database.dataSource());
		assertThat(askElsewhere(guarded).get(10, TimeUnit.SECONDS)).isEqualTo("answer");
		this.gate.close(Duration.ZERO);
		CompletableFuture<String> answer = askElsewhere(guarded);
		assertThat(ask(this.gate.target(guarded), "SELECT 1")).isEqualTo("1");
		assertThat(answer).isNotDone();
		this.gate.open();
		assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("answer");
	}

	@Test
	void nobodyWaitsLongerThanThePoolPermits(TestDatabase database) {
		try (HikariDataSource pool = pool(database, 1)) {
			DataSource guarded = this.gate.guard(pool);
			this.gate.close(Duration.ZERO);
			assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(guarded::getConnection)
				.withMessage("The database of this application is being reset. "
						+ "No connection is given until that is done, which took longer than 500 ms.");
		}
	}

	@Test
	void afterAFailureNobodyWaitsAndNobodySeesHalfASchema(TestDatabase database) throws Exception {
		DataSource guarded = this.gate.guard(database.dataSource());
		CountDownLatch failing = new CountDownLatch(1);
		CompletableFuture<Void> stage = CompletableFuture.runAsync(() -> this.gate.carryOut(() -> {
			this.gate.close(Duration.ZERO);
			await(failing);
			throw new IllegalStateException("failed");
		}));
		CompletableFuture<String> waiting = askElsewhere(guarded);
		failing.countDown();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> stage.get(10, TimeUnit.SECONDS));
		assertThatExceptionOfType(SQLTransientConnectionException.class).isThrownBy(guarded::getConnection)
			.withMessageContaining("failed");
		assertThat(waiting.handle((answer, ex) -> (ex != null) ? "refused" : answer).get(10, TimeUnit.SECONDS))
			.isIn("refused", "answer");
	}

	@Test
	void failureBeforeTheGateWasClosedChangesNothing(TestDatabase database) throws Exception {
		DataSource guarded = this.gate.guard(database.dataSource());
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.gate.carryOut(() -> {
			throw new IllegalStateException("refused by a guard");
		}));
		assertThat(ask(guarded, "SELECT 1")).isEqualTo("1");
	}

	@Test
	void threadOfAStageIsLetThroughAndTheThreadsItStartsAreNot(TestDatabase database) {
		try (HikariDataSource pool = pool(database, 2)) {
			DataSource guarded = this.gate.guard(pool);
			this.gate.close(Duration.ZERO);
			this.gate.carryOut(() -> {
				assertThat(catchThrowable(() -> ask(guarded, "SELECT 1"))).isNull();
				assertThat(askElsewhere(guarded).handle((answer, ex) -> ex).join())
					.isInstanceOf(SQLTransientConnectionException.class);
			});
			assertThat(catchThrowable(guarded::getConnection)).isInstanceOf(SQLTransientConnectionException.class);
		}
	}

	@Test
	void lentConnectionIsWaitedForAndThenEndedWithItsLocks(TestDatabase database) throws Exception {
		database.execute("CREATE TABLE held (id int)");
		try (HikariDataSource pool = pool(database, 1)) {
			DataSource guarded = this.gate.guard(pool);
			Connection kept = guarded.getConnection();
			kept.setAutoCommit(false);
			CompletableFuture<Void> working = CompletableFuture.runAsync(() -> {
				try {
					kept.createStatement().execute("SELECT pg_sleep(600) FROM (SELECT count(*) FROM held) h");
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			Awaitility.await()
				.until(() -> database
					.query("SELECT pid FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = '"
							+ database.name() + "'")
					.size() == 1);
			this.gate.close(Duration.ofMillis(100));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> working.get(10, TimeUnit.SECONDS));
			assertThat(ask(this.gate.target(guarded), "SELECT 1")).isEqualTo("1");
			database.execute("SET lock_timeout = '10s'", "DROP TABLE held");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> kept.createStatement().execute("SELECT 1"));
			kept.close();
			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(1);
		}
	}

	@Test
	void connectionGivenBackInTimeIsNotEnded(TestDatabase database) throws Exception {
		try (HikariDataSource pool = pool(database, 1)) {
			DataSource guarded = this.gate.guard(pool);
			Connection lent = guarded.getConnection();
			String pid = String.valueOf(lent.unwrap(PGConnection.class).getBackendPID());
			CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> this.gate.close(Duration.ofMinutes(1)));
			lent.close();
			closing.get(10, TimeUnit.SECONDS);
			assertThat(ask(this.gate.target(guarded), "SELECT pg_backend_pid()")).isEqualTo(pid);
			this.gate.open();
			assertThat(ask(guarded, "SELECT pg_backend_pid()")).isNotEqualTo(pid);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
