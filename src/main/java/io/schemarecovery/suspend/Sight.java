package io.schemarecovery.suspend;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import io.schemarecovery.rewrite.Statements;

/**
 * What a statement could find of the keys that are held off: those that it may look for,
 * drop, rename or alter, or that would act on what it does. They are put back before it,
 * so that it finds and does what it would otherwise. What it leads to in turn, by a
 * function, a trigger, a rule or a view, is not seen.
 *
 * @param text the statement in lower case; empty for one that finds none
 * @param definition whether it defines, or is a program, which may look for any
 * @param catalog whether it may look for constraints in the catalog
 * @param enforcement whether it may be about enforcing or validating a key, or about a
 * partition, which a key that is not enforced does not take
 * @param partition whether it attaches or detaches a partition, which has its keys from
 * its table
 * @param adding whether it adds a key, which that of a partitioned table could take over
 * @param drop whether it drops
 * @param index whether what it drops need not be named after what a key references
 * @param truncate whether it truncates what references the table as well
 * @param delete whether it deletes rows
 * @param update whether it updates rows
 */
record Sight(String text, boolean definition, boolean catalog, boolean enforcement, boolean partition, boolean adding,
		boolean drop, boolean index, boolean truncate, boolean delete, boolean update) {

	private static final Sight NOTHING = new Sight("", false, false, false, false, false, false, false, false, false,
			false);

	/** What only adds rows finds no key, but where it reads the catalog. */
	private static final Pattern ADDS = pattern("(?:insert|copy|grant|analyze)\\b");

	private static final Pattern ASKS = pattern("(?:set|select)\\b");

	private static final Pattern CATALOG = pattern("\\b(?:pg_constraint|(?:table|referential)_constraints)\\b");

	private static final Pattern PROGRAM = pattern("(?:do|call|with|select|explain)\\b");

	private static final Pattern CHANGES = pattern("(?:delete|update|merge|truncate)\\b");

	private static final Pattern ENFORCEMENT = pattern("\\b(?:enforced|validate|(?:at|de)tach\\s+partition)\\b");

	private static final Pattern ADDING = pattern("\\balter\\s+table\\b.*\\breferences\\b");

	private static final Pattern PARTITION = pattern("\\b(?:at|de)tach\\s+partition\\b");

	private static final Pattern DROP = pattern("\\bdrop\\b");

	private static final Pattern UNNAMED = pattern("\\bdrop\\s+(?:index|schema|extension|owned)\\b");

	private static final Pattern TRUNCATE = pattern("\\btruncate\\b.*\\bcascade\\b");

	private static final Pattern DELETE = pattern("\\b(?:delete|merge)\\b");

	private static final Pattern UPDATE = pattern("\\b(?:update|merge)\\b");

	private static final Pattern CONSTRAINT = pattern("constraint");

	/**
	 * Look at a statement.
	 * @param sql the statement
	 */
	static Sight of(String sql) {
		int start = Statements.first(sql);
		if (start == sql.length()) {
			return NOTHING;
		}
		boolean catalog = contains(sql, CATALOG);
		boolean program = begins(sql, start, PROGRAM);
		if (!catalog && (begins(sql, start, ADDS) || (begins(sql, start, ASKS) && !contains(sql, CONSTRAINT)))) {
			return NOTHING;
		}
		String text = sql.toLowerCase(Locale.ROOT);
		boolean changes = begins(sql, start, CHANGES);
		return new Sight(text, !changes, catalog || (program && text.contains("constraint")),
				contains(sql, ENFORCEMENT), contains(sql, PARTITION), contains(sql, ADDING),
				!changes && contains(sql, DROP), contains(sql, UNNAMED), contains(sql, TRUNCATE),
				(changes || program) && contains(sql, DELETE), (changes || program) && contains(sql, UPDATE));
	}

	private static boolean begins(String sql, int start, Pattern pattern) {
		return pattern.matcher(sql).region(start, sql.length()).lookingAt();
	}

	private static boolean contains(String sql, Pattern pattern) {
		return pattern.matcher(sql).find();
	}

	private static Pattern pattern(String regex) {
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
	}

	/** Whether the statement finds no key. */
	boolean nothing() {
		return equals(NOTHING);
	}

	/**
	 * The keys that the statement could find.
	 * @param held what is held off
	 * @param names what tables are called now
	 */
	Set<HeldKey> of(Held held, CurrentNames names) {
		Set<HeldKey> seen = new LinkedHashSet<>();
		for (HeldKey key : held.keys()) {
			if (held.isDetached(key) ? needs(key, names) : needsEnforced(key, names)) {
				seen.add(key);
			}
		}
		addActing(held, seen);
		return seen;
	}

	private boolean needsEnforced(HeldKey key, CurrentNames names) {
		return (this.enforcement && mentions(key.name())) || attaches(key, names);
	}

	/** The keys of a partition and those of its table become one. */
	private boolean attaches(HeldKey key, CurrentNames names) {
		return this.partition && (key.partitioned() || mentions(names.name(key.table(), key.tableName().name())));
	}

	private boolean needs(HeldKey key, CurrentNames names) {
		if ((this.definition && mentions(key.name())) || this.catalog || this.truncate || this.index
				|| attaches(key, names) || (this.adding && key.partitioned())) {
			return true;
		}
		KeyDefinition definition = key.definition();
		boolean found = this.drop || (this.delete && definition.actsOnDelete())
				|| (this.update && definition.actsOnUpdate());
		return found && mentions(names.name(definition.referenced(), definition.referencedName()));
	}

	/** A row that a key deletes or updates may be the parent of others. */
	private void addActing(Held held, Set<HeldKey> seen) {
		int before;
		do {
			before = seen.size();
			Set<Long> tables = new LinkedHashSet<>();
			seen.stream().filter((key) -> key.definition().acts()).forEach((key) -> tables.add(key.table()));
			held.detached()
				.stream()
				.filter((key) -> key.definition().acts() && tables.contains(key.definition().referenced()))
				.forEach(seen::add);
		}
		while ((this.delete || this.update) && seen.size() > before);
	}

	private boolean mentions(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return this.text.contains(lower) || this.text.contains(lower.replace("\"", "\"\""));
	}

}
