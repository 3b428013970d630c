package io.schemarecovery.migrate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a statement nobody is to read in a log: the literal of a PASSWORD, of an option
 * or a parameter of that name, and passwords within connection strings and URLs.
 */
final class Secrets {

	private static final String MASK = "***";

	private static final String NAME = "(?:\\w*(?:password|passwd|passphrase|secret)|sslkey|api_?key|\\w*token)";

	private static final Pattern LITERALS = Pattern.compile(
			// PASSWORD 'x', password => E'x', "password" = $$x$$, set app.secret to 'x'
			"\\b" + NAME + "\"?'?\\s*(?:=>|:=|=|:|,|\\bto\\b)?\\s*(?:U&|[EeNn])?'((?:[^']|'')+)'" + "|\\b" + NAME
					+ "\"?\\s*(?:=>|:=|=|\\bto\\b)?\\s*(\\$\\w*\\$)(.+?)\\2"
					// host=x password=y, "password": "x" in JSON
					+ "|\\b" + NAME + "\\s*=\\s*([^\\s'\"=>;,)(&]+)" + "|" + NAME + "\"\\s*:\\s*\"([^\"]+)\""
					// scheme://user:password@host
					+ "|\\w://[^\\s:/@']*:([^\\s@']+)@",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final int[] GROUPS = { 1, 3, 4, 5, 6 };

	/** A shorter one would mask what is none. */
	private static final int SHORTEST = 3;

	private final List<String> secrets;

	private Secrets(List<String> secrets) {
		this.secrets = secrets;
	}

	/**
	 * Find them.
	 * @param statement where they stand
	 * @return the secrets, to be masked in it and in whatever quotes from it
	 */
	static Secrets of(String statement) {
		List<String> found = new ArrayList<>();
		Matcher matcher = LITERALS.matcher(statement);
		while (matcher.find()) {
			for (int group : GROUPS) {
				if (matcher.group(group) != null) {
					found.add(matcher.group(group));
				}
			}
		}
		found.sort(Comparator.comparingInt(String::length).reversed());
		return new Secrets(found);
	}

	/**
	 * Mask them.
	 * @param text a statement, or the message of the server about it
	 * @return the text without the secrets
	 */
	String mask(String text) {
		String masked = text;
		for (String secret : this.secrets) {
			masked = (secret.length() < SHORTEST) ? masked.replace("'" + secret + "'", "'" + MASK + "'")
					: masked.replace(secret, MASK);
		}
		return masked;
	}

}
