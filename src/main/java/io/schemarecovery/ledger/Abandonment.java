package io.schemarecovery.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Gives up an unfinished run, so that the application starts with the schema as it is.
 */
public final class Abandonment {

	private static final Log logger = LogFactory.getLog(Abandonment.class);

	// whoever still is at it without the lock is turned away by the epoch
	private static final Query<String> LOCKED = Query
		.text("SELECT id FROM schema_recovery.run WHERE id = ?::bigint FOR UPDATE");

	private static final Query<String> ABANDON = Query.text("""
			UPDATE schema_recovery.run
			   SET state = 'abandoned', epoch = epoch + 1, finished = clock_timestamp()
			 WHERE id = ?::bigint AND state IN ('running', 'failed') RETURNING stage
			""");

	private static final Query<RunRecord> RUNS = Query.of("""
			SELECT %s FROM schema_recovery.run r WHERE r.id = ?::bigint
			""".formatted(RunRecord.COLUMNS), RunRecord::read);

	private Abandonment() {
	}

	/**
	 * Give up a run. Doing it twice does no harm.
	 * @param dataSource the database
	 * @param run number of the run
	 * @param timeout time to wait for an instance that carries it out
	 * @throws RecoveryException (exit code 78) if there is no such run; (exit code 75) if
	 * an instance carries it out
	 */
	public static void of(DataSource dataSource, String run, Duration timeout) {
		InstanceLock lock = InstanceLock.acquire(dataSource, null, timeout);
		try {
			abandon(dataSource, run, timeout);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("abandoning a reset", ex);
		}
		finally {
			lock.close();
		}
	}

	private static void abandon(DataSource dataSource, String run, Duration timeout) throws SQLException {
		String stage = new LedgerTransaction(dataSource).commit("abandoning a reset", timeout, (connection) -> {
			if (!LedgerSchema.exists(connection) || LOCKED.list(connection, run).isEmpty()) {
				throw new RecoveryException(ExitCode.CONFIGURATION, "There is no run %s to abandon.".formatted(run),
						List.of("the ledger of this database, the schema schema_recovery, has none of that number"),
						"Set DB_RESET to the number that the refused start told, or unset it. Nothing was touched.");
			}
			return ABANDON.list(connection, run).stream().findFirst().orElse("");
		});
		if (stage.isEmpty()) {
			RunRecord record = Transaction.rollback(dataSource, (connection) -> RUNS.list(connection, run).get(0));
			logger.warn("Run %s is %s: there is nothing to abandon. Unset DB_RESET".formatted(run, record.state()));
		}
		else {
			logger.warn("Run %s, which stopped in stage %s, is abandoned: starting with the schema as it stands"
				.formatted(run, stage));
		}
	}

}
