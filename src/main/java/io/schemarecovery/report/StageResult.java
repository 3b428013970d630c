package io.schemarecovery.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a stage ended. A failure that a later stage can mend is a result; one that ends the
 * recovery is thrown.
 *
 * @param status how it ended
 * @param detail what was done, or why not, for the log
 * @param failure what went wrong, or {@code null} if nothing did
 * @param cascades what each CASCADE took that was added to a migration
 */
public record StageResult(Status status, String detail, @Nullable RuntimeException failure, List<Cascade> cascades) {

	public StageResult {
		cascades = List.copyOf(cascades);
	}

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
		return done(detail, List.of());
	}

	public static StageResult done(String detail, List<Cascade> cascades) {
		return new StageResult(Status.DONE, detail, null, cascades);
	}

	public static StageResult skipped(String reason) {
		return new StageResult(Status.SKIPPED, reason, null, List.of());
	}

	public static StageResult failed(String detail, RuntimeException failure) {
		return failed(detail, failure, List.of());
	}

	public static StageResult failed(String detail, RuntimeException failure, List<Cascade> cascades) {
		return new StageResult(Status.FAILED, detail, failure, cascades);
	}

}
