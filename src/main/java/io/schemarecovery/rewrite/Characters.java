package io.schemarecovery.rewrite;

/**
 * The character classes of {@code scan.l}. Every character outside ASCII belongs to an
 * identifier, even one that Unicode calls a space.
 */
final class Characters {

	private static final String OPERATOR = "~!@#^&|`?+-*/%<>=";

	private static final String MAKES_SIGN_LAST = "~!@#^&|`?%";

	private Characters() {
	}

	static boolean isSpace(char c) {
		return c == ' ' || (c >= '\t' && c <= '\r');
	}

	static boolean isNewline(char c) {
		return c == '\n' || c == '\r';
	}

	static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	static boolean startsWord(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
	}

	static boolean continuesWord(char c) {
		return startsWord(c) || isDigit(c) || c == '$';
	}

	/** Whether a dollar quote's tag may have this character; it has no digit first. */
	static boolean continuesTag(char c) {
		return startsWord(c) || isDigit(c);
	}

	static boolean isOperator(char c) {
		return OPERATOR.indexOf(c) >= 0;
	}

	/**
	 * Whether an operator with this character in it may end in {@code +} or {@code -}.
	 */
	static boolean allowsSignLast(char c) {
		return MAKES_SIGN_LAST.indexOf(c) >= 0;
	}

	/**
	 * Whether a part of the text is this upper case word. Folds ASCII only, as PostgreSQL
	 * does for keywords: {@code String.equalsIgnoreCase} would take a long s for an S.
	 */
	static boolean isWord(String text, int start, int end, String upperCase) {
		if (end - start != upperCase.length()) {
			return false;
		}
		for (int i = start; i < end; i++) {
			char c = text.charAt(i);
			char upper = (c >= 'a' && c <= 'z') ? (char) (c - 'a' + 'A') : c;
			if (upper != upperCase.charAt(i - start)) {
				return false;
			}
		}
		return true;
	}

}
