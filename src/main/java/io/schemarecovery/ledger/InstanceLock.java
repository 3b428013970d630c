package io.schemarecovery.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.DedicatedConnection;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.SessionProof;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One recovery at a time in a database. A session-level advisory lock on a connection of
 * its own, which is never in a transaction: one held in a transaction would make
 * {@code CREATE INDEX CONCURRENTLY} wait for ever. The server frees it when the process
 * ends, and a minute after its host is gone.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">Advisory
 * Locks</a>
 */
public final class InstanceLock implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(InstanceLock.class);

	// the first halves of the keys spell SRec and SRed; ledger.sql knows them too
	private static final Query<Boolean> TRY = Query.of("SELECT pg_try_advisory_lock(1397908835, 1)",
			(row) -> row.getBoolean(1));

	private static final Query<String> RELEASE = Query.text("SELECT pg_advisory_unlock(1397908835, 1)");

	private static final Query<Integer> BACKEND = Query.of("SELECT pg_backend_pid()", (row) -> row.getInt(1));

	private static final Query<String> HELD_BY = Query.text("""
			SELECT pid::text FROM pg_locks WHERE locktype = 'advisory' AND classid = 1397908835 AND objid = 1
			   AND objsubid = 2 AND granted AND pid = ?
			   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""");

	private static final Query<String> PRESENT = Query
		.text("SELECT pg_try_advisory_lock_shared(1397908836, hashtext(?))");

	private static final Query<String> HOLDER = Query.of("""
			SELECT l.pid, a.application_name, a.usename, a.client_addr::text FROM pg_locks l
			  LEFT JOIN pg_stat_activity a ON a.pid = l.pid
			 WHERE l.locktype = 'advisory' AND l.classid = 1397908835 AND l.objid = 1 AND l.objsubid = 2 AND l.granted
			   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""", (row) -> "the lock is held by pid %s, application '%s', role %s, from %s".formatted(row.getInt(1),
			row.getString(2), row.getString(3), row.getString(4)));

	// A client that vanished is noticed within a minute; one that is idle is left alone.
	private static final String SETTINGS = """
			SET idle_session_timeout = 0; SET statement_timeout = 0; SET tcp_keepalives_idle = 30;
			SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3
			""";

	private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

	private static final long PAUSE_MILLIS = 250;

	private final Connection connection;

	private final int backend;

	private InstanceLock(Connection connection, int backend) {
		this.connection = connection;
		this.backend = backend;
	}

	/**
	 * Wait for the lock.
	 * @param dataSource the database; the lock connects beside its pool
	 * @param present name of the application, if it has a request in its environment:
	 * while it waits, and as long as it runs, a start without the request, of an older
	 * deployment say, does not make the request count again; else {@code null}
	 * @param timeout time to wait
	 * @return the lock
	 * @throws RecoveryException (exit code 75) naming who holds it, if it is not to be
	 * had in time; (exit code 78) if sessions are shared, and no lock protects anything
	 */
	public static InstanceLock acquire(DataSource dataSource, @Nullable String present, Duration timeout) {
		try {
			return acquire(dataSource, DedicatedConnection.open(dataSource), present, timeout);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("waiting for another instance", ex);
		}
	}

	private static InstanceLock acquire(DataSource dataSource, Connection connection, @Nullable String present,
			Duration timeout) throws SQLException {
		boolean acquired = false;
		try {
			SessionProof.prove(connection, dataSource);
			try (Statement statement = connection.createStatement()) {
				statement.execute(SETTINGS);
			}
			if (present != null) {
				PRESENT.list(connection, present);
			}
			await(connection, timeout);
			InstanceLock lock = new InstanceLock(connection, BACKEND.list(connection).get(0));
			lock.prove(connection);
			acquired = true;
			return lock;
		}
		finally {
			if (!acquired) {
				close(connection);
			}
		}
	}

	private static void await(Connection connection, Duration timeout) throws SQLException {
		Instant begin = Instant.now();
		Instant told = begin.minus(TOLD_EVERY);
		while (!TRY.list(connection).get(0)) {
			Instant now = Instant.now();
			List<String> holders = HOLDER.list(connection);
			if (now.isAfter(begin.plus(timeout))) {
				throw new RecoveryException(ExitCode.TRY_AGAIN,
						"After %s s another instance still resets this database.".formatted(timeout.toSeconds()),
						holders,
						"Wait for it and start again, end its session (SELECT pg_terminate_backend(pid)), or raise schema-recovery.wait-timeout. Nothing was touched.");
			}
			if (now.isAfter(told.plus(TOLD_EVERY))) {
				told = now;
				logger.info("Another instance resets this database; waiting for it: " + String.join("; ", holders));
			}
			pause();
		}
	}

	/** Process id of the session that holds it, at the server. */
	int backend() {
		return this.backend;
	}

	/**
	 * Prove that it is held.
	 * @param any a connection to the same database
	 * @throws SQLException if the database fails
	 * @throws RecoveryException (exit code 75) if the session that held it is gone
	 */
	void prove(Connection any) throws SQLException {
		if (HELD_BY.list(any, this.backend).isEmpty()) {
			throw new RecoveryException(ExitCode.TRY_AGAIN, "The lock that keeps other instances waiting is lost.",
					List.of("the session of pid %s, which held it, is gone".formatted(this.backend)),
					"Start again. Nothing was touched.");
		}
	}

	/** Let others have it, and stay present. */
	public void release() {
		try {
			RELEASE.list(this.connection);
		}
		catch (SQLException ex) {
			logger.debug("The session of the lock is lost", ex);
		}
	}

	/** Frees the lock, and ends its session. */
	@Override
	public void close() {
		close(this.connection);
	}

	private static void close(Connection connection) {
		try (connection; Statement statement = connection.createStatement()) {
			// it may go back to a pool
			statement.execute("SELECT pg_advisory_unlock_all(); RESET idle_session_timeout; RESET statement_timeout");
		}
		catch (SQLException ex) {
			logger.debug("The session of the lock is lost", ex);
		}
	}

	static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RecoveryException(ExitCode.TRY_AGAIN, "Interrupted while waiting for another instance.",
					List.of(), "Start again. Nothing was touched.", ex);
		}
	}

}
