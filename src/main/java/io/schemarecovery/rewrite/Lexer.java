package io.schemarecovery.rewrite;

/**
 * Cuts SQL text into tokens as PostgreSQL's {@code scan.l} and psql do, in one pass over
 * the text and without making objects. See the chapter "Lexical Structure" of the manual.
 */
final class Lexer {

	private final String sql;

	private final Quotes quotes;

	private final boolean backslashEscapes;

	private TokenType type = TokenType.END;

	private int start;

	private int end;

	/** The end of a run of signs that is known to be one operator per character. */
	private int signsEnd;

	private boolean copyDataFollows;

	Lexer(String sql, boolean standardConformingStrings) {
		this.sql = sql;
		this.quotes = new Quotes(sql);
		this.backslashEscapes = !standardConformingStrings;
	}

	/**
	 * Goes to the next token; there is none after an {@linkplain TokenType#isLast() last}
	 * one.
	 */
	TokenType next() {
		if (this.type == TokenType.UNTERMINATED) {
			return this.type;
		}
		int position = skipBlanks(this.end);
		if (position == Quotes.UNTERMINATED) {
			return set(TokenType.UNTERMINATED, this.end, this.end);
		}
		if (position >= this.sql.length()) {
			return set(TokenType.END, position, position);
		}
		char c = this.sql.charAt(position);
		if (Characters.startsWord(c)) {
			return word(position, c);
		}
		if (Characters.isDigit(c)) {
			return set(TokenType.NUMBER, position, endOfDigits(position));
		}
		if (Characters.isOperator(c)) {
			return set(TokenType.OPERATOR, position, endOfOperator(position));
		}
		return switch (c) {
			case ';' -> set(TokenType.SEMICOLON, position, position + 1);
			case '\'' -> literal(position, position, this.backslashEscapes);
			case '"' -> set(TokenType.QUOTED_IDENTIFIER, position, this.quotes.endOfPlain(position));
			case '$' -> dollar(position);
			case '\\' -> metaCommand(position);
			default -> set(TokenType.PUNCTUATION, position, position + 1);
		};
	}

	TokenType type() {
		return this.type;
	}

	/** The current token, to be kept. */
	Token token() {
		return new Token(this.type, this.start, this.end);
	}

	boolean isWord(String upperCase) {
		return this.type == TokenType.WORD && Characters.isWord(this.sql, this.start, this.end, upperCase);
	}

	boolean isPunctuation(char c) {
		return this.type == TokenType.PUNCTUATION && this.sql.charAt(this.start) == c;
	}

	/** The lines after the current one are data, up to a line <code>\.</code>. */
	void expectCopyData() {
		this.copyDataFollows = true;
	}

	private TokenType set(TokenType type, int start, int end) {
		this.start = start;
		this.type = (end == Quotes.UNTERMINATED) ? TokenType.UNTERMINATED : type;
		this.end = (end == Quotes.UNTERMINATED) ? this.sql.length() : end;
		return this.type;
	}

	private int skipBlanks(int position) {
		while (position >= 0 && position < this.sql.length()) {
			char c = this.sql.charAt(position);
			if (Characters.isSpace(c)) {
				position++;
				if (this.copyDataFollows && c == '\n') {
					this.copyDataFollows = false;
					position = this.quotes.endOfCopyData(position);
				}
			}
			else if (c == '-' && at(position + 1) == '-') {
				position = this.quotes.endOfLine(position);
			}
			else if (c == '/' && at(position + 1) == '*') {
				position = this.quotes.endOfComment(position);
			}
			else {
				return position;
			}
		}
		return position;
	}

	private TokenType word(int position, char c) {
		char next = at(position + 1);
		if (next == '\'') {
			switch (c) {
				case 'e', 'E' -> {
					return literal(position, position + 1, true);
				}
				case 'b', 'B', 'x', 'X' -> {
					return literal(position, position + 1, false);
				}
				case 'n', 'N' -> {
					return literal(position, position + 1, this.backslashEscapes);
				}
				default -> {
				}
			}
		}
		if (next == '&' && (c == 'u' || c == 'U')) {
			char quote = at(position + 2);
			if (quote == '\'') {
				return literal(position, position + 2, false);
			}
			if (quote == '"') {
				return set(TokenType.QUOTED_IDENTIFIER, position, this.quotes.endOfPlain(position + 2));
			}
		}
		int end = position + 1;
		while (end < this.sql.length() && Characters.continuesWord(this.sql.charAt(end))) {
			end++;
		}
		return set(TokenType.WORD, position, end);
	}

	private TokenType literal(int position, int quote, boolean escapes) {
		return set(TokenType.STRING, position,
				escapes ? this.quotes.endOfEscaped(quote) : this.quotes.endOfPlain(quote));
	}

	private TokenType dollar(int position) {
		if (Characters.isDigit(at(position + 1))) {
			return set(TokenType.PUNCTUATION, position, endOfDigits(position + 1));
		}
		int end = this.quotes.endOfDollarQuoted(position);
		if (end == position) {
			return set(TokenType.PUNCTUATION, position, position + 1);
		}
		return set(TokenType.STRING, position, end);
	}

	/**
	 * A psql meta command. A backslash outside quotes is nothing to the server, so that
	 * this takes nothing from a statement that it would run.
	 */
	private TokenType metaCommand(int position) {
		if (at(position + 1) == ';') {
			return set(TokenType.SEMICOLON, position, position + 2);
		}
		int end = this.quotes.endOfLine(position);
		if (new MetaCommand(this.sql.substring(position, end)).readsCopyData()) {
			expectCopyData();
		}
		return set(TokenType.META_COMMAND, position, end);
	}

	private int endOfDigits(int position) {
		while (position < this.sql.length() && Characters.isDigit(this.sql.charAt(position))) {
			position++;
		}
		return position;
	}

	/**
	 * The longest run of operator characters that has no comment in it and, unless one of
	 * its characters allows that, no sign at its end.
	 */
	private int endOfOperator(int position) {
		if (position < this.signsEnd) {
			return position + 1;
		}
		boolean signLast = false;
		int end = position;
		while (Characters.isOperator(at(end)) && (end == position || !startsComment(end))) {
			signLast |= Characters.allowsSignLast(this.sql.charAt(end));
			end++;
		}
		if (signLast) {
			return end;
		}
		this.signsEnd = end;
		while (end > position + 1 && (at(end - 1) == '+' || at(end - 1) == '-')) {
			end--;
		}
		return end;
	}

	private boolean startsComment(int position) {
		char c = this.sql.charAt(position);
		return (c == '-' && at(position + 1) == '-') || (c == '/' && at(position + 1) == '*');
	}

	private char at(int position) {
		return (position < this.sql.length()) ? this.sql.charAt(position) : 0;
	}

}
