package io.schemarecovery.rewrite;

/** What the {@link Lexer} tells apart; blanks and comments are no tokens. */
public enum TokenType {

	/** A keyword or an unquoted identifier: the text does not say which. */
	WORD,

	/** {@code "…"} or {@code U&"…"}. */
	QUOTED_IDENTIFIER,

	/** A literal in any kind of quotes. */
	STRING,

	NUMBER,

	OPERATOR,

	/** One character of its own: a parenthesis, a comma, a dot … */
	PUNCTUATION,

	SEMICOLON,

	/** A psql meta command, to the end of its line. */
	META_COMMAND,

	END,

	/** A quote or a comment without its end: nothing after it can be trusted. */
	UNTERMINATED;

	boolean isLast() {
		return this == END || this == UNTERMINATED;
	}

}
