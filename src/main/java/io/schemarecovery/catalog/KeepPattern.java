package io.schemarecovery.catalog;

import java.util.regex.Pattern;

/**
 * Names what is to be kept: a name, or schema and name with a dot between, in which
 * {@code *} stands for any characters. Without a dot it says nothing of the schema.
 *
 * @param text the pattern
 * @param regex the same as a regular expression
 */
record KeepPattern(String text, Pattern regex) {

	static KeepPattern of(String text) {
		StringBuilder regex = new StringBuilder();
		for (String literal : text.strip().split("(?<=\\*)|(?=\\*)")) {
			regex.append(literal.equals("*") ? ".*" : Pattern.quote(literal));
		}
		return new KeepPattern(text.strip(), Pattern.compile(regex.toString(), Pattern.DOTALL));
	}

	boolean names(String schema, String name) {
		return this.regex.matcher(name).matches()
				|| (this.text.contains(".") && this.regex.matcher(schema + "." + name).matches());
	}

}
