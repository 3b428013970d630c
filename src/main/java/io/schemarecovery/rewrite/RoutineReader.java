package io.schemarecovery.rewrite;

/**
 * Follows a {@code CREATE} statement through the body {@code BEGIN ATOMIC … END} of a
 * function or procedure, whose semicolons do not end the statement. The words counted are
 * those that psql counts.
 */
final class RoutineReader implements StatementReader {

	private int words;

	private boolean routine;

	private boolean afterBegin;

	private boolean label;

	private int openBlocks;

	@Override
	public void token(Lexer lexer, int depth) {
		if (this.words < 4 && lexer.type() == TokenType.WORD) {
			// CREATE FUNCTION or CREATE OR REPLACE FUNCTION
			this.routine |= this.words % 2 == 1 && (lexer.isWord("FUNCTION") || lexer.isWord("PROCEDURE"));
			this.words++;
		}
		if (this.routine && depth == 0) {
			block(lexer);
		}
	}

	private void block(Lexer lexer) {
		if (this.openBlocks == 0) {
			this.openBlocks = (this.afterBegin && lexer.isWord("ATOMIC")) ? 1 : 0;
			this.afterBegin = lexer.isWord("BEGIN");
		}
		else if (!this.label && lexer.isWord("CASE")) {
			this.openBlocks++;
		}
		else if (!this.label && lexer.isWord("END")) {
			this.openBlocks--;
		}
		// SELECT 1 AS end, t.case
		this.label = lexer.isWord("AS") || lexer.isPunctuation('.');
	}

	@Override
	public boolean isInBody() {
		return this.openBlocks > 0;
	}

}
