package io.schemarecovery.rehearse;

import java.sql.SQLException;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;

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

	private static final String MISLEADING = " Unless it is by a temporary table of another migration, or by now(), which "
			+ "stands still in a transaction: a copy can tell (schema-recovery.rehearse.from=template).";

	static Verdict stopped(Obstacle obstacle) {
		return new Verdict(
				"It could not be rehearsed to the end: %s. A copy can show it (schema-recovery.rehearse.from=template)."
					.formatted(obstacle.reason()),
				obstacle.exitCode().code());
	}

	static Verdict failed(RecoveryException failure, Copy copy, long passed, long left) {
		int code = failure.getExitCode();
		SQLException cause = SqlFailure.in(failure);
		boolean misleading = cause != null && copy.maySucceed(String.valueOf(cause.getSQLState()));
		return new Verdict(
				(code == ExitCode.MIGRATION_FAILED.code())
						? "The next start would fail: %s passed, 1 failed, %s would not run.".formatted(passed, left)
								+ (misleading ? MISLEADING : "")
						: "The rehearsal could not be carried out to its end.",
				code);
	}

	static Verdict passed(long passed, long left, boolean complete) {
		String text = (passed == 0) ? "Nothing is pending" : "All pass: " + passed;
		text += complete ? "" : ", but for what was left out";
		text += (left == 0) ? "" : "; left pending by the application: " + left;
		return new Verdict(text + ".", 0);
	}

}
