package io.schemarecovery.suspend;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which of the keys that are held off a statement could look for, drop, rename or alter.
 * They are put back before it: the migration has to find what it would find otherwise.
 */
final class SeenKeys {

	/** A program that may look for constraints in the catalog. */
	private static final Pattern PROGRAM = Pattern.compile("\\s*+(?:do|call|select|with)\\b.*constraint",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	/** A key that is only left to itself is seen all the same, but for these. */
	private static final Pattern ENFORCEMENT = Pattern.compile("\\b(?:enforced|validate)\\b", Pattern.CASE_INSENSITIVE);

	/** A partition keeps the keys of its table when it is detached. */
	private static final Pattern DETACH = Pattern.compile("\\bdetach\\s+partition\\b", Pattern.CASE_INSENSITIVE);

	private SeenKeys() {
	}

	/**
	 * Find them.
	 * @param held the keys
	 * @param detached which of them are taken away
	 * @param sql the statement
	 */
	static List<HeldKey> of(Set<HeldKey> held, Set<HeldKey> detached, String sql) {
		String lower = sql.toLowerCase(Locale.ROOT);
		boolean program = PROGRAM.matcher(sql).lookingAt();
		boolean enforcement = ENFORCEMENT.matcher(sql).find();
		boolean detach = DETACH.matcher(sql).find();
		return held.stream().filter((key) -> {
			boolean named = lower.contains(key.name().toLowerCase(Locale.ROOT));
			return detached.contains(key) ? named || program || (detach && key.partitioned()) : named && enforcement;
		}).toList();
	}

}
