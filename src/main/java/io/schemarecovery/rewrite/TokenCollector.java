package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;

/** Keeps the tokens of a {@code DROP} or {@code ALTER} statement. */
final class TokenCollector implements StatementReader {

	private final List<Token> tokens = new ArrayList<>();

	@Override
	public void token(Lexer lexer, int depth) {
		if (lexer.type() != TokenType.SEMICOLON && lexer.type() != TokenType.META_COMMAND) {
			this.tokens.add(lexer.token());
		}
	}

	TokenCursor cursor(String sql) {
		return new TokenCursor(sql, this.tokens);
	}

}
