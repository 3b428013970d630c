package io.schemarecovery.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.graph.CyclicComponent;
import io.schemarecovery.graph.Reference;
import io.schemarecovery.graph.Table;

import org.springframework.boot.json.JsonWriter;

/**
 * What the page draws, as JSON that stands in a script element: whatever could end the
 * element, or begin a comment in it, is escaped.
 */
final class GraphJson {

	/** So many tables are read better as one graph than in districts. */
	private static final int UNDIVIDED = 60;

	private static final JsonWriter<Map<String, ?>> WRITER = JsonWriter.standard();

	private final DrawnGraph graph;

	private final Map<QualifiedName, Integer> places = new HashMap<>();

	private final Map<Reference, Integer> keys = new HashMap<>();

	/** The cycle of each table that is in one which fits into a district. */
	private final Map<QualifiedName, Integer> cycles = new HashMap<>();

	private GraphJson(DrawnGraph graph) {
		this.graph = graph;
		IntStream.range(0, graph.tables().size()).forEach((i) -> this.places.put(graph.tables().get(i).name(), i));
		IntStream.range(0, graph.references().size()).forEach((i) -> this.keys.put(graph.references().get(i), i));
		IntStream.range(0, graph.cycles().size())
			.filter((i) -> graph.cycles().get(i).tables().size() <= UNDIVIDED)
			.forEach((i) -> graph.cycles().get(i).tables().forEach((name) -> this.cycles.put(name, i)));
	}

	static String of(DrawnGraph graph) {
		return escaped(WRITER.writeToString(new GraphJson(graph).members()));
	}

	private Map<String, Object> members() {
		int[] districts = districts();
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("home", this.graph.home());
		members.put("tables",
				IntStream.range(0, districts.length)
					.mapToObj((i) -> table(this.graph.tables().get(i), districts[i]))
					.toList());
		members.put("keys", this.graph.references().stream().map(this::key).toList());
		members.put("cycles", this.graph.cycles().stream().limit(GraphSection.CYCLES).map(this::cycle).toList());
		return members;
	}

	private static Map<String, Object> table(Table table, int district) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("schema", table.name().schema());
		members.put("name", table.name().name());
		members.put("district", district);
		Long rows = table.rows();
		if (rows != null) {
			members.put("rows", rows);
		}
		if (table.outside()) {
			members.put("outside", true);
		}
		if (table.partitioned()) {
			members.put("partitioned", true);
		}
		return members;
	}

	private Map<String, Object> key(Reference key) {
		Map<String, Object> members = new LinkedHashMap<>();
		members.put("from", this.places.get(key.from()));
		members.put("to", this.places.get(key.to()));
		members.put("name", key.name());
		members.put("text", KeyTable.told(key));
		return members;
	}

	private Map<String, Object> cycle(CyclicComponent cycle) {
		return Map.of("tables", cycle.tables().stream().map(this.places::get).filter(Objects::nonNull).toList(), "keys",
				cycle.references().stream().map(this.keys::get).filter(Objects::nonNull).toList(), "shortest",
				cycle.shortestCycle().keys().stream().map(this.keys::get).filter(Objects::nonNull).toList());
	}

	/** The district of each table, or -1 for all of them where there are few. */
	private int[] districts() {
		List<Table> tables = this.graph.tables();
		if (tables.size() <= UNDIVIDED) {
			return IntStream.range(0, tables.size()).map((i) -> -1).toArray();
		}
		int[] together = IntStream.range(0, tables.size())
			.map((i) -> this.cycles.getOrDefault(tables.get(i).name(), this.graph.cycles().size() + i))
			.toArray();
		List<int[]> edges = new ArrayList<>();
		this.graph.references().forEach((key) -> {
			if (!key.toItself()) {
				edges.add(new int[] { place(key.from()), place(key.to()) });
			}
		});
		return Districts.of(together, edges);
	}

	private int place(QualifiedName name) {
		return Objects.requireNonNull(this.places.get(name));
	}

	private static String escaped(String json) {
		StringBuilder escaped = new StringBuilder(json.length());
		json.codePoints().forEach((character) -> {
			if ("<>&\u2028\u2029".indexOf(character) >= 0 || Character.getType(character) == Character.SURROGATE) {
				escaped.append("\\u%04x".formatted(character));
			}
			else {
				escaped.appendCodePoint(character);
			}
		});
		return escaped.toString();
	}

}
