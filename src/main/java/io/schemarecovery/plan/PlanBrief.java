package io.schemarecovery.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.KeptObject;

/** A plan in six lines, for whoever reads the log. */
public final class PlanBrief {

	/** So many of what is kept are told by name. */
	private static final int NAMED = 5;

	private PlanBrief() {
	}

	/**
	 * Brief on a drop.
	 * @param plan the plan
	 * @param outlook what comes after it
	 * @return a line for each thing to know, under a heading
	 */
	public static String drop(DropPlan plan, Outlook outlook) {
		String locks = "%,d locks, and the server has %,d".formatted(plan.locks(), plan.limits().locksFree());
		String how = plan.atomic() ? "in one transaction, all or nothing: it takes " + locks
				: "in %,d batches, each committed, on %s connections: it takes %s".formatted(plan.batches().size(),
						Math.max(1, plan.lanes().size()), locks);
		return text("Dropping from %s of database %s".formatted(schemas(plan.schemas()), plan.session().database()),
				"goes", plan, how, outlook);
	}

	/**
	 * Brief on moving the same objects aside.
	 * @param plan the plan of a drop
	 * @param run number of the run whose archive they become
	 * @param atomic whether it is one transaction
	 * @param outlook what comes after it
	 * @return a line for each thing to know, under a heading
	 */
	public static String archive(DropPlan plan, long run, boolean atomic, Outlook outlook) {
		return text(
				"Archiving %s of database %s as run %s".formatted(schemas(plan.schemas()), plan.session().database(),
						run),
				"moves", plan, "without copying a row, "
						+ (atomic ? "in one transaction, all or nothing" : "in batches, each committed"),
				outlook);
	}

	private static String text(String heading, String verb, DropPlan plan, String how, Outlook outlook) {
		return Stream
			.of(line(verb, plan.summary()), line("stays", outlook.equals(Outlook.NONE) ? "" : stays(plan)),
					line("as well", asWell(plan)), line("how", how), line("then", outlook.then()),
					line("way back", outlook.wayBack()))
			.filter((line) -> !line.isEmpty())
			.collect(Collectors.joining("\n", heading + ":\n", ""));
	}

	private static String stays(DropPlan plan) {
		List<KeptObject> kept = plan.kept().stream().filter(KeptObject::whole).toList();
		String named = kept.stream().limit(NAMED).map(KeptObject::toString).collect(Collectors.joining(", "));
		return "%s with owner and grants, extensions, other schemas%s%s".formatted(schemas(plan.schemas()),
				kept.isEmpty() ? "" : "; kept: " + named,
				(kept.size() > NAMED) ? " and %s more".formatted(kept.size() - NAMED) : "");
	}

	private static String asWell(DropPlan plan) {
		return plan.casualties().isEmpty() ? "nothing outside is lost"
				: "%s outside, listed below".formatted(plan.casualties().size());
	}

	private static String line(String label, String text) {
		return text.isEmpty() ? "" : "  %-9s %s".formatted(label, text);
	}

	private static String schemas(List<String> names) {
		return ((names.size() == 1) ? "schema " : "schemas ") + String.join(", ", names);
	}

}
