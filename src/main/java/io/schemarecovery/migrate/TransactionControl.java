package io.schemarecovery.migrate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.rewrite.Statements;

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

}
