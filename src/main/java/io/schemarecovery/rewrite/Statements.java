package io.schemarecovery.rewrite;

import java.util.function.Consumer;

/** Where statements begin and end, and the tokens of them. */
public final class Statements {

	private Statements() {
	}

	/**
	 * Whether a text holds one statement at most: the server counts positions from the
	 * beginning of a statement.
	 * @param sql a text
	 * @return {@code false} also for a routine with a body of several statements that is
	 * not quoted
	 */
	public static boolean areOne(String sql) {
		Lexer lexer = new Lexer(sql, true);
		boolean ended = false;
		int depth = 0;
		while (!lexer.next().isLast()) {
			if (ended && lexer.type() != TokenType.SEMICOLON) {
				return false;
			}
			depth += lexer.isPunctuation('(') ? 1 : lexer.isPunctuation(')') ? -1 : 0;
			ended |= depth == 0 && lexer.type() == TokenType.SEMICOLON;
		}
		return true;
	}

	/**
	 * Where a statement begins, after the comments before it.
	 * @param sql a text
	 * @return offset of its first token; 0 if it has none
	 */
	public static int start(String sql) {
		Lexer lexer = new Lexer(sql, true);
		return lexer.next().isLast() ? 0 : lexer.token().start();
	}

	/**
	 * Where the first statement of a text begins that does anything.
	 * @param sql a text
	 * @return offset of its first token, after comments and semicolons; the length of the
	 * text if there is none
	 */
	public static int first(String sql) {
		Lexer lexer = new Lexer(sql, true);
		TokenType type = lexer.next();
		while (type == TokenType.SEMICOLON) {
			type = lexer.next();
		}
		return (type == TokenType.END) ? sql.length() : lexer.token().start();
	}

	/**
	 * Read a text once.
	 * @param sql a text
	 * @param reader takes each token, the last one as well
	 */
	public static void tokens(String sql, Consumer<Token> reader) {
		Lexer lexer = new Lexer(sql, true);
		do {
			lexer.next();
			reader.accept(lexer.token());
		}
		while (!lexer.type().isLast());
	}

}
