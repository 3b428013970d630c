package io.schemarecovery.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.report.StageResult.Status;
import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.ResetRequest.Undo;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication.AbandonedRunException;

/**
 * One recovery as it goes: which stage it is in, and how those before it ended. Written
 * by the runners, one after another, and read by any thread.
 */
public final class RecoveryRun {

	private static final Log logger = LogFactory.getLog(RecoveryRun.class);

	private final ResetRequest request;

	private final RunListener listener;

	private final ProgressBoard board;

	private volatile Instant started = Instant.now();

	private volatile @Nullable Instant ended;

	private final List<StageOutcome> outcomes = new CopyOnWriteArrayList<>();

	private volatile @Nullable Stage current;

	/**
	 * A recovery.
	 * @param request what asked for it
	 * @param listener follows it
	 * @param board shows how far a stage is
	 */
	public RecoveryRun(ResetRequest request, RunListener listener, ProgressBoard board) {
		this.request = request;
		this.listener = listener;
		this.board = board;
	}

	/**
	 * Carry out a stage, and keep and log how it ended.
	 * @param stage the stage
	 * @param action what it does; an exception ends the recovery
	 */
	public void carryOut(Stage stage, Supplier<StageResult> action) {
		this.board.clear();
		if (this.current == null) {
			this.started = Instant.now();
		}
		this.current = stage;
		StageOutcome outcome;
		try {
			outcome = follow(stage, action);
		}
		catch (RuntimeException ex) {
			if (!this.outcomes.isEmpty() && !(ex instanceof AbandonedRunException)) {
				logger.warn("%s stopped in stage %s %s, after:\n%s".formatted(subject(), stage.position(), stage,
						ClosingTable.of(this)));
			}
			this.ended = Instant.now();
			this.listener.failed(ex);
			throw ex;
		}
		this.outcomes.add(outcome);
		StageResult result = outcome.result();
		String line = "Stage %s %s: %s: %s (%s ms)".formatted(stage.position(), stage, word(result.status()),
				result.detail(), outcome.duration().toMillis());
		if (result.status() == Status.FAILED) {
			logger.warn(line);
			if (result.failure() instanceof RecoveryException failure) {
				logger.warn(failure.account());
			}
		}
		else {
			logger.info(line);
		}
		if (stage == Stage.CLOSE) {
			this.ended = Instant.now();
			close();
		}
	}

	private StageOutcome follow(Stage stage, Supplier<StageResult> action) {
		this.listener.begun(stage);
		Instant begin = Instant.now();
		StageResult result = action.get();
		StageOutcome outcome = new StageOutcome(stage, result, Duration.between(begin, Instant.now()));
		this.listener.ended(outcome);
		return outcome;
	}

	private void close() {
		String rest = "\n" + ClosingTable.of(this) + "\n" + this.listener.advice();
		RuntimeException cause = failure(Stage.MIGRATE);
		if (cause == null) {
			logger.info(subject() + " is done." + rest);
		}
		else {
			logger.warn("The reset is done, but not by the migrations: " + cause.getMessage()
					+ " The schema was created from the entities, and the history says that all migrations are in. "
					+ "Correct the migration and reset again." + rest);
		}
	}

	/** What asked for the recovery. */
	public ResetRequest request() {
		return this.request;
	}

	private String subject() {
		return (this.request instanceof Undo) ? "The undo" : "The reset";
	}

	/** When the first stage began; before that, when the recovery was set up. */
	public Instant started() {
		return this.started;
	}

	/** The stage that was begun last, or {@code null} before the first. */
	public @Nullable Stage current() {
		return this.current;
	}

	/** What a visitor is shown of a stage. */
	public String title(Stage stage) {
		return (stage == Stage.DROP && this.request instanceof Undo) ? "Put the archive back" : stage.title();
	}

	/** How far the current stage is; empty where nothing is counted. */
	public Optional<Progress> progress() {
		return this.board.current();
	}

	/** How long the recovery has been going on, or took. */
	public Duration elapsed() {
		Instant end = this.ended;
		return Duration.between(this.started, (end != null) ? end : Instant.now());
	}

	/** The outcome of the stage that ended last; there has to be one. */
	public StageOutcome last() {
		return this.outcomes.get(this.outcomes.size() - 1);
	}

	/** The outcomes so far, in order. */
	public List<StageOutcome> outcomes() {
		return List.copyOf(this.outcomes);
	}

	/**
	 * The result of a stage.
	 * @param stage the stage
	 * @return its result, or empty if it has not ended
	 */
	public Optional<StageResult> result(Stage stage) {
		return this.outcomes.stream()
			.filter((outcome) -> outcome.stage() == stage)
			.map(StageOutcome::result)
			.findFirst();
	}

	/**
	 * Why a stage failed.
	 * @param stage the stage
	 * @return the failure, or {@code null} if it did not fail or has not ended
	 */
	public @Nullable RuntimeException failure(Stage stage) {
		return result(stage).map(StageResult::failure).orElse(null);
	}

	private static String word(Status status) {
		return switch (status) {
			case DONE -> "done";
			case SKIPPED -> "skipped";
			case FAILED -> "FAILED";
		};
	}

}
