package io.schemarecovery.publish;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.RunSummary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReportPageTests {

	private static final int LARGEST = 1_500_000;

	private static final String HOSTILE = "\"</script><img src=x onerror=alert(1)>'&<!--<script>\u2028\ud800";

	@Test
	void tellsEverythingInWords() {
		assertThat(html(Runs.done(), Schemas.storefront()))
			.contains("The schema was dropped and made again by the migrations.", "Unset <code>DB_RESET</code>")
			.contains("<code>storefront</code> on dpg-ck3.frankfurt-postgres.example:5432", "<dd>18.1</dd>",
					"storefront, version 3f9c2d1", "web-1 (pid 17) as role <code>storefront_owner</code>",
					"DB_RESET=true", "2026-11-23T02:14:07Z", "<dd>12.5 s</dd>")
			.contains("9 migrations, CASCADE added in 2", "9.1 s", "the migrations succeeded")
			.contains("<td class=\"number\">92</td>", "spatial_ref_sys", "run 6, 3 days old", "view reporting.turnover")
			.contains("V5__rebuild_user.sql, line 3", "DROP TABLE &quot;user&quot;",
					"constraint cart_user_id_fkey on table cart")
			.contains("11 tables · 11 foreign keys", ">1 cycle<",
					"<code>cart</code> → <code>user</code> → <code>cart</code>")
			.contains("2 tables without a foreign key", "<li>public.outbox</li>", "Permission is hereby granted");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			done      | The reset is done.
			failed    | The reset failed.
			running   | The reset is under way.
			void      | The reset stopped before anything was lost.
			abandoned | The reset was given up unfinished.
			""")
	void saysInASentenceWhatCameOfARun(String state, String sentence) {
		assertThat(html(Runs.run(state, List.of(), Map.of(), null), null)).contains("<h1>" + sentence + "</h1>")
			.contains("They could not be read.");
	}

	@Test
	void namesTheStageThatFailedAndWhy() {
		assertThat(html(Runs.failed("ERROR: canceling statement due to lock timeout"), null))
			.contains("<h1>The reset failed in stage drop.</h1>", "Why it failed", "due to lock timeout</pre>");
	}

	@Test
	void saysThatTheSchemaCameFromTheEntities() {
		assertThat(html(Runs.fromEntities(), Schemas.storefront()))
			.contains("The migrations failed, and the schema was created from the JPA entities.")
			.contains("Correct the migration that failed");
	}

	@Test
	void tellsOfTheSchemaAloneWhereNoRunIsRecorded() {
		assertThat(html(null, Schemas.storefront())).contains("<h1>The schema as it stands.</h1>")
			.doesNotContain("<h2 id=\"stages\">");
	}

	@Test
	void saysThatTheDatabaseCouldNotBeReached() {
		assertThat(ReportPage.html(new ReportContent(Runs.failed("FATAL: the database system is shutting down"), null,
				new ReportContent.Database("", "", ""), List.of(), Runs.STARTED)))
			.contains("<dd>could not be reached</dd>", "<title>Schema Recovery: failed</title>")
			.doesNotContain("<dt>PostgreSQL</dt>");
	}

	@Test
	void namesStayText() {
		String html = html(Runs.failed(HOSTILE), Schemas.named(HOSTILE, HOSTILE));
		assertThat(html).doesNotContain("<img", "\u2028<", "\ud800").doesNotContain("alert(1)>");
		JsonNode data = data(html);
		assertThat(data.at("/tables/0/name").asString()).isEqualTo(HOSTILE);
		assertThat(data.at("/keys/0/name").asString()).isEqualTo(HOSTILE);
		assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(html)).isTrue();
	}

	@Test
	void placesOfTheTemplateInATextAreNoPlaces() {
		assertThat(html(Runs.failed("{{script}} and {{policy}} $1 \\"), null))
			.contains("<pre tabindex=\"0\">{{script}} and {{policy}} $1 \\</pre>");
	}

	@Test
	void policyAllowsNothingButWhatStandsInThePage() {
		String html = html(Runs.done(), Schemas.storefront());
		String policy = found(html, "Content-Security-Policy\" content=\"([^\"]*)\"").get(0);
		assertThat(policy).contains("default-src 'none'", "connect-src 'none'").doesNotContain("unsafe", "http", "*");
		List<String> inline = found(html, "(?s)<(?:script|style)(?: id=\"__________cytoscape_stylesheet\")?>(.*?)</");
		assertThat(inline).hasSize(4).allSatisfy((text) -> assertThat(policy).contains(PageResource.hash(text)));
		assertThat(found(html, "(?:href|src)=\"([^\"]*)\"")).containsExactly("data:,");
		assertThat(html).doesNotContain(" style=\"", " onclick=", "sourceMappingURL");
	}

	@Test
	void drawsCyclesAndWhatSurroundsThemWhereThereIsTooMuch() {
		ForeignKeyGraph graph = Schemas.huge(10_000);
		String html = html(Runs.done(), graph);
		assertThat(html).hasSizeLessThan(LARGEST)
			.containsPattern("Drawn are (39.|400) of 10,000 tables: cycles, what surrounds them")
			.contains("And 16,");
		JsonNode data = data(html);
		assertThat(data.get("tables")).hasSizeBetween(DrawnGraph.MOST_TABLES - 10, DrawnGraph.MOST_TABLES);
		assertThat(data.get("cycles")).hasSameSizeAs(graph.cyclicComponents()).isNotEmpty();
		assertThat(data.get("cycles"))
			.allSatisfy((cycle) -> assertThat(cycle.get("shortest")).hasSizeGreaterThanOrEqualTo(2));
	}

	@Test
	void isOfBoundedSizeWhateverHappened() {
		String lengthy = "x".repeat(100_000);
		RunSummary run = Runs.done();
		RunSummary large = new RunSummary(run.id(), lengthy, List.of(lengthy), lengthy, "failed", run.started(), null,
				lengthy, lengthy, lengthy, run.stages(), Map.of(lengthy, 1L), Collections.nCopies(100_000, "view v"),
				Collections.nCopies(100_000, "table t"), Collections.nCopies(10_000, new Cascade("V1.sql", 1,
						"DROP TABLE t -- " + lengthy.substring(0, 3_000), Collections.nCopies(20, "view " + lengthy))),
				lengthy, null);
		assertThat(html(large, Schemas.storefront())).hasSizeLessThan(4 * LARGEST).contains("and 99,500 more");
	}

	@Test
	void drawsTheSameForTheSame() {
		assertThat(html(Runs.done(), Schemas.erp())).isEqualTo(html(Runs.done(), Schemas.erp()));
	}

	private static String html(@Nullable RunSummary run, @Nullable ForeignKeyGraph graph) {
		return ReportPage.html(Runs.content(run, graph));
	}

	private static JsonNode data(String html) {
		return JsonMapper.shared().readTree(found(html, "id=\"graph-data\">([^<]*)</script>").get(0));
	}

	private static List<String> found(String html, String pattern) {
		return Pattern.compile(pattern).matcher(html).results().map((MatchResult found) -> found.group(1)).toList();
	}

}
