package io.schemarecovery.secret;

import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a statement nobody is to read in a log: the literals that follow a name such as
 * PASSWORD, those of a row with such a column, and passwords within connection strings
 * and URLs. In doubt more is masked.
 */
public final class Secrets {

	private static final String MASK = "***";

	/** Stands for each code point of a secret; of private use, so that no text has it. */
	private static final char HIDDEN = '\uE0A0';

	private static final Pattern RUN = Pattern.compile(HIDDEN + "++");

	private static final Pattern ROW = Pattern.compile("(Failing row contains \\().*+", Pattern.DOTALL);

	/** A shorter one would mask what is none. */
	private static final int SHORTEST = 3;

	/** So much tells a secret whose end the server has cut off. */
	private static final int TELLING = 16;

	/** More of a message is not shown. */
	private static final int LONGEST_MESSAGE = 20_000;

	private final String statement;

	private final String veiled;

	private final Set<String> values = new LinkedHashSet<>();

	private Secrets(String statement) {
		this.statement = statement;
		BitSet hidden = new BitSet();
		new SecretFinder(statement, 0, (from, to) -> {
			hidden.set(from, to);
			String value = statement.substring(from, Math.min(to, from + LONGEST_MESSAGE)).strip();
			this.values.add(value);
			this.values.add(value.replace("''", "'"));
			int end = 0;
			while (end < value.length() && !Character.isWhitespace(value.charAt(end)) && value.charAt(end) != '\'') {
				end++;
			}
			this.values.add(value.substring(0, end));
		}).find();
		this.veiled = hidden.isEmpty() ? statement : veil(statement, hidden);
	}

	/**
	 * Find them.
	 * @param statement where they stand
	 * @return the secrets, to be masked in it and in whatever quotes from it
	 */
	public static Secrets of(String statement) {
		return new Secrets(statement);
	}

	/**
	 * The statement with a sign for each code point of a secret, line ends excepted, so
	 * that positions in it remain. What is taken from it is to pass {@link #shown}.
	 */
	public String veiled() {
		return this.veiled;
	}

	/** A part of what is veiled, as a person is to read it. */
	public static String shown(String veiled) {
		return RUN.matcher(veiled).replaceAll(MASK);
	}

	/**
	 * Mask them.
	 * @param text the statement, or the message of the server about it
	 * @return the text without the secrets
	 */
	public String mask(String text) {
		if (text.equals(this.statement)) {
			return shown(this.veiled);
		}
		String message = (text.length() > LONGEST_MESSAGE) ? text.substring(0, LONGEST_MESSAGE) : text;
		BitSet hidden = new BitSet();
		this.values.forEach((value) -> hide(message, value, hidden));
		for (int from = 0, to; from < message.length(); from = to + 1) {
			int newline = message.indexOf('\n', from);
			to = (newline < 0) ? message.length() : newline;
			SecretFinder.within(message, from, to, hidden::set);
		}
		String masked = shown(veil(message, hidden)) + ((message.length() < text.length()) ? " ..." : "");
		return this.values.isEmpty() ? masked : ROW.matcher(masked).replaceFirst("$1" + MASK + ")");
	}

	private static void hide(String message, String value, BitSet hidden) {
		if (value.isEmpty()) {
			return;
		}
		if (value.length() < SHORTEST) {
			String quoted = "'" + value + "'";
			for (int at = message.indexOf(quoted); at >= 0; at = message.indexOf(quoted, at + 1)) {
				hidden.set(at + 1, at + 1 + value.length());
			}
			return;
		}
		String telling = value.substring(0, Math.min(value.length(), TELLING));
		int at = message.indexOf(telling);
		while (at >= 0) {
			int end = at + telling.length();
			while (end < message.length() && end - at < value.length()
					&& message.charAt(end) == value.charAt(end - at)) {
				end++;
			}
			if (value.length() >= TELLING || !(joins(message, at) || joins(message, end))) {
				hidden.set(at, end);
			}
			at = message.indexOf(telling, end);
		}
	}

	/** Whether a word goes on at an offset. */
	private static boolean joins(String text, int at) {
		return at > 0 && at < text.length() && Character.isLetterOrDigit(text.charAt(at - 1))
				&& Character.isLetterOrDigit(text.charAt(at));
	}

	private static String veil(String text, BitSet hidden) {
		StringBuilder veiled = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (!hidden.get(i) || c == '\n' || c == '\r') {
				veiled.append(c);
			}
			else if (!Character.isLowSurrogate(c)) {
				veiled.append(HIDDEN);
			}
		}
		return veiled.toString();
	}

}
