package io.schemarecovery.publish;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.schemarecovery.report.RunSummary;

/** Which run it is, what came of it, where, by whom, and what to do next. */
final class HeadSection {

	private static final int LONGEST = 300;

	private HeadSection() {
	}

	static String title(ReportContent content) {
		String database = content.database().name();
		return "%s: %s".formatted(database.isEmpty() ? "Schema Recovery" : database, Verdict.of(content.run()).word());
	}

	static String of(ReportContent content) {
		Verdict verdict = Verdict.of(content.run());
		return """
				<header class="%1$s">
				<p class="eyebrow">Schema Recovery <span class="verdict">%2$s</span></p>
				<h1>%3$s</h1>
				<p class="next"><strong>Next</strong> %4$s</p>
				<dl class="facts">
				%5$s
				</dl>
				</header>
				""".formatted(verdict.tone().type(), Html.text(verdict.word()), Html.text(verdict.sentence()),
				Html.text(verdict.next()).replace("DB_RESET", "<code>DB_RESET</code>"),
				facts(content).entrySet()
					.stream()
					.map((fact) -> "<div><dt>%s</dt><dd>%s</dd></div>".formatted(fact.getKey(), fact.getValue()))
					.collect(Collectors.joining("\n")));
	}

	private static Map<String, String> facts(ReportContent content) {
		Map<String, String> facts = new LinkedHashMap<>();
		ReportContent.Database database = content.database();
		facts.put("Database", database.name().isEmpty() ? "could not be reached"
				: "%s on %s".formatted(Html.code(database.name()), Html.text(database.host(), LONGEST)));
		RunSummary run = content.run();
		if (run != null) {
			facts.put("Schemas", run.schemas().contains("*") ? "every schema that the role can empty"
					: run.schemas().stream().limit(20).map(Html::code).collect(Collectors.joining(", ")));
			facts.put("Application", Html.text(run.application(), LONGEST)
					+ ((run.version() != null) ? ", version " + Html.text(run.version(), LONGEST) : ""));
			facts.put("Run", (run.id() > 0) ? Long.toString(run.id()) : "not recorded");
			facts.put("Asked for by", Html.code(run.request()));
			facts.put("Carried out by", Html.text(run.instance(), LONGEST)
					+ (run.role().isEmpty() ? "" : " as role " + Html.code(run.role())));
			facts.put("Begun", Times.of(run.started()));
			facts.put("Took", run.duration().map((Duration took) -> Times.of(took)).orElse("it has not ended"));
		}
		if (!database.version().isEmpty()) {
			facts.put("PostgreSQL", Html.text(database.version(), LONGEST));
		}
		facts.put("Report made", Times.of(content.made()));
		return facts;
	}

}
