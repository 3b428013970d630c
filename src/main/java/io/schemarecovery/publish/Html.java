package io.schemarecovery.publish;

import java.util.List;
import java.util.stream.Collectors;

/** Text made fit for HTML: the one place that escapes. */
final class Html {

	private static final char REPLACEMENT = '\uFFFD';

	private static final int LONGEST_NAME = 400;

	private Html() {
	}

	/**
	 * Escape a text, for the content of an element or an attribute in quotes.
	 * @param text any text
	 * @return it, with whatever HTML or UTF-8 cannot hold replaced
	 */
	static String text(String text) {
		StringBuilder escaped = new StringBuilder(text.length() + 16);
		text.codePoints().forEach((character) -> {
			switch (character) {
				case '&' -> escaped.append("&amp;");
				case '<' -> escaped.append("&lt;");
				case '>' -> escaped.append("&gt;");
				case '"' -> escaped.append("&quot;");
				case '\'' -> escaped.append("&#39;");
				case '\n', '\t' -> escaped.append((char) character);
				default -> escaped.appendCodePoint(isUnfit(character) ? REPLACEMENT : character);
			}
		});
		return escaped.toString();
	}

	/**
	 * A text of which no more than so much is shown.
	 * @param text any text
	 * @param limit characters
	 * @return it, escaped, and how much is missing
	 */
	static String text(String text, int limit) {
		return (text.length() <= limit) ? text(text)
				: text(text.substring(0, limit)) + " … and " + Counts.of(text.length() - limit, "more character");
	}

	/** A name, as code. */
	static String code(Object name) {
		return "<code>" + text(name.toString(), LONGEST_NAME) + "</code>";
	}

	/**
	 * A list of which no more than so many items are shown.
	 * @param items HTML of each
	 * @param limit number of items
	 * @return the items, and how many are missing
	 */
	static String list(List<String> items, int limit) {
		return items.stream()
			.limit(limit)
			.map("<li>%s</li>"::formatted)
			.collect(Collectors.joining("\n", "<ul>\n", (items.size() > limit)
					? "\n<li>and %s more</li>\n</ul>".formatted(Counts.of(items.size() - limit)) : "\n</ul>"));
	}

	private static boolean isUnfit(int character) {
		return Character.getType(character) == Character.SURROGATE || Character.isISOControl(character)
				|| (character & 0xFFFE) == 0xFFFE;
	}

}
