package io.schemarecovery.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Statements on one connection of the pool, each a transaction of its own. */
final class Sql {

	private Sql() {
	}

	static void execute(DataSource pool, String sql) throws SQLException {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** Runs the statements that a query gives. */
	static void executeEach(DataSource pool, String query, Object... arguments) throws SQLException {
		try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
			List<String> statements = new JdbcTemplate(new SingleConnectionDataSource(connection, true))
				.queryForList(query, String.class, arguments);
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
