package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.testing.TestDatabase;

/** Data sources, and threads that ask them. */
final class Asking {

	private Asking() {
	}

	static HikariDataSource pool(TestDatabase database, int size) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(database.url());
		config.setUsername(database.owner());
		config.setPassword(TestDatabase.PASSWORD);
		config.setMaximumPoolSize(size);
		config.setConnectionTimeout(500);
		return new HikariDataSource(config);
	}

	static String ask(DataSource dataSource, String sql) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				ResultSet rows = connection.createStatement().executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

	/** Asks on a thread that has nothing to do with the recovery. */
	static CompletableFuture<String> askElsewhere(DataSource dataSource) {
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

}
