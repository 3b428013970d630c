package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.rewrite.Statements;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A statement that failed, and where in it.
 *
 * @param text the statement as written, without comments before it
 * @param firstLine line of the script where the text begins, or 0 if it is not known
 * @param position where the server found the error, counted from 1 in code points, or 0
 */
record FailedStatement(String text, int firstLine, int position) {

	private static final int MOST_LINES = 9;

	private static final int LONGEST_LINE = 160;

	static FailedStatement of(String sql, int line, @Nullable SQLException exception) {
		int start = Statements.start(sql);
		String text = sql.substring(start).stripTrailing();
		int position = Statements.areOne(text) ? position(exception) - sql.codePointCount(0, start) : 0;
		boolean within = position > 0 && position <= text.codePointCount(0, text.length());
		return new FailedStatement(text, line, within ? position : 0);
	}

	/** Another driver, whose database is not PostgreSQL, has no position to tell. */
	private static int position(@Nullable SQLException exception) {
		if (exception == null || !exception.getClass().getName().startsWith("org.postgresql.")) {
			return 0;
		}
		return Server.position(exception);
	}

	/** Line of the script with the error; 0 if it is not known. */
	int line() {
		return (this.firstLine > 0) ? this.firstLine + errorLine() : 0;
	}

	/**
	 * The statement, or its lines around the error; the line with the error is marked.
	 */
	List<String> lines() {
		List<String> all = this.text.lines().toList();
		if (all.size() == 1 && this.text.length() <= LONGEST_LINE) {
			return all;
		}
		int error = errorLine();
		int from = Math.max(0, Math.min(error - MOST_LINES / 2, all.size() - MOST_LINES));
		int to = Math.min(all.size(), from + MOST_LINES);
		List<String> lines = new ArrayList<>();
		for (int i = from; i < to; i++) {
			boolean marked = this.position > 0 && i == error;
			String number = (this.firstLine > 0) ? "%5s".formatted(this.firstLine + i) : "";
			lines.add((marked ? ">" : " ") + number + " | " + shortened(all.get(i), marked ? column() : 0));
		}
		if (to < all.size()) {
			lines.add("        ... " + (all.size() - to) + " more lines");
		}
		return lines;
	}

	private int errorLine() {
		return (int) before().chars().filter((c) -> c == '\n').count();
	}

	private int column() {
		String before = before();
		return before.length() - (before.lastIndexOf('\n') + 1);
	}

	private String before() {
		return (this.position > 0) ? this.text.substring(0, this.text.offsetByCodePoints(0, this.position - 1)) : "";
	}

	private static String shortened(String line, int column) {
		if (line.length() <= LONGEST_LINE) {
			return line;
		}
		int from = Math.max(0, Math.min(column - LONGEST_LINE / 2, line.length() - LONGEST_LINE));
		int to = from + LONGEST_LINE;
		return ((from > 0) ? "... " : "") + line.substring(from, to) + ((to < line.length()) ? " ..." : "");
	}

	/** Apart, since the driver may not be there. */
	private static final class Server {

		private static int position(SQLException exception) {
			ServerErrorMessage message = (exception instanceof PSQLException server) ? server.getServerErrorMessage()
					: null;
			return (message != null) ? message.getPosition() : 0;
		}

	}

}
