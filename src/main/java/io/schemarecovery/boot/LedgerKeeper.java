package io.schemarecovery.boot;

import java.sql.SQLException;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.ledger.RunLog;
import io.schemarecovery.report.RunListener;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageOutcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes a recovery down in the ledger, from the end of its first stage on. Called by one
 * thread.
 */
class LedgerKeeper implements RunListener {

	private static final Log logger = LogFactory.getLog(LedgerKeeper.class);

	private final ResetDecision decision;

	private @Nullable RunLog log;

	LedgerKeeper(ResetDecision decision) {
		this.decision = decision;
	}

	/**
	 * Begin to write.
	 * @param undone number of the run that is undone, or {@code null} for a reset
	 */
	void begin(@Nullable Long undone) {
		this.log = this.decision.begin(undone);
	}

	/** Number of the run, 0 if nothing is written down. */
	long run() {
		return (this.log != null) ? this.log.run() : 0;
	}

	@Override
	public void begun(Stage stage) {
		if (this.log != null) {
			this.log.stage(stage.toString());
		}
	}

	@Override
	public void ended(StageOutcome outcome) {
		if (this.log != null) {
			this.log.outcome(outcome);
			if (outcome.stage() == Stage.CLOSE) {
				this.log.done();
			}
		}
		if (outcome.stage() == Stage.CLOSE) {
			this.decision.done();
		}
	}

	@Override
	public String advice() {
		return this.decision.story().end(run());
	}

	@Override
	public void failed(RuntimeException failure) {
		if (this.log == null) {
			return;
		}
		SQLException cause = SqlFailure.in(failure);
		String state = (cause != null) ? cause.getSQLState() : null;
		try {
			this.log.failed(
					(failure instanceof RecoveryException recovery) ? recovery.account() : String.valueOf(failure),
					(state != null) ? state : "");
		}
		catch (RuntimeException ex) {
			// whoever starts next finds a run whose session is gone, which says as much
			logger.debug("The failure could not be written down", ex);
		}
	}

}
