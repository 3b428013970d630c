package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

/**
 * Proves that a connection has a session of its own on the server. Behind a proxy that
 * pools transactions clients share sessions, and with them the locks: one that two hold
 * protects nothing.
 * <ol>
 * <li>The connection asks for its session, and is idle then: such a proxy may give the
 * session away.</li>
 * <li>A second connection begins a transaction. A proxy gives it the session used last,
 * or, going round, one of the others.</li>
 * <li>The first asks again while that transaction is open: behind a proxy that goes
 * round, it gets still another session.</li>
 * <li>The transaction ends, and it all starts again: a proxy that has two sessions swaps
 * them.</li>
 * </ol>
 * It reads, takes no lock, and changes no setting of a session.
 */
public final class SessionProof {

	private static final int ROUNDS = 4;

	/** What a proxy that pools statements has against a transaction. */
	private static final String PROTOCOL_VIOLATION = "08P01";

	private SessionProof() {
	}

	/**
	 * Prove it.
	 * @param connection a connection that commits by itself and does nothing else
	 * meanwhile
	 * @param dataSource connects to the same server
	 * @throws RecoveryException (exit code 78) if sessions are shared
	 * @throws SQLException if the database fails
	 */
	public static void prove(Connection connection, DataSource dataSource) throws SQLException {
		try (Connection other = DedicatedConnection.open(dataSource)) {
			int own = session(connection);
			int others = session(other);
			for (int round = 0; round < ROUNDS; round++) {
				compare(others, begin(other), own);
				compare(own, session(connection), others);
				other.rollback();
				other.setAutoCommit(true);
			}
		}
	}

	private static int begin(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		try {
			return session(connection);
		}
		catch (SQLException ex) {
			if (PROTOCOL_VIOLATION.equals(ex.getSQLState())) {
				throw shared(String.valueOf(ex.getMessage()));
			}
			throw ex;
		}
	}

	private static void compare(int before, int now, int others) {
		if (now == others) {
			throw shared("Two connections were given one session, of the server process %s.".formatted(now));
		}
		if (now != before) {
			throw shared(
					"One connection was given two sessions, of the server processes %s and %s.".formatted(before, now));
		}
	}

	private static RecoveryException shared(String evidence) {
		return new RecoveryException(ExitCode.CONFIGURATION,
				"The database is behind a proxy that shares sessions between its clients, where no lock protects a reset.",
				List.of(evidence),
				"Use the direct connection string of the database, not the one of its pooler (PgBouncer in the mode "
						+ "transaction or statement), or a pooler in the mode session. Nothing was touched.");
	}

	/** By a plain statement: the driver would prepare others on a session it may lose. */
	private static int session(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
			row.next();
			return row.getInt(1);
		}
	}

}
