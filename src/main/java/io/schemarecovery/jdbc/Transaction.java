package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

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
		return run(connection, work, true);
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
			return run(connection, work, false);
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
		return rollback(dataSource, (connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; " + NO_TIMEOUTS);
			}
			return work.run(connection);
		});
	}

	/**
	 * Try something within a transaction, which goes on if that fails.
	 * @param connection a connection within a transaction
	 * @param lockTimeout time to wait for a lock; holds for the rest of the transaction,
	 * unless this fails
	 * @param work what to try
	 * @return what it gives, or empty if it failed
	 * @throws SQLException if the connection fails
	 */
	public static <T> Optional<T> attempt(Connection connection, Duration lockTimeout, Work<T> work)
			throws SQLException {
		Savepoint before = connection.setSavepoint();
		try {
			try (Statement statement = connection.createStatement()) {
				statement.execute("SET LOCAL lock_timeout = " + lockTimeout.toMillis());
			}
			return Optional.of(work.run(connection));
		}
		catch (SQLException ex) {
			connection.rollback(before);
			return Optional.empty();
		}
	}

	/** A connection commits by itself again afterwards. */
	private static <T> T run(Connection connection, Work<T> work, boolean commit) throws SQLException {
		begin(connection);
		T result = complete(connection, work, commit);
		connection.setAutoCommit(true);
		return result;
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
