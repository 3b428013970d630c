package io.schemarecovery.rewrite;

import java.util.List;

/** Reads the tokens of one statement from left to right. */
final class TokenCursor {

	private final String sql;

	private final List<Token> tokens;

	private int position;

	TokenCursor(String sql, List<Token> tokens) {
		this.sql = sql;
		this.tokens = tokens;
	}

	int position() {
		return this.position;
	}

	void reset(int position) {
		this.position = position;
	}

	boolean atEnd() {
		return this.position >= this.tokens.size();
	}

	boolean atComma() {
		return isPunctuation(',');
	}

	boolean atDot() {
		return isPunctuation('.');
	}

	boolean atParenthesis() {
		return isPunctuation('(');
	}

	boolean atBehavior() {
		return isWord(this.position, "CASCADE") || isWord(this.position, "RESTRICT");
	}

	/** Offset in the text where the statement starts. */
	int statementStart() {
		return this.tokens.get(0).start();
	}

	/** Offset in the text after the token last read. */
	int lastEnd() {
		return this.tokens.get(this.position - 1).end();
	}

	/** Reads these words, all of them or none. */
	boolean accept(String... words) {
		for (int i = 0; i < words.length; i++) {
			if (!isWord(this.position + i, words[i])) {
				return false;
			}
		}
		this.position += words.length;
		return true;
	}

	boolean acceptComma() {
		return acceptIf(atComma());
	}

	/** A name, quoted or not; any word can be one, {@code cascade} as well. */
	boolean acceptName() {
		if (typeAt(this.position) == TokenType.QUOTED_IDENTIFIER) {
			this.position++;
			if (isWord(this.position, "UESCAPE") && typeAt(this.position + 1) == TokenType.STRING) {
				this.position += 2;
			}
			return true;
		}
		return acceptIf(typeAt(this.position) == TokenType.WORD);
	}

	boolean acceptQualifiedName() {
		boolean name = acceptName();
		while (name && acceptIf(atDot())) {
			name = acceptName();
		}
		return name;
	}

	boolean acceptQualifiedOperator() {
		while (typeAt(this.position) != TokenType.OPERATOR) {
			if (!acceptName() || !acceptIf(atDot())) {
				return false;
			}
		}
		this.position++;
		return true;
	}

	/** The inheritance star after a table's name. */
	void skipStar() {
		if (typeAt(this.position) == TokenType.OPERATOR && charAt(this.position) == '*') {
			this.position++;
		}
	}

	/** What may follow a type's first name: more words, modifiers, array bounds. */
	boolean acceptRestOfType() {
		while (!atEnd() && !atComma() && !atBehavior() && !isWord(this.position, "LANGUAGE")) {
			boolean part = typeAt(this.position) == TokenType.WORD || isPunctuation('[') || isPunctuation(']')
					|| typeAt(this.position) == TokenType.NUMBER;
			if (!acceptIf(part) && !acceptGroup()) {
				return false;
			}
		}
		return true;
	}

	/** Everything from an opening parenthesis to its closing one. */
	boolean acceptGroup() {
		int start = this.position;
		if (!atParenthesis()) {
			return false;
		}
		int depth = 0;
		do {
			depth += nesting();
			this.position++;
		}
		while (depth > 0 && !atEnd());
		if (depth > 0) {
			this.position = start;
		}
		return depth == 0;
	}

	/** Goes to the next comma outside parentheses and brackets, or to the end. */
	void skipToComma() {
		for (int depth = 0; !atEnd() && (depth > 0 || !atComma()); this.position++) {
			depth += nesting();
		}
	}

	/**
	 * The tokens of a range as written, with single spaces where there were blanks or
	 * comments, and none inside a qualified name or next to a parenthesis.
	 */
	String text(int from, int to) {
		StringBuilder text = new StringBuilder();
		for (int i = from; i < to; i++) {
			Token token = this.tokens.get(i);
			if (i > from && token.start() > this.tokens.get(i - 1).end() && isSpaced(i)) {
				text.append(' ');
			}
			text.append(this.sql, token.start(), token.end());
		}
		return text.toString();
	}

	private boolean isSpaced(int index) {
		boolean tightBefore = typeAt(index - 1) == TokenType.PUNCTUATION && ".([".indexOf(charAt(index - 1)) >= 0;
		boolean tightAfter = typeAt(index) == TokenType.PUNCTUATION && ".(),[]".indexOf(charAt(index)) >= 0;
		return !tightBefore && !tightAfter;
	}

	private int nesting() {
		if (isPunctuation('(') || isPunctuation('[')) {
			return 1;
		}
		return (isPunctuation(')') || isPunctuation(']')) ? -1 : 0;
	}

	private boolean acceptIf(boolean condition) {
		if (condition) {
			this.position++;
		}
		return condition;
	}

	private boolean isWord(int index, String upperCase) {
		return typeAt(index) == TokenType.WORD
				&& Characters.isWord(this.sql, this.tokens.get(index).start(), this.tokens.get(index).end(), upperCase);
	}

	private boolean isPunctuation(char c) {
		return typeAt(this.position) == TokenType.PUNCTUATION && charAt(this.position) == c;
	}

	private TokenType typeAt(int index) {
		return (index < this.tokens.size()) ? this.tokens.get(index).type() : TokenType.END;
	}

	private char charAt(int index) {
		return this.sql.charAt(this.tokens.get(index).start());
	}

}
