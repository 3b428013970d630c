package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.PgBouncer;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** Row 4: what a proxy makes of sessions, a real one. */
@PostgresTest
class SessionProofTests {

	private static final int TIMES = 20;

	private static PgBouncer bouncer(TestDatabase database, String... settings) {
		assumeThat(PgBouncer.isInstalled()).as("PgBouncer is not installed: apt-get install pgbouncer").isTrue();
		return PgBouncer.before(database, settings);
	}

	private static DataSource behind(PgBouncer bouncer, TestDatabase database) {
		return new DriverManagerDataSource(bouncer.url(), database.owner(), TestDatabase.PASSWORD);
	}

	private static List<String> sessions(TestDatabase database) {
		return database.query("SELECT pid FROM pg_stat_activity WHERE usename = '" + database.owner() + "'");
	}

	@Test
	void directConnectionPassesEachTimeAndLeavesNothing(TestDatabase database) throws SQLException {
		try (Connection lock = database.connect()) {
			for (int i = 0; i < TIMES; i++) {
				SessionProof.prove(lock, database.dataSource());
			}
			assertThat(lock.getAutoCommit()).isTrue();
			await().until(() -> sessions(database).size() == 1);
		}
	}

	@Test
	void poolOfOneConnectionThatTheLockHasIsEnough(TestDatabase database) throws SQLException {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		config.setUsername(database.owner());
		config.setPassword(TestDatabase.PASSWORD);
		config.setMaximumPoolSize(1);
		config.setConnectionTimeout(500);
		try (HikariDataSource pool = new HikariDataSource(config); Connection lock = pool.getConnection()) {
			SessionProof.prove(lock, pool);
			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
		}
	}

	@Test
	void poolerInSessionModePassesEachTime(TestDatabase database) throws Exception {
		try (PgBouncer bouncer = bouncer(database, "pool_mode=session");
				Connection lock = behind(bouncer, database).getConnection()) {
			for (int i = 0; i < TIMES; i++) {
				SessionProof.prove(lock, behind(bouncer, database));
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "1, 0", "1, 1", "2, 0", "2, 1", "10, 0", "10, 1" })
	void poolerInTransactionModeIsRefused(int size, int roundRobin, TestDatabase database) throws Exception {
		try (PgBouncer bouncer = bouncer(database, "pool_mode=transaction", "default_pool_size=" + size,
				"server_round_robin=" + roundRobin)) {
			DataSource dataSource = behind(bouncer, database);
			fill(dataSource, size);
			assertThat(sessions(database)).hasSize(size);
			for (int i = 0; i < TIMES; i++) {
				try (Connection lock = dataSource.getConnection()) {
					assertThatExceptionOfType(RecoveryException.class)
						.isThrownBy(() -> SessionProof.prove(lock, dataSource))
						.satisfies((refusal) -> {
							assertThat(refusal.getExitCode()).isEqualTo(78);
							assertThat(refusal.analysis().getAction()).contains("direct connection string");
							assertThat(refusal.account()).contains("session").doesNotContain(TestDatabase.PASSWORD);
						});
				}
			}
			assertThat(database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
				.containsExactly("0");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1" })
	void poolerInStatementModeIsRefused(String roundRobin, TestDatabase database) throws Exception {
		try (PgBouncer bouncer = bouncer(database, "pool_mode=statement", "server_round_robin=" + roundRobin);
				Connection lock = behind(bouncer, database).getConnection()) {
			assertThatExceptionOfType(RecoveryException.class)
				.isThrownBy(() -> SessionProof.prove(lock, behind(bouncer, database)));
		}
	}

	/** As many sessions as the pooler may have, all idle. */
	private static void fill(DataSource dataSource, int size) throws SQLException {
		List<Connection> connections = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			Connection connection = dataSource.getConnection();
			connection.setAutoCommit(false);
			connection.createStatement().execute("SELECT 1");
			connections.add(connection);
		}
		for (Connection connection : connections) {
			connection.commit();
			connection.close();
		}
	}

}
