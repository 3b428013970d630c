package io.schemarecovery.rewrite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of a table of statements: a statement, what is expected of it, and why.
 * <p>
 * A table is text with one row a line, <code>statement ∵ why</code>. Where
 * {@code CASCADE} is expected the statement has the mark <code>‹CASCADE›</code>; a
 * newline in a statement is written <code>⏎</code>, and syntax newer than PostgreSQL 14
 * ends its reason with {@code (since 17)}.
 */
record RewriteRow(String statement, String expected, String why) {

	private static final String MARK = "‹CASCADE›";

	private static final Pattern SINCE = Pattern.compile("\\(since (\\d+)\\)$");

	static Stream<RewriteRow> rows(String table) {
		return table.lines().filter((line) -> !line.isBlank()).map(RewriteRow::row);
	}

	private static RewriteRow row(String line) {
		String[] cells = line.split(" +∵ ", 2);
		String marked = cells[0].replace('⏎', '\n');
		return new RewriteRow(marked.replace(MARK, ""), marked.replace(MARK, " CASCADE"), cells[1]);
	}

	/** The first major version whose grammar knows the statement. */
	int since() {
		Matcher since = SINCE.matcher(this.why);
		return since.find() ? Integer.parseInt(since.group(1)) : 14;
	}

	@Override
	public String toString() {
		return this.why + ": " + this.statement.replace('\n', '⏎');
	}

}
