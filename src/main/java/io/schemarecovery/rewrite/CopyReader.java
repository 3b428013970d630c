package io.schemarecovery.rewrite;

/**
 * Notices the {@code FROM STDIN} of a {@code COPY}, after which a script goes on with
 * data.
 */
final class CopyReader implements StatementReader {

	private boolean afterFrom;

	private boolean fromStdin;

	@Override
	public void token(Lexer lexer, int depth) {
		if (lexer.type() == TokenType.SEMICOLON) {
			if (this.fromStdin) {
				lexer.expectCopyData();
			}
			return;
		}
		this.fromStdin |= this.afterFrom && (lexer.isWord("STDIN") || lexer.isWord("STDOUT"));
		this.afterFrom = depth == 0 && lexer.isWord("FROM");
	}

}
