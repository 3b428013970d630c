package io.schemarecovery.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import io.schemarecovery.report.Progress;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageOutcome;
import io.schemarecovery.request.ResetRequest.Undo;
import org.jspecify.annotations.Nullable;

/**
 * What those who come too early may know of a recovery: stages and time, nothing of the
 * schema.
 *
 * @param undo whether an archive is put back
 * @param steps all stages, in their order
 * @param counted how far the running stage is, if that is counted
 * @param elapsed time since the recovery was set up
 */
record Situation(boolean undo, List<Step> steps, Optional<Count> counted, Duration elapsed) {

	/** Time after which to ask again if none is known. */
	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final long LONGEST = 120;

	/** What became of a stage. */
	enum State {

		WAITING, RUNNING, DONE, SKIPPED, FAILED

	}

	/**
	 * A stage.
	 *
	 * @param stage the stage
	 * @param title what it does, in the words of this recovery
	 * @param state what became of it
	 * @param duration time it took, or {@code null} if it has not ended
	 */
	record Step(Stage stage, String title, State state, @Nullable Duration duration) {

		/** Position for people, from 1. */
		int number() {
			return this.stage.position() + 1;
		}

	}

	/**
	 * How far a stage is.
	 *
	 * @param done number of objects or migrations that are done
	 * @param total number of all
	 * @param remaining time left, empty if it cannot be told
	 */
	record Count(long done, long total, Optional<Duration> remaining) {

		static Count of(Progress progress) {
			return new Count(progress.done(), progress.total(), progress.remaining());
		}

	}

	Situation {
		steps = List.copyOf(steps);
	}

	static Situation of(RecoveryRun run) {
		// first: what ended meanwhile is then among the outcomes, and no stage is missing
		// in between
		Stage current = run.current();
		List<StageOutcome> outcomes = run.outcomes();
		List<Step> steps = Arrays.stream(Stage.values()).map((stage) -> step(run, stage, current, outcomes)).toList();
		boolean running = steps.stream().anyMatch((step) -> step.state() == State.RUNNING);
		return new Situation(run.request() instanceof Undo, steps,
				running ? run.progress().filter((progress) -> progress.total() > 0).map(Count::of) : Optional.empty(),
				run.elapsed());
	}

	private static Step step(RecoveryRun run, Stage stage, @Nullable Stage current, List<StageOutcome> outcomes) {
		for (StageOutcome outcome : outcomes) {
			if (outcome.stage() == stage) {
				return new Step(stage, run.title(stage), State.valueOf(outcome.result().status().name()),
						outcome.duration());
			}
		}
		return new Step(stage, run.title(stage), (stage == current) ? State.RUNNING : State.WAITING, null);
	}

	/** The stage that runs; empty before the first, between two and after the last. */
	Optional<Step> running() {
		return any((step) -> step.state() == State.RUNNING);
	}

	/** Whether all stages are over, and only the rest of the start is awaited. */
	boolean isOver() {
		return any((step) -> step.duration() == null).isEmpty();
	}

	/** Seconds after which it makes sense to ask again, 1 to 120. */
	long retryAfter() {
		Duration wait = this.counted.flatMap(Count::remaining).orElse(INTERVAL);
		return Math.max(1, Math.min(LONGEST, wait.plusMillis(999).toSeconds()));
	}

	private Optional<Step> any(Predicate<Step> predicate) {
		return this.steps.stream().filter(predicate).findFirst();
	}

}
