package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.rewrite.Statements;
import org.jspecify.annotations.Nullable;

/** What a statement does to the transaction that it runs in. */
enum TransactionControl {

	/** Nothing. */
	NONE,

	/** It commits it, or prepares it to be committed. */
	COMMITS,

	/** It rolls it back. */
	ROLLS_BACK,

	/** It rolls it back to a savepoint. */
	GOES_BACK;

	private static final Pattern END = Pattern.compile(
			"(?:(?<commit>commit|end|prepare\\s+transaction)"
					+ "|(?<back>rollback|abort)(?<to>\\s+(?:(?:work|transaction)\\s+)?to)?)\\b",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/**
	 * Look at the first word of a text.
	 * @param sql one statement
	 */
	static TransactionControl of(String sql) {
		Matcher end = END.matcher(sql).region(Statements.first(sql), sql.length());
		if (!end.lookingAt()) {
			return NONE;
		}
		if (end.group("commit") != null) {
			return COMMITS;
		}
		return (end.group("to") != null) ? GOES_BACK : ROLLS_BACK;
	}

	/**
	 * Look at a method of a connection.
	 * @param method its name
	 * @param argument its argument, or {@code null} if it has none
	 * @param connection the connection
	 * @throws SQLException if the connection is closed
	 */
	static TransactionControl of(String method, @Nullable Object argument, Connection connection) throws SQLException {
		return switch (method) {
			case "commit" -> COMMITS;
			// switching it on commits
			case "setAutoCommit" -> (Boolean.TRUE.equals(argument) && !connection.getAutoCommit()) ? COMMITS : NONE;
			case "rollback" -> (argument == null) ? ROLLS_BACK : GOES_BACK;
			default -> NONE;
		};
	}

}
