package io.schemarecovery.suspend;

import java.util.Locale;
import java.util.regex.Pattern;

import io.schemarecovery.rewrite.Statements;

/**
 * What a statement could find of a key that is held off: one that it may look for, drop,
 * rename or alter, or that would act on what it does. Such keys are put back before it,
 * so that it finds and does what it would otherwise. Where this sees a key in vain, it
 * costs time alone.
 *
 * @param text the statement in lower case
 * @param program whether it may look for constraints in the catalog
 * @param enforcement whether it may be about enforcing or validating a key, which one
 * that is not enforced does not take
 * @param detach whether it detaches a partition, which keeps the keys of its table
 * @param drop whether it may drop what a key references
 * @param truncate whether it truncates what references the table as well
 * @param delete whether it deletes rows
 * @param update whether it updates rows
 */
record Sight(String text, boolean program, boolean enforcement, boolean detach, boolean drop, boolean truncate,
		boolean delete, boolean update) {

	private static final Pattern PROGRAM = pattern("(?:do|call|select|with)\\b.*constraint");

	private static final Pattern ENFORCEMENT = pattern("\\b(?:enforced|validate)\\b");

	private static final Pattern DETACH = pattern("\\bdetach\\s+partition\\b");

	private static final Pattern DROP = pattern("\\bdrop\\b");

	private static final Pattern TRUNCATE = pattern("truncate\\b.*\\bcascade\\b");

	private static final Pattern DELETE = pattern("delete\\b");

	private static final Pattern UPDATE = pattern("update\\b");

	static Sight of(String sql) {
		int start = Statements.first(sql);
		return new Sight(sql.toLowerCase(Locale.ROOT), begins(sql, start, PROGRAM), ENFORCEMENT.matcher(sql).find(),
				DETACH.matcher(sql).find(), DROP.matcher(sql).find(), begins(sql, start, TRUNCATE),
				begins(sql, start, DELETE), begins(sql, start, UPDATE));
	}

	private static boolean begins(String sql, int start, Pattern pattern) {
		return pattern.matcher(sql).region(start, sql.length()).lookingAt();
	}

	private static Pattern pattern(String regex) {
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
	}

	/** Whether the statement could find a key that is only not enforced. */
	boolean needsEnforced(HeldKey key) {
		return this.enforcement && names(key);
	}

	/**
	 * Whether the statement could find a key that was taken away.
	 * @param key the key
	 * @param unchecked whether the key can come back without a look at its rows
	 */
	boolean needs(HeldKey key, boolean unchecked) {
		if (names(key) || this.program || this.truncate || (this.detach && key.partitioned())) {
			return true;
		}
		KeyDefinition definition = key.definition();
		return unchecked && (this.drop || (this.delete && definition.actsOnDelete())
				|| (this.update && definition.actsOnUpdate())) && mentions(definition.referencedName());
	}

	private boolean names(HeldKey key) {
		return mentions(key.name());
	}

	private boolean mentions(String name) {
		return this.text.contains(name.toLowerCase(Locale.ROOT));
	}

}
