package io.schemarecovery.suspend;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which keys are held off.
 *
 * @param violations what the migration failed on so far
 * @param suspending whether any are
 * @param detached whether keys are always taken away, and not only left to themselves,
 * which a TRUNCATE does not accept
 */
public record Reach(List<Violation> violations, boolean suspending, boolean detached) {

	/** None, before anything failed. */
	public static final Reach NONE = new Reach(List.of(), false, false);

	/** All that the locks of the server suffice for, before anything failed. */
	public static final Reach ALL = new Reach(List.of(), true, false);

	public Reach {
		violations = List.copyOf(violations);
	}

	/**
	 * Reach further, after a migration failed once more.
	 * @param violation what it failed on
	 * @return what to hold off next
	 */
	public Reach with(Violation violation) {
		return new Reach(Stream.concat(this.violations.stream(), Stream.of(violation)).toList(), true,
				this.detached || violation.truncate());
	}

	/**
	 * Whether another try could go further than the one before.
	 * @param violation what the migration failed on
	 * @param limited whether keys had been left on for want of locks
	 */
	public boolean isExtendedBy(Violation violation, boolean limited) {
		return !this.suspending || (violation.truncate() && !this.detached)
				|| (limited && this.violations.stream().noneMatch(violation::isOfTheSameKey));
	}

	/** With every key taken away. */
	public Reach detaching() {
		return new Reach(this.violations, true, true);
	}

	/**
	 * The keys among some that a violation reaches: the other keys of the table whose
	 * rows lack parents, and the other keys to the table that is referenced.
	 */
	List<HeldKey> reached(List<HeldKey> keys) {
		Set<Long> tables = new HashSet<>();
		Set<Long> referenced = new HashSet<>();
		for (HeldKey key : keys) {
			if (this.violations.stream().anyMatch((violation) -> violation.names(key))) {
				tables.add(key.table());
				referenced.add(key.definition().referenced());
			}
			else if (this.violations.stream().anyMatch((violation) -> violation.mentions(key))) {
				referenced.add(key.definition().referenced());
			}
		}
		return keys.stream()
			.filter((key) -> tables.contains(key.table()) || referenced.contains(key.definition().referenced()))
			.toList();
	}

}
