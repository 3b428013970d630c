package io.schemarecovery.plan;

import java.util.List;

import io.schemarecovery.catalog.Casualty;
import io.schemarecovery.catalog.DiskSize;
import io.schemarecovery.plan.PlanReport.Foreign;
import io.schemarecovery.plan.PlanReport.Kind;

/** A plan as a table, for a person. */
public final class PlanTable {

	private final StringBuilder text = new StringBuilder();

	private PlanTable() {
	}

	/**
	 * Print a plan.
	 * @param report the plan
	 * @return the table, lines ended by newlines
	 */
	public static String print(PlanReport report) {
		PlanTable table = new PlanTable();
		table.line("Dry run: nothing was changed. A reset would empty %s of database %s as role %s.".formatted(
				report.schemas().isEmpty() ? "schemas that do not exist" : String.join(", ", report.schemas()),
				report.database(), report.role()));
		table.line("");
		table.line("%-28s %10s %16s %10s".formatted("goes", "objects", "rows (about)", "size"));
		report.goes().forEach(table::kind);
		if (report.goes().isEmpty()) {
			table.line("nothing");
		}
		table.line("");
		table.list("stays, to be kept", report.kept());
		table.list("goes as well, outside of the schemas",
				report.casualties().stream().map(Casualty::toString).toList());
		table.list("belongs to another role", report.notOurs().stream().map(PlanTable::foreign).toList());
		table.list("stays, in no schema", report.outsideSchemas());
		table.line("locks: %,d needed, %,d free".formatted(report.locks().needed(), report.locks().free()));
		table.line("%s: %s, connections: %s, foreign keys dropped first: %,d".formatted(report.transactions().mode(),
				report.transactions().mode().equals("atomic") ? "one transaction, all or nothing"
						: "%,d transactions, each committed".formatted(report.transactions().batches()),
				report.transactions().connections(), report.transactions().foreignKeysFirst()));
		table.line("");
		table.verdict(report.refusals());
		return table.text.toString();
	}

	private void kind(Kind kind) {
		Long bytes = kind.bytes();
		line("%-28s %,10d %,16d %10s".formatted(kind.kind(), kind.count(), kind.rows(),
				(bytes != null) ? DiskSize.text(bytes) : "locked"));
	}

	private void verdict(List<Refusal> refusals) {
		if (refusals.isEmpty()) {
			line("It would be carried out.");
			return;
		}
		line("It would be refused:");
		for (Refusal refusal : refusals) {
			refusal.evidence().forEach((evidence) -> line("  " + evidence));
			line("    to go on: " + refusal.action());
		}
	}

	private void list(String heading, List<String> items) {
		if (!items.isEmpty()) {
			line(heading + ":");
			items.forEach((item) -> line("  " + item));
			line("");
		}
	}

	private void line(String line) {
		this.text.append(line).append('\n');
	}

	private static String foreign(Foreign foreign) {
		return "%s, owned by %s: %s".formatted(foreign.object(), foreign.owner(), foreign.grant());
	}

}
