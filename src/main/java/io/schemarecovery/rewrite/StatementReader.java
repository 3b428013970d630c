package io.schemarecovery.rewrite;

/**
 * Sees the tokens of one statement. Which one is needed follows from the statement's
 * first word.
 */
@FunctionalInterface
interface StatementReader {

	/**
	 * Takes the lexer's current token.
	 * @param lexer the lexer at the token
	 * @param depth how many parentheses are open
	 */
	void token(Lexer lexer, int depth);

	/** Whether a semicolon does not end the statement now. */
	default boolean isInBody() {
		return false;
	}

	/** What goes with a statement of which nothing is needed. */
	static StatementReader ignoring() {
		return (lexer, depth) -> {
		};
	}

}
