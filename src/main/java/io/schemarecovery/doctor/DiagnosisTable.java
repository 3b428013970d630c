package io.schemarecovery.doctor;

import java.util.List;

/** A diagnosis as text, for a person. Long lists are cut; JSON has all of them. */
public final class DiagnosisTable {

	private static final int SHOWN = 20;

	private final StringBuilder text = new StringBuilder();

	private DiagnosisTable() {
	}

	/**
	 * Print a diagnosis.
	 * @param diagnosis what to print
	 * @return the text, lines ended by newlines
	 */
	public static String print(Diagnosis diagnosis) {
		DiagnosisTable table = new DiagnosisTable();
		table.line("Examination: nothing was changed. Schemas %s of database %s, as role %s."
			.formatted(String.join(", ", diagnosis.schemas()), diagnosis.database(), diagnosis.role()));
		diagnosis.sections().forEach(table::section);
		table.line("");
		table.line("Verdict: " + diagnosis.verdict());
		return table.text.toString();
	}

	private void section(Section section) {
		line("");
		line("%s: %s".formatted(section.check().heading(), section.seen()));
		some(section.findings()).forEach(this::finding);
		more(section.findings().size(), "  ");
	}

	private void finding(Finding finding) {
		line("  %s: %s".formatted(finding.problem() ? "PROBLEM" : "remark", finding.what()));
		some(finding.evidence()).forEach((evidence) -> line("    " + evidence));
		more(finding.evidence().size(), "    ");
		line("    to do: " + finding.advice());
	}

	private static <T> List<T> some(List<T> all) {
		return all.subList(0, Math.min(all.size(), SHOWN));
	}

	private void more(int size, String indent) {
		if (size > SHOWN) {
			line("%sand %,d more; schema-recovery.dry-run-format=json lists all".formatted(indent, size - SHOWN));
		}
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

}
