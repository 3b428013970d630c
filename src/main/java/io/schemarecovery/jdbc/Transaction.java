package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/** A transaction on a connection of its own: committed as a whole, or rolled back. */
public final class Transaction {

	// What a role or a URL sets for the requests of an application; the last is there
	// from 17 on
	static final String NO_TIMEOUTS = """
			SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
			SELECT set_config('transaction_timeout', '0', true) WHERE current_setting('transaction_timeout', true) <> '0'
			""";

	private Transaction() {
	}

	/**
	 * What is done in a transaction.
	 *
	 * @param <T> what it gives
	 */
	public interface Work<T> {

		T run(Connection connection) throws SQLException;

	}

	/**
	 * Do something and commit it.
	 * @param dataSource where to do it
	 * @param work what to do; an exception of any kind rolls it back
	 * @return what it gives
	 * @throws SQLException if it, the commit, or the connection fails
	 */
	public static <T> T commit(DataSource dataSource, Work<T> work) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return commit(connection, work);
		}
	}

	/**
	 * Do something on a connection that stays open, and commit it.
	 * @param connection a connection that commits by itself, as it does again afterwards
	 * @param work what to do; an exception of any kind rolls it back
	 * @return what it gives
	 * @throws SQLException if it or the commit fails
	 */
	public static <T> T commit(Connection connection, Work<T> work) throws SQLException {
		begin(connection);
		T result = complete(connection, work, true);
		connection.setAutoCommit(true);
		return result;
	}

	/**
	 * Try something and roll it back, settings of the session included.
	 * @param dataSource where to try it
	 * @param work what to try
	 * @return what it gives
	 * @throws SQLException if it or the connection fails
	 */
	public static <T> T rollback(DataSource dataSource, Work<T> work) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			begin(connection);
			T result = complete(connection, work, false);
			connection.setAutoCommit(true);
			return result;
		}
	}

	/**
	 * Read something in one snapshot.
	 * @param dataSource where to read
	 * @param work what to read
	 * @return what it gives
	 * @throws SQLException if it or the connection fails
	 */
	public static <T> T snapshot(DataSource dataSource, Work<T> work) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			begin(connection);
			T result = complete(connection, (same) -> {
				try (Statement statement = same.createStatement()) {
					statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + NO_TIMEOUTS);
				}
				return work.run(same);
			}, false);
			connection.setAutoCommit(true);
			return result;
		}
	}

	/** A pool that does not commit by itself may hand out a transaction already begun. */
	private static void begin(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		connection.rollback();
	}

	private static <T> T complete(Connection connection, Work<T> work, boolean commit) throws SQLException {
		try {
			T result = work.run(connection);
			if (commit) {
				connection.commit();
			}
			else {
				connection.rollback();
			}
			return result;
		}
		catch (SQLException | RuntimeException ex) {
			try {
				connection.rollback();
				connection.setAutoCommit(true);
			}
			catch (SQLException rollback) {
				// of a connection that is lost: the server rolls back
				ex.addSuppressed(rollback);
			}
			throw ex;
		}
	}

}
