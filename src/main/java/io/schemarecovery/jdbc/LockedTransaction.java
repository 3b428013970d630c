package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction.Work;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A transaction that needs locks which others may hold. Each statement waits for its
 * locks no longer than {@code lockTimeout}. An attempt that met a lock or a deadlock is
 * rolled back, and made again after a pause that grows, until {@code timeout} is over;
 * then the sessions that hold the locks are named.
 *
 * @param lockTimeout time to wait for one lock
 * @param timeout time to go on trying
 * @param terminate whether sessions of the own role that hold the locks are ended
 * @param fence what each attempt passes before anything else
 */
public record LockedTransaction(Duration lockTimeout, Duration timeout, boolean terminate, Fence fence) {

	private static final Log logger = LogFactory.getLog(LockedTransaction.class);

	/** lock_not_available, deadlock_detected, serialization_failure. */
	private static final Set<String> RETRIED = Set.of("55P03", "40P01", "40001");

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	/**
	 * Wait for locks, and end nobody.
	 * @param lockTimeout time to wait for one lock
	 * @param timeout time to go on trying
	 */
	public LockedTransaction(Duration lockTimeout, Duration timeout) {
		this(lockTimeout, timeout, false);
	}

	/**
	 * Wait for locks, without a fence.
	 * @param lockTimeout time to wait for one lock
	 * @param timeout time to go on trying
	 * @param terminate whether sessions of the own role that hold the locks are ended
	 */
	public LockedTransaction(Duration lockTimeout, Duration timeout, boolean terminate) {
		this(lockTimeout, timeout, terminate, Fence.NONE);
	}

	/**
	 * Do something and commit it.
	 * @param doing what is done, a gerund, for messages
	 * @param dataSource where to do it
	 * @param schemas the schemas whose locks are needed, names unquoted
	 * @param work what to do; an exception rolls it back
	 * @return what it gives
	 * @throws RecoveryException if the locks are not to be had in time, or the database
	 * fails; nothing was done then
	 */
	public <T> T commit(String doing, DataSource dataSource, List<String> schemas, Work<T> work) {
		try (Connection connection = dataSource.getConnection()) {
			return commit(doing, connection, schemas, work);
		}
		catch (SQLException ex) {
			throw SqlFailure.of(doing, ex);
		}
	}

	/**
	 * Do something on a connection that stays open, and commit it.
	 * @param doing what is done, a gerund, for messages
	 * @param connection where to do it
	 * @param schemas the schemas whose locks are needed, names unquoted
	 * @param work what to do; an exception rolls it back
	 * @return what it gives
	 * @throws RecoveryException if the locks are not to be had in time, or the database
	 * fails; nothing was done then
	 */
	public <T> T commit(String doing, Connection connection, List<String> schemas, Work<T> work) {
		Instant deadline = Instant.now().plus(this.timeout);
		for (Duration pause = Duration.ofMillis(100);; pause = longer(pause)) {
			try {
				return Transaction.commit(connection, (same) -> {
					prepare(same);
					this.fence.pass(same);
					return work.run(same);
				});
			}
			catch (SQLException ex) {
				if (!retried(ex)) {
					throw SqlFailure.of(doing, ex);
				}
				List<String> holders = Blockers.find(connection, schemas);
				if (Instant.now().isAfter(deadline)) {
					throw lockHeld(doing, holders, ex);
				}
				logger.warn("A lock is held by another session; trying again: "
						+ (holders.isEmpty() ? ex.getMessage() : String.join("; ", holders)));
				if (this.terminate) {
					Blockers.terminate(connection, schemas)
						.forEach((ended) -> logger.warn("Ended the session " + ended));
				}
			}
			sleep(pause);
		}
	}

	/** Two drops of one object at the same time end like a lock. */
	private static boolean retried(SQLException ex) {
		return RETRIED.contains(String.valueOf(ex.getSQLState()))
				|| String.valueOf(ex.getMessage()).contains("tuple concurrently ");
	}

	private RecoveryException lockHeld(String doing, List<String> holders, SQLException cause) {
		return new RecoveryException(ExitCode.TRY_AGAIN,
				"After %s s a lock was still held by another session while %s (SQLSTATE %s)."
					.formatted(this.timeout.toSeconds(), doing, cause.getSQLState()),
				holders,
				"The transaction was rolled back. End the sessions named above (SELECT pg_terminate_backend(pid), or "
						+ "schema-recovery.drop.blockers=terminate for those of your own role), or raise "
						+ "schema-recovery.drop.timeout, and start again.",
				cause);
	}

	/**
	 * In an older snapshot than that of each statement we would not see what others do
	 * while we wait. A timeout of the role or the URL would cut the wait short. The locks
	 * of a process whose host has vanished are to be free within a minute. By the name
	 * whoever looks at the sessions sees what this one is, and we that it is none of the
	 * others.
	 */
	private void prepare(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(
					"""
							SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = %s;
							SET LOCAL tcp_keepalives_idle = 30; SET LOCAL tcp_keepalives_interval = 10; SET LOCAL tcp_keepalives_count = 3;
							SET LOCAL client_min_messages = warning; SET LOCAL application_name = '%s';
							"""
						.formatted(this.lockTimeout.toMillis(), Blockers.OURS) + Transaction.NO_TIMEOUTS);
		}
	}

	private static Duration longer(Duration pause) {
		Duration twice = pause.multipliedBy(2);
		return (twice.compareTo(LONGEST_PAUSE) < 0) ? twice : LONGEST_PAUSE;
	}

	private static void sleep(Duration pause) {
		try {
			TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RecoveryException(ExitCode.TRY_AGAIN, "Interrupted while waiting for a lock.", List.of(),
					"What this stage had begun was rolled back. Start again.", ex);
		}
	}

}
