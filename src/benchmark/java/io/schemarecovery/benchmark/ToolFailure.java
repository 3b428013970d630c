package io.schemarecovery.benchmark;

import java.io.Serial;
import java.sql.SQLException;

/** A tool failed somewhere else, where it was described already. */
final class ToolFailure extends RuntimeException {

	/** More locks were needed than the lock table holds. */
	static final String OUT_OF_LOCKS = "53200";

	@Serial
	private static final long serialVersionUID = 1L;

	private static final int LONGEST = 100;

	ToolFailure(String description) {
		super(description);
	}

	/** SQLSTATE and message of the server, else the exception. */
	static String describe(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ToolFailure described) {
				return String.valueOf(described.getMessage());
			}
			if (cause instanceof SQLException sql && sql.getSQLState() != null) {
				return firstLine(sql.getSQLState() + " "
						+ String.valueOf(sql.getMessage()).replaceFirst("^(ERROR|FATAL): ", ""));
			}
		}
		return firstLine(failure.getClass().getSimpleName() + ": " + failure.getMessage());
	}

	private static String firstLine(String text) {
		String line = text.lines().findFirst().orElse("");
		return (line.length() > LONGEST) ? line.substring(0, LONGEST) + "…" : line;
	}

}
