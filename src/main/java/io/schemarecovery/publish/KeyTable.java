package io.schemarecovery.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import io.schemarecovery.graph.CyclicComponent;
import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.graph.Reference;
import org.jspecify.annotations.Nullable;

/** The foreign keys as a table: what the drawing shows, in words. */
final class KeyTable {

	/** As many keys as are told, those of cycles first. */
	static final int MOST = 2_000;

	private KeyTable() {
	}

	static String of(ForeignKeyGraph graph, List<CyclicComponent> cycles) {
		Map<Reference, Integer> numbers = new HashMap<>();
		for (int i = 0; i < cycles.size(); i++) {
			int number = i + 1;
			cycles.get(i).references().forEach((key) -> numbers.put(key, number));
		}
		List<Reference> keys = graph.references();
		if (keys.size() > MOST) {
			keys = keys.stream()
				.sorted(Comparator.comparing((key) -> numbers.getOrDefault(key, Integer.MAX_VALUE)))
				.limit(MOST)
				.toList();
		}
		return """
				<table class="keys">
				<thead><tr><th scope="col">Table</th><th scope="col">Columns</th><th scope="col">References</th>\
				<th scope="col">On delete</th><th scope="col">Foreign key</th><th scope="col">Notes</th></tr></thead>
				<tbody>
				%s
				</tbody>
				</table>
				%s""".formatted(
				keys.stream().map((key) -> row(key, numbers.get(key))).collect(Collectors.joining("\n")),
				(graph.references().size() > MOST) ? "<p>And %s more, in no cycle or beyond what is told here.</p>"
					.formatted(Counts.of(graph.references().size() - MOST)) : "");
	}

	private static String row(Reference key, @Nullable Integer cycle) {
		return "<tr%s><th scope=\"row\">%s</th><td>%s</td><td>%s (%s)</td><td>%s</td><td>%s</td><td>%s</td></tr>"
			.formatted((cycle != null) ? " class=\"cyclic\"" : "", Html.text(key.from().toString()),
					Html.text(String.join(", ", key.columns())), Html.text(key.to().toString()),
					Html.text(String.join(", ", key.referencedColumns())), onDelete(key), Html.text(key.name()),
					notes(key, cycle));
	}

	private static String notes(Reference key, @Nullable Integer cycle) {
		List<String> notes = new ArrayList<>(traits(key));
		if (cycle != null) {
			notes.add(0, "<strong>cycle %s</strong>".formatted(cycle));
		}
		return String.join(", ", notes);
	}

	private static List<String> traits(Reference key) {
		List<String> traits = new ArrayList<>();
		if (key.toItself()) {
			traits.add("to itself");
		}
		if (key.nullable()) {
			traits.add("nullable");
		}
		if (key.deferrable()) {
			traits.add("deferrable");
		}
		return traits;
	}

	private static String onDelete(Reference key) {
		return key.onDelete().name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	/** A key in a line: columns, what becomes of rows, what else there is to it. */
	static String told(Reference key) {
		List<String> parts = new ArrayList<>(List.of("(" + String.join(", ", key.columns()) + ")"));
		if (!Objects.equals(onDelete(key), "no action")) {
			parts.add("on delete " + onDelete(key));
		}
		parts.addAll(traits(key));
		return String.join(", ", parts);
	}

}
