package io.schemarecovery.rehearse;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

/**
 * What a rehearsal says of the next start.
 *
 * @param text a sentence
 * @param exitCode how the process ends
 */
record Verdict(String text, int exitCode) {

	static final Verdict MISMATCH = new Verdict(
			"The next start would fail: the migrated schema does not match the entities, which ddl-auto=validate demands.",
			ExitCode.MIGRATION_FAILED.code());

	static Verdict stopped(Obstacle obstacle) {
		return new Verdict(
				"It could not be rehearsed to the end: %s. A copy can show it (schema-recovery.rehearse.from=template)."
					.formatted(obstacle.reason()),
				obstacle.exitCode().code());
	}

	static Verdict failed(RecoveryException failure, long passed, long left) {
		int code = failure.getExitCode();
		return new Verdict((code == ExitCode.MIGRATION_FAILED.code())
				? "The next start would fail: %s passed, 1 failed, %s would not run.".formatted(passed, left)
				: "The rehearsal could not be carried out to its end.", code);
	}

	static Verdict passed(long passed, long left, boolean complete) {
		String text = (passed == 0) ? "Nothing is pending" : "All pass: " + passed;
		text += complete ? "" : ", but for what was left out";
		text += (left == 0) ? "" : "; left pending by the application: " + left;
		return new Verdict(text + ".", 0);
	}

}
