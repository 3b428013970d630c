package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class DedicatedConnectionTests {

	private static HikariDataSource pool(TestDatabase database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(database.url());
		pool.setUsername(database.owner());
		pool.setPassword(TestDatabase.PASSWORD);
		pool.setMaximumPoolSize(1);
		pool.setAutoCommit(false);
		pool.setConnectionTimeout(500);
		return pool;
	}

	private static String ask(Connection connection, String sql) throws SQLException {
		return Query.text(sql).list(connection).get(0);
	}

	@Test
	void standsBesideThePoolAndConnectsLikeIt(TestDatabase database) throws SQLException {
		try (HikariDataSource pool = pool(database)) {
			pool.addDataSourceProperty("ApplicationName", "shop");
			for (DataSource dataSource : List.of(pool, new DelegatingDataSource(pool),
					new LazyConnectionDataSourceProxy(pool))) {
				try (Connection taken = pool.getConnection();
						Connection beside = DedicatedConnection.open(dataSource)) {
					assertThat(ask(beside, "SELECT current_user")).isEqualTo(database.owner());
					assertThat(ask(beside, "SHOW application_name")).isEqualTo("shop");
					assertThat(ask(beside, "SELECT pg_backend_pid()"))
						.isNotEqualTo(ask(taken, "SELECT pg_backend_pid()"));
					assertThat(beside.getAutoCommit()).isTrue();
				}
			}
			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(1);
		}
	}

	@Test
	void passwordThatIsNewEachTimeIsAskedFor(TestDatabase database) throws SQLException {
		try (HikariDataSource pool = pool(database)) {
			pool.setPassword("outdated");
			pool.setCredentialsProvider(() -> Credentials.of(database.owner(), TestDatabase.PASSWORD));
			try (Connection beside = DedicatedConnection.open(pool)) {
				assertThat(ask(beside, "SELECT current_user")).isEqualTo(database.owner());
			}
		}
	}

	@Test
	void dataSourceOfTheDriverIsFollowedAsWell(TestDatabase database) throws SQLException {
		PGSimpleDataSource driver = new PGSimpleDataSource();
		driver.setUrl(database.url());
		driver.setUser(database.owner());
		driver.setPassword(TestDatabase.PASSWORD);
		try (Connection beside = DedicatedConnection.open(driver)) {
			assertThat(ask(beside, "SELECT current_user")).isEqualTo(database.owner());
		}
	}

	@Test
	void dataSourceThatTellsNothingGivesAConnectionOfItsOwn(TestDatabase database) throws SQLException {
		for (DataSource unknown : List.of(new Unknown(database), new UrlAlone(database))) {
			try (Connection connection = DedicatedConnection.open(unknown)) {
				assertThat(ask(connection, "SELECT current_user")).isEqualTo(database.owner());
			}
		}
	}

	@Test
	void wrongPasswordIsNotTold(TestDatabase database) {
		try (HikariDataSource pool = pool(database)) {
			pool.setPassword("wr0ng");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> DedicatedConnection.open(pool))
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("wr0ng"));
		}
	}

	static class Unknown extends AbstractDataSource {

		private final TestDatabase database;

		Unknown(TestDatabase database) {
			this.database = database;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.database.connect();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	}

	/** Has its password from where nobody else looks. */
	static class UrlAlone extends Unknown {

		private final String url;

		UrlAlone(TestDatabase database) {
			super(database);
			this.url = database.url();
		}

		public String getUrl() {
			return this.url;
		}

	}

}
