package io.schemarecovery.publish;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.graph.CyclicComponent;
import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.graph.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The tables and foreign keys: what there is, cycle by cycle and key by key, and the
 * place where the script of the page draws it.
 */
final class GraphSection {

	/** As many cycles as are listed. */
	static final int CYCLES = 200;

	/** As many tables without a key as are listed. */
	private static final int TABLES = 3_000;

	/** As many tables of a cycle as are named. */
	private static final int LINKS = 40;

	private GraphSection() {
	}

	static String of(@Nullable ForeignKeyGraph graph) {
		if (graph == null) {
			return "<section><h2>Tables and foreign keys</h2><p>They could not be read.</p></section>\n";
		}
		DrawnGraph drawn = DrawnGraph.of(graph);
		return """
				<section aria-labelledby="schema" class="schema">
				<h2 id="schema">Tables and foreign keys</h2>
				<p>%1$s</p>
				%2$s%3$s
				<details class="text" open>
				<summary id="keys">All of it as text</summary>
				%4$s</details>
				<script type="application/json" id="graph-data">%5$s</script>
				</section>
				""".formatted(summary(graph, drawn), cycles(drawn),
				PageResource.GRAPH.read().replace("{{choice}}", choice(graph, drawn)), text(graph, drawn),
				GraphJson.of(drawn));
	}

	private static String summary(ForeignKeyGraph graph, DrawnGraph drawn) {
		List<String> parts = new ArrayList<>();
		parts.add(Counts.of(graph.tables().size(), "table"));
		parts.add(Counts.of(graph.references().size(), "foreign key"));
		parts.add("<strong class=\"%s\">%s</strong>".formatted(drawn.cycles().isEmpty() ? "acyclic" : "cyclic",
				drawn.cycles().isEmpty() ? "no cycle" : Counts.of(drawn.cycles().size(), "cycle")));
		if (!graph.selfReferences().isEmpty()) {
			parts.add(Counts.of(graph.selfReferences().size(), "key") + " from a table to itself");
		}
		return String.join(" · ", parts);
	}

	private static String choice(ForeignKeyGraph graph, DrawnGraph drawn) {
		String all = Counts.of(graph.tables().size());
		return switch (drawn.choice()) {
			case ALL -> "";
			case WITH_KEYS -> "<p class=\"choice\">Drawn are the %s of %s tables that have a foreign key.</p>"
				.formatted(Counts.of(drawn.tables().size()), all);
			case FOREMOST ->
				"<p class=\"choice\">Drawn are %s of %s tables: cycles, what surrounds them, and the tables with the most foreign keys.</p>"
					.formatted(Counts.of(drawn.tables().size()), all);
		};
	}

	private static String cycles(DrawnGraph drawn) {
		List<CyclicComponent> cycles = drawn.cycles();
		if (cycles.isEmpty()) {
			return "";
		}
		return """
				<div class="cycles" id="cycles">
				<p>Tables of a cycle can be filled, emptied and dropped in no order that satisfies their keys. \
				Make one key of each nullable or deferrable, or do without it.</p>
				<ol>
				%s
				</ol>%s
				</div>
				""".formatted(
				IntStream.range(0, Math.min(CYCLES, cycles.size()))
					.mapToObj((i) -> "<li data-cycle=\"%s\">%s</li>".formatted(i, cycle(cycles.get(i), drawn.home())))
					.collect(Collectors.joining("\n")),
				(cycles.size() > CYCLES) ? "\n<p>And %s more.</p>".formatted(Counts.of(cycles.size() - CYCLES)) : "");
	}

	private static String cycle(CyclicComponent cycle, String home) {
		List<Reference> keys = cycle.shortestCycle().keys();
		String chain = keys.stream()
			.limit(LINKS)
			.map((key) -> name(key.from(), home) + " → ")
			.collect(Collectors.joining()) + (keys.size() > LINKS ? "… → " : "") + name(keys.get(0).from(), home);
		String by = keys.stream().limit(LINKS).map((key) -> Html.text(key.name())).collect(Collectors.joining(", "));
		return "%s <span class=\"by\">by %s%s</span>%s".formatted(chain, by,
				(keys.size() > LINKS) ? " and %s more".formatted(Counts.of(keys.size() - LINKS)) : "",
				(cycle.tables().size() > keys.size()) ? " <span class=\"more\">the shortest cycle among %s</span>"
					.formatted(Counts.of(cycle.tables().size(), "table")) : "");
	}

	private static String name(QualifiedName name, String home) {
		return Html.code(name.schema().equals(home) ? name.name() : name);
	}

	private static String text(ForeignKeyGraph graph, DrawnGraph drawn) {
		Set<QualifiedName> joined = new HashSet<>();
		graph.references().forEach((key) -> joined.addAll(List.of(key.from(), key.to())));
		List<String> alone = graph.tables()
			.stream()
			.filter((table) -> !joined.contains(table.name()))
			.map((table) -> Html.text(table.name().toString()))
			.toList();
		return (graph.references().isEmpty() ? "<p>There is no foreign key.</p>\n"
				: "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"keys\">\n%s</div>\n"
					.formatted(KeyTable.of(graph, drawn.cycles())))
				+ (alone.isEmpty() ? "" : "<h3>%s without a foreign key</h3>\n<div class=\"alone\">\n%s\n</div>\n"
					.formatted(Counts.of(alone.size(), "table"), Html.list(alone, TABLES)));
	}

}
