package io.schemarecovery.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What the CASCADE took that was added to a DROP of a migration, and that was committed.
 *
 * @param migration the script of the migration, or the event of a callback
 * @param line line of the statement in the script, or 0 if it is not known
 * @param statement the DROP as written, without literals that are secret
 * @param taken what it took, as the server describes it
 */
public record Cascade(String migration, int line, String statement, List<String> taken) {

	/** So many are told by name where there is little room. */
	private static final int TOLD = 10;

	public Cascade {
		taken = List.copyOf(taken);
	}

	/** Where the statement stands. */
	public String place() {
		return (this.line > 0) ? this.migration + ", line " + this.line : this.migration;
	}

	/** What was taken, the first of them by name. */
	public String summary() {
		return summary(this.taken);
	}

	/**
	 * What several of them took.
	 * @param cascades those of a run
	 * @return the first of them by name, and how many more; empty if there are none
	 */
	public static String summary(Iterable<Cascade> cascades) {
		List<String> all = new ArrayList<>();
		cascades.forEach((cascade) -> all.addAll(cascade.taken()));
		return summary(all);
	}

	private static String summary(List<String> taken) {
		// one name says as much as "and 1 more"
		boolean few = taken.size() <= TOLD + 1;
		String told = String.join(", ", few ? taken : taken.subList(0, TOLD));
		return few ? told : told + " and " + (taken.size() - TOLD) + " more";
	}

}
