package io.schemarecovery.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Names after which a secret follows. The patterns take a bounded part of a text at each
 * place, so that a long text takes time in proportion and no stack.
 */
final class SecretNames {

	private static final String NAME = "(?:password|passwd|passphrase|pwd|secret|token|api_?key|sslkey|credential)";

	private static final Pattern ANY = Pattern.compile(NAME, Pattern.CASE_INSENSITIVE);

	private static final Pattern ASSIGNED = Pattern.compile(
			NAME + "[\\w\"')\\]]{0,40}\\s{0,40}(?::=|=>|=|:|,|'|(?:[EN]|U&)'|\\$|/\\*|--|to\\s)(?:\\s|['\"(]){0,9}",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern URL = Pattern.compile("\\w://[^\\s:/@']{0,200}:");

	private static final Pattern KEY = Pattern.compile("[\\w.\\-]{1,100}");

	private SecretNames() {
	}

	/** Whether one stands anywhere in a part of a text. */
	static boolean in(String text, int from, int to) {
		return ANY.matcher(text).region(from, to).find();
	}

	/** Whether a part of a text is nothing but such a name. */
	static boolean is(String text, int from, int to) {
		return to - from <= 100 && KEY.matcher(text).region(from, to).matches() && in(text, from, to);
	}

	/** Where the value of the first one begins, or -1. */
	static int value(String text, int from, int to) {
		Matcher matcher = ASSIGNED.matcher(text).region(from, to);
		return matcher.find() ? matcher.end() : -1;
	}

	/**
	 * Where the password of a URL begins and ends, or {@code null}. It goes to the last
	 * at sign: one that is not encoded may be within it.
	 */
	static int @Nullable [] url(String text, int from, int to) {
		Matcher matcher = URL.matcher(text).region(from, to);
		if (!matcher.find()) {
			return null;
		}
		int at = text.substring(matcher.end(), to).lastIndexOf('@');
		return (at > 0) ? new int[] { matcher.end(), matcher.end() + at } : null;
	}

}
