package io.schemarecovery.rehearse;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.schemarecovery.migrate.RehearsedMigration;
import io.schemarecovery.migrate.RehearsedMigration.Status;
import io.schemarecovery.rehearse.RehearsalReport.RehearsedFlyway;
import io.schemarecovery.report.Cascade;

/** A rehearsal as text, for a person. */
public final class RehearsalText {

	private static final String INDENT = "  ";

	private RehearsalText() {
	}

	/**
	 * Print a rehearsal.
	 * @param report how it went
	 * @return the text, of several lines
	 */
	public static String print(RehearsalReport report) {
		StringBuilder text = new StringBuilder("\nRehearsal of the pending migrations of %s\n%s%s\n"
			.formatted(report.database(), INDENT, report.way()));
		report.reasons().forEach((reason) -> text.append(INDENT).append(reason).append('\n'));
		for (RehearsedFlyway flyway : report.flyways()) {
			text.append('\n').append(flyway(flyway, report.flyways().size() > 1, report.obstacle() != null));
		}
		list(text, "not rehearsed, since the server runs it in no transaction:", report.leftOut());
		list(text, "the migrated schema does not match the entities:", report.mismatches());
		list(text, "what this cannot show:", report.cannotShow());
		list(text, "to be known:", report.remarks());
		return text.append('\n').append(report.verdict()).append('\n').toString();
	}

	private static String flyway(RehearsedFlyway flyway, boolean named, boolean stopped) {
		StringBuilder text = new StringBuilder(named ? "Flyway bean '%s':\n".formatted(flyway.bean()) : "");
		int widest = flyway.migrations().stream().mapToInt((one) -> one.script().length()).max().orElse(0);
		int version = flyway.migrations().stream().mapToInt((one) -> version(one).length()).max().orElse(0);
		for (RehearsedMigration migration : flyway.migrations()) {
			String format = "%s%-13s  %-" + Math.max(1, version) + "s  %-" + widest + "s  %s%n";
			text.append(format.formatted(INDENT, status(migration, stopped), version(migration), migration.script(),
					migration.description() + time(migration)));
		}
		if (flyway.migrations().isEmpty()) {
			text.append(INDENT).append("no migration is pending\n");
		}
		list(text, "CASCADE would be added:", flyway.cascades().stream().map(RehearsalText::cascade).toList());
		if (!flyway.remark().isEmpty()) {
			text.append('\n').append(INDENT).append(flyway.remark()).append('\n');
		}
		if (!flyway.failure().isEmpty() && !stopped) {
			text.append('\n').append(flyway.failure()).append("\n\n").append(flyway.action()).append('\n');
		}
		return text.toString();
	}

	private static String cascade(Cascade cascade) {
		return "%s: \"%s\" takes %s".formatted(cascade.place(), cascade.statement().replaceAll("\\s+", " "),
				cascade.summary());
	}

	private static String version(RehearsedMigration migration) {
		return (migration.version() != null) ? migration.version() : "";
	}

	private static String status(RehearsedMigration migration, boolean stopped) {
		return (migration.status() == Status.FAILED && stopped) ? "not rehearsed"
				: (migration.status() == Status.FAILED) ? "FAILED"
						: migration.status().name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String time(RehearsedMigration migration) {
		return (migration.status() == Status.PASSED) ? " (%,d ms)".formatted(migration.millis()) : "";
	}

	private static void list(StringBuilder text, String title, List<String> lines) {
		if (!lines.isEmpty()) {
			text.append('\n')
				.append(INDENT)
				.append(title)
				.append('\n')
				.append(lines.stream().map((line) -> INDENT + INDENT + line + "\n").collect(Collectors.joining()));
		}
	}

}
