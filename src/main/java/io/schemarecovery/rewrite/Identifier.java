package io.schemarecovery.rewrite;

/**
 * Identifiers as the server stores them.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS">Identifiers
 * and Key Words</a>
 */
final class Identifier {

	private Identifier() {
	}

	/** In lower case, ASCII only, as in a database in UTF-8. */
	static String folded(String word) {
		StringBuilder folded = new StringBuilder(word);
		for (int i = 0; i < folded.length(); i++) {
			char c = folded.charAt(i);
			if (c >= 'A' && c <= 'Z') {
				folded.setCharAt(i, (char) (c - 'A' + 'a'));
			}
		}
		return folded.toString();
	}

	/** Without quotes, of {@code "…"} or {@code U&"…"} with its escape character. */
	static String unquoted(String quoted, char escape) {
		int open = quoted.indexOf('"');
		String name = quoted.substring(open + 1, quoted.length() - 1).replace("\"\"", "\"");
		return (open == 0) ? name : decoded(name, escape);
	}

	private static String decoded(String name, char escape) {
		StringBuilder decoded = new StringBuilder();
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c != escape) {
				decoded.append(c);
			}
			else if (name.startsWith(String.valueOf(escape), i + 1)) {
				decoded.append(escape);
				i++;
			}
			else {
				int first = name.startsWith("+", i + 1) ? i + 2 : i + 1;
				int last = first + (first == i + 2 ? 6 : 4);
				decoded.append((last <= name.length()) ? codePoint(name.substring(first, last)) : "");
				i = last - 1;
			}
		}
		return decoded.toString();
	}

	/** Empty for what is no code point: the server refuses the statement. */
	private static String codePoint(String hex) {
		try {
			int codePoint = Integer.parseInt(hex, 16);
			return Character.isBmpCodePoint(codePoint) ? String.valueOf((char) codePoint)
					: Character.toString(codePoint);
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
