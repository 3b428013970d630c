package io.schemarecovery.rewrite;

/**
 * The character classes of {@code scan.l}. Every character outside ASCII belongs to an
 * identifier, even one that Unicode calls a space.
 */
final class Characters {

	private static final int SPACE = 1;

	private static final int DIGIT = 2;

	private static final int WORD = 4;

	private static final int OPERATOR = 8;

	private static final int MAKES_SIGN_LAST = 16;

	/** The classes of each ASCII character, as bits. */
	private static final byte[] CLASSES = new byte[0x80];

	static {
		classify(" \t\n\r\f\u000b", SPACE);
		classify("0123456789", DIGIT);
		classify("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_", WORD);
		classify("~!@#^&|`?+-*/%<>=", OPERATOR);
		classify("~!@#^&|`?%", MAKES_SIGN_LAST);
	}

	private Characters() {
	}

	private static void classify(String characters, int characterClass) {
		characters.chars().forEach((c) -> CLASSES[c] |= (byte) characterClass);
	}

	private static boolean is(char c, int classes) {
		return (((c < CLASSES.length) ? CLASSES[c] : WORD) & classes) != 0;
	}

	static boolean isSpace(char c) {
		return is(c, SPACE);
	}

	static boolean isNewline(char c) {
		return c == '\n' || c == '\r';
	}

	static boolean isDigit(char c) {
		return is(c, DIGIT);
	}

	static boolean startsWord(char c) {
		return is(c, WORD);
	}

	static boolean continuesWord(char c) {
		return is(c, WORD | DIGIT) || c == '$';
	}

	/** Whether a dollar quote's tag may have this character; it has no digit first. */
	static boolean continuesTag(char c) {
		return is(c, WORD | DIGIT);
	}

	static boolean isOperator(char c) {
		return is(c, OPERATOR);
	}

	/**
	 * Whether an operator with this character in it may end in {@code +} or {@code -}.
	 */
	static boolean allowsSignLast(char c) {
		return is(c, MAKES_SIGN_LAST);
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
