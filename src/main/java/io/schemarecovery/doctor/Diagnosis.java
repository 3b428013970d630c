package io.schemarecovery.doctor;

import java.util.List;
import java.util.function.Predicate;

/**
 * What an examination came to.
 *
 * @param database name of the database
 * @param role the role that looked
 * @param schemas names of the schemas that were looked at
 * @param sections what came of each check
 */
public record Diagnosis(String database, String role, List<String> schemas, List<Section> sections) {

	public Diagnosis {
		schemas = List.copyOf(schemas);
		sections = List.copyOf(sections);
	}

	/** Number of findings that make the exit code 65. */
	public long problems() {
		return count(Finding::problem);
	}

	long remarks() {
		return count((finding) -> !finding.problem());
	}

	/** One sentence. */
	String verdict() {
		return "%s, %s.".formatted(counted(problems(), "problem"), counted(remarks(), "remark"));
	}

	private long count(Predicate<Finding> which) {
		return this.sections.stream().flatMap((section) -> section.findings().stream()).filter(which).count();
	}

	private static String counted(long count, String noun) {
		return "%,d %s%s".formatted(count, noun, (count == 1) ? "" : "s");
	}

}
