package io.schemarecovery.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.schemarecovery.catalog.QualifiedName;

/**
 * Tables and the foreign keys between them. Whatever order they are given in, they come
 * by name, and so do cycles.
 *
 * @param tables the tables, those without any key as well
 * @param references the foreign keys, whose tables are all among the tables
 */
public record ForeignKeyGraph(List<Table> tables, List<Reference> references) {

	private static final Comparator<QualifiedName> BY_NAME = Comparator.comparing(QualifiedName::schema)
		.thenComparing(QualifiedName::name);

	/**
	 * Make a graph, and put it in order.
	 */
	public ForeignKeyGraph {
		tables = tables.stream().sorted(Comparator.comparing(Table::name, BY_NAME)).toList();
		references = references.stream()
			.sorted(Comparator.comparing(Reference::from, BY_NAME)
				.thenComparing(Reference::name)
				.thenComparing(Reference::to, BY_NAME))
			.toList();
	}

	/** The keys of tables that reference themselves. */
	public List<Reference> selfReferences() {
		return this.references.stream().filter(Reference::toItself).toList();
	}

	/**
	 * Find where foreign keys run in circles. Found in a time that grows with tables and
	 * keys, but for the shortest cycle: that takes a search from each table of the
	 * component with several keys within it, none of which goes further than the shortest
	 * cycle so far.
	 * @return the strongly connected components of more than one table, by their first
	 * table
	 * @throws IllegalStateException if the table of a key is missing
	 */
	public List<CyclicComponent> cyclicComponents() {
		Digraph digraph = digraph();
		int[] components = new StrongComponents(digraph).number();
		Map<Integer, List<Integer>> members = new HashMap<>();
		for (int table = 0; table < components.length; table++) {
			members.computeIfAbsent(components[table], (key) -> new ArrayList<>()).add(table);
		}
		Map<Integer, List<Reference>> inner = new HashMap<>();
		for (int edge = 0; edge < this.references.size(); edge++) {
			int component = components[digraph.source(edge)];
			if (component == components[digraph.target(edge)] && !this.references.get(edge).toItself()) {
				inner.computeIfAbsent(component, (key) -> new ArrayList<>()).add(this.references.get(edge));
			}
		}
		Map<Integer, CyclicComponent> found = new TreeMap<>();
		ShortestCycle shortest = new ShortestCycle(digraph, components);
		inner.forEach((component, keys) -> {
			List<Integer> tables = members.getOrDefault(component, List.of());
			List<Reference> cycle = shortest.among(tables).stream().map(this.references::get).toList();
			found.put(tables.get(0),
					new CyclicComponent(tables.stream().map(this::name).toList(), keys, new Cycle(cycle)));
		});
		return List.copyOf(found.values());
	}

	private Digraph digraph() {
		Map<QualifiedName, Integer> indexes = new HashMap<>();
		for (int i = 0; i < this.tables.size(); i++) {
			indexes.put(name(i), i);
		}
		int[] sources = new int[this.references.size()];
		int[] targets = new int[this.references.size()];
		for (int i = 0; i < sources.length; i++) {
			Reference key = this.references.get(i);
			Integer from = indexes.get(key.from());
			Integer to = indexes.get(key.to());
			if (from == null || to == null) {
				throw new IllegalStateException("No table of " + key);
			}
			sources[i] = from;
			targets[i] = to;
		}
		return new Digraph(this.tables.size(), sources, targets);
	}

	private QualifiedName name(int table) {
		return this.tables.get(table).name();
	}

}
