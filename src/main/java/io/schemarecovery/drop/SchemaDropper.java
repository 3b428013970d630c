package io.schemarecovery.drop;

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

import io.schemarecovery.catalog.Emptiness;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.request.SchemaRecoveryProperties.Drop;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The one class that drops. One transaction: all of the plan, proven by an empty catalog,
 * or nothing.
 * <ol>
 * <li>Each statement waits for its locks no longer than {@code drop.lock-timeout}.</li>
 * <li>An attempt that met a lock or a deadlock is rolled back, and made again after a
 * pause that grows, until {@code drop.timeout} is over; then the sessions that hold the
 * locks are named.</li>
 * <li>Before the commit the schemas are looked at again, by another way than the one that
 * found what to drop. Anything left is a failure that names it.</li>
 * </ol>
 */
final class SchemaDropper {

	private static final Log logger = LogFactory.getLog(SchemaDropper.class);

	/** lock_not_available, deadlock_detected, serialization_failure. */
	private static final Set<String> RETRIED = Set.of("55P03", "40P01", "40001");

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

	private final Emptiness emptiness = new Emptiness();

	private final Blockers blockers = new Blockers();

	private final Drop settings;

	SchemaDropper(Drop settings) {
		this.settings = settings;
	}

	void carryOut(DataSource dataSource, DropPlan plan) {
		Instant deadline = Instant.now().plus(this.settings.timeout());
		Duration pause = Duration.ofMillis(100);
		while (true) {
			try {
				Transaction.commit(dataSource, (connection) -> attempt(connection, plan));
				return;
			}
			catch (SQLException ex) {
				List<String> holders = this.blockers.find(dataSource, plan.schemas());
				if (!RETRIED.contains(String.valueOf(ex.getSQLState())) || Instant.now().isAfter(deadline)) {
					throw SqlFailure.of("dropping the schema", ex, holders.toArray(String[]::new));
				}
				logger.info("A lock is held by another session; trying again: "
						+ (holders.isEmpty() ? ex.getMessage() : String.join("; ", holders)));
			}
			pause(pause);
			pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
		}
	}

	private DropPlan attempt(Connection connection, DropPlan plan) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute("SET LOCAL lock_timeout = " + this.settings.lockTimeout().toMillis());
			for (String sql : plan.statements()) {
				logger.debug(sql);
				statement.execute(sql);
			}
		}
		List<String> left = this.emptiness.remaining(connection, plan.schemas());
		if (!left.isEmpty()) {
			throw new RecoveryException(ExitCode.TRY_AGAIN,
					"After the drop %d objects are left, so it was rolled back.".formatted(left.size()),
					left.stream().limit(20).toList(),
					"If another session creates objects meanwhile, stop it and start again. Otherwise please report this.");
		}
		return plan;
	}

	private static void pause(Duration pause) {
		try {
			TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextLong(pause.toMillis() / 2, pause.toMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new RecoveryException(ExitCode.TRY_AGAIN, "The drop was interrupted while waiting for a lock.",
					List.of(), "Nothing was changed. Start again.", ex);
		}
	}

}
