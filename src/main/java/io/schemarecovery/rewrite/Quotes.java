package io.schemarecovery.rewrite;

/**
 * Where quoted text and comments end, by the rules of "Lexical Structure" in the
 * PostgreSQL manual and of {@code scan.l}. Every method answers the offset after the end,
 * or {@link #UNTERMINATED}.
 */
record Quotes(String sql) {

	static final int UNTERMINATED = -1;

	/** Of a {@code "…"} or a {@code '…'} without backslash escapes. */
	int endOfPlain(int open) {
		char quote = this.sql.charAt(open);
		int close = this.sql.indexOf(quote, open + 1);
		while (close >= 0 && has(close + 1, quote)) {
			close = this.sql.indexOf(quote, close + 2);
		}
		return (close >= 0) ? close + 1 : UNTERMINATED;
	}

	/**
	 * Of a {@code '…'} with backslash escapes. A literal that goes on in the next line
	 * ({@code E'a'} newline {@code 'b\''}) keeps its escapes there.
	 */
	int endOfEscaped(int open) {
		int position = open + 1;
		while (position < this.sql.length()) {
			char c = this.sql.charAt(position);
			if (c == '\\' || (c == '\'' && has(position + 1, '\''))) {
				position += 2;
			}
			else if (c == '\'') {
				int continued = continuation(position + 1);
				if (continued < 0) {
					return position + 1;
				}
				position = continued + 1;
			}
			else {
				position++;
			}
		}
		return UNTERMINATED;
	}

	private int continuation(int position) {
		boolean newline = false;
		while (position < this.sql.length()) {
			char c = this.sql.charAt(position);
			if (Characters.isSpace(c)) {
				newline |= Characters.isNewline(c);
				position++;
			}
			else if (c == '-' && has(position + 1, '-')) {
				position = endOfLine(position);
			}
			else {
				return (newline && c == '\'') ? position : -1;
			}
		}
		return -1;
	}

	/**
	 * Of the literal whose {@code $tag$} starts here; the offset itself when none does.
	 * What starts with a digit is a parameter, and no business of this method.
	 */
	int endOfDollarQuoted(int open) {
		int position = open + 1;
		while (position < this.sql.length() && Characters.continuesTag(this.sql.charAt(position))) {
			position++;
		}
		if (!has(position, '$')) {
			return open;
		}
		String delimiter = this.sql.substring(open, position + 1);
		int close = this.sql.indexOf(delimiter, position + 1);
		return (close >= 0) ? close + delimiter.length() : UNTERMINATED;
	}

	/** Of a block comment, which may contain others. */
	int endOfComment(int open) {
		int depth = 1;
		int position = open + 2;
		while (position < this.sql.length()) {
			char c = this.sql.charAt(position);
			if (c == '/' && has(position + 1, '*')) {
				depth++;
				position += 2;
			}
			else if (c == '*' && has(position + 1, '/')) {
				depth--;
				position += 2;
				if (depth == 0) {
					return position;
				}
			}
			else {
				position++;
			}
		}
		return UNTERMINATED;
	}

	/** The next newline, or the end of the text. */
	int endOfLine(int position) {
		while (position < this.sql.length() && !Characters.isNewline(this.sql.charAt(position))) {
			position++;
		}
		return position;
	}

	/**
	 * Of the data of a {@code COPY … FROM STDIN}: the line <code>\.</code>, or the end of
	 * the text.
	 */
	int endOfCopyData(int position) {
		while (position < this.sql.length()) {
			int end = endOfLine(position);
			if (end == position + 2 && this.sql.startsWith("\\.", position)) {
				return end;
			}
			position = has(end, '\r') && has(end + 1, '\n') ? end + 2 : end + 1;
		}
		return this.sql.length();
	}

	private boolean has(int position, char c) {
		return position < this.sql.length() && this.sql.charAt(position) == c;
	}

}
