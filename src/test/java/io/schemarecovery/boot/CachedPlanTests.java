package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Row 5: what connections of the pool prepared before a reset, they are not asked for
 * after it.
 */
@PostgresTest
class CachedPlanTests {

	private static final String SELECT = "SELECT * FROM \"user\"";

	/** As many as the pool of a {@link Launch} holds. */
	private static final int CONNECTIONS = 4;

	@Test
	void statementPreparedBeforeTheResetRunsAfterIt(TestDatabase database) throws SQLException {
		database.script("failures/05-cached-plan.sql");
		try (ConfigurableApplicationContext context = Launch
			.of(ShopApplication.class, database, "shop/tables", "shop/rebuild", "shop/seed")
			.with(PreparedEarly.class)
			.with("DB_RESET=true")
			.start()) {
			assertThat(columns(context.getBean(DataSource.class))).hasSize(CONNECTIONS)
				.allSatisfy((columns) -> assertThat(columns).isEqualTo(3));
		}
	}

	@Test
	void statementPreparedBeforeFailsOnAConnectionThatIsKept(TestDatabase database) throws SQLException {
		database.script("failures/05-cached-plan.sql");
		try (Connection connection = database.connect()) {
			columns(connection);
			database.execute("ALTER TABLE \"user\" ADD name text");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> columns(connection))
				.withMessageContaining("cached plan must not change result type");
		}
	}

	/** Number of columns, on each connection of the pool. */
	private static List<Integer> columns(DataSource pool) throws SQLException {
		List<Connection> connections = new ArrayList<>();
		try {
			for (int i = 0; i < CONNECTIONS; i++) {
				connections.add(pool.getConnection());
			}
			List<Integer> columns = new ArrayList<>();
			for (Connection connection : connections) {
				columns.add(columns(connection));
			}
			return columns;
		}
		finally {
			for (Connection connection : connections) {
				connection.close();
			}
		}
	}

	/** In a transaction, where the driver cannot prepare it once more by itself. */
	private static int columns(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		int columns = 0;
		// from its fifth run on the driver prepares a statement on the server
		for (int i = 0; i < 6; i++) {
			try (PreparedStatement statement = connection.prepareStatement(SELECT);
					ResultSet rows = statement.executeQuery()) {
				columns = rows.getMetaData().getColumnCount();
			}
		}
		connection.commit();
		connection.setAutoCommit(true);
		return columns;
	}

	@Configuration(proxyBeanMethods = false)
	static class PreparedEarly {

		@Bean
		SmartInitializingSingleton prepareOnEachConnection(DataSource pool) {
			return () -> {
				try {
					assertThat(columns(pool)).hasSize(CONNECTIONS)
						.allSatisfy((columns) -> assertThat(columns).isEqualTo(1));
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			};
		}

	}

}
