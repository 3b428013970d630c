package io.schemarecovery.report;

import org.jspecify.annotations.Nullable;

/**
 * How a stage ended. A failure that a later stage can mend is a result; one that ends the
 * recovery is thrown.
 *
 * @param status how it ended
 * @param detail what was done, or why not, for the log
 * @param failure what went wrong, or {@code null} if nothing did
 * @param effects what it took and left
 */
public record StageResult(Status status, String detail, @Nullable RuntimeException failure, Effects effects) {

	/** How a stage ended. */
	public enum Status {

		/** It did what it is for. */
		DONE,

		/** There was nothing to do, or its gate is closed. */
		SKIPPED,

		/** It failed, and a later stage may mend it. */
		FAILED

	}

	public static StageResult done(String detail) {
		return done(detail, Effects.NONE);
	}

	public static StageResult done(String detail, Effects effects) {
		return new StageResult(Status.DONE, detail, null, effects);
	}

	public static StageResult skipped(String reason) {
		return new StageResult(Status.SKIPPED, reason, null, Effects.NONE);
	}

	public static StageResult failed(String detail, RuntimeException failure) {
		return new StageResult(Status.FAILED, detail, failure, Effects.NONE);
	}

}
