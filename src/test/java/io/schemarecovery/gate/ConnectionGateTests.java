package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

@PostgresTest
class ConnectionGateTests {

	private final ConnectionGate gate = new ConnectionGate();

	private static HikariDataSource pool(TestDatabase database, int size) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		config.setUsername(database.owner());
		config.setPassword(TestDatabase.PASSWORD);
		config.setMaximumPoolSize(size);
		config.setConnectionTimeout(500);
		return new HikariDataSource(config);
	}

	private static String ask(DataSource dataSource, String sql) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				ResultSet rows = connection.createStatement().executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

	/** Asks on a thread that has nothing to do with the recovery. */
	private static CompletableFuture<String> askElsewhere(DataSource dataSource) {
		CompletableFuture<String> answer = new CompletableFuture<>();
		new Thread(() -> {
			try {
				answer.complete(ask(dataSource, "SELECT 'answer'"));
			}
			catch (SQLException | RuntimeException ex) {
				answer.completeExceptionally(ex);
			}
		}).start();
		return answer;
	}

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
	void recoveryReachesWhatRoutingAndLazyDataSourcesDelegateTo(TestDatabase database) throws Exception {
		DataSource inner = this.gate.guard(database.dataSource());
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
			@Override
			protected Object determineCurrentLookupKey() {
				return "inner";
			}
		};
		routing.setTargetDataSources(Map.of("inner", inner));
		routing.afterPropertiesSet();
		DataSource lazy = this.gate.guard(new LazyConnectionDataSourceProxy(this.gate.guard(routing)));
		assertThat(askElsewhere(lazy).get(10, TimeUnit.SECONDS)).isEqualTo("answer");
		this.gate.close(Duration.ZERO);
		DataSource target = this.gate.target(lazy);
		try (Connection connection = target.getConnection()) {
			CompletableFuture<Boolean> worker = CompletableFuture.supplyAsync(() -> {
				try {
					return connection.createStatement().execute("SELECT 1");
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			});
			assertThat(worker.get(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(askElsewhere(target).get(10, TimeUnit.SECONDS)).isEqualTo("answer");
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

	@Test
	void lentConnectionIsStillTheOneOfTheDriver(TestDatabase database) throws Exception {
		DataSource guarded = this.gate.guard(database.dataSource());
		try (Connection connection = guarded.getConnection(); Connection other = guarded.getConnection()) {
			assertThat(connection).isInstanceOf(PGConnection.class).isEqualTo(connection).isNotEqualTo(other);
			assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
			assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
			assertThat(connection.hashCode()).isEqualTo(connection.hashCode());
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> connection.createStatement().execute("SELECT no_such_column"))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("42703"));
		}
	}

	@Test
	void guardedDataSourceIsOfItsClassAndStaysGuardedUnwrapped(TestDatabase database) throws Exception {
		try (HikariDataSource pool = pool(database, 1)) {
			DataSource guarded = this.gate.guard(pool);
			assertThat(guarded).isInstanceOf(HikariDataSource.class).isNotSameAs(pool);
			assertThat(guarded.isWrapperFor(HikariDataSource.class)).isTrue();
			assertThat(guarded.unwrap(HikariDataSource.class)).as("still guarded").isSameAs(guarded);
			assertThat(DataSourceUnwrapper.unwrapRoot(guarded)).isSameAs(pool);
			assertThat(this.gate.guard(guarded)).isSameAs(guarded);
			((HikariDataSource) guarded).close();
			assertThat(pool.isClosed()).isTrue();
		}
	}

	@Test
	void classThatPermitsNoSubclassIsGuardedAsADataSource(TestDatabase database) throws Exception {
		for (DataSource dataSource : new DataSource[] { new Final(database.dataSource()),
				new FinalMethod(database.dataSource()) }) {
			DataSource guarded = this.gate.guard(dataSource);
			assertThat(AopUtils.isJdkDynamicProxy(guarded)).isTrue();
			assertThat(ask(guarded, "SELECT 1")).isEqualTo("1");
		}
	}

	@Test
	void dataSourceMadeWhenAllIsDoneIsLeftAlone() {
		this.gate.open();
		DataSource dataSource = new DriverManagerDataSource();
		assertThat(this.gate.guard(dataSource)).isSameAs(dataSource);
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static final class Final extends DelegatingDataSource {

		Final(DataSource target) {
			super(target);
		}

	}

	static class FinalMethod extends DelegatingDataSource {

		FinalMethod(DataSource target) {
			super(target);
		}

		@Override
		public final Connection getConnection() throws SQLException {
			return super.getConnection();
		}

	}

}
