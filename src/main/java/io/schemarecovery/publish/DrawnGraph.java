package io.schemarecovery.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.graph.CyclicComponent;
import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.graph.Reference;
import io.schemarecovery.graph.Table;

/**
 * As much of a graph as can be read when it is drawn. Of more tables than that the cycles
 * are drawn, what surrounds them, and the tables with the most keys.
 *
 * @param tables the tables that are drawn
 * @param references the keys that are drawn, all between these tables
 * @param cycles all cycles, those that are not drawn as well
 * @param choice which tables are drawn
 */
record DrawnGraph(List<Table> tables, List<Reference> references, List<CyclicComponent> cycles, Choice choice) {

	/** More tables cannot be told apart. */
	static final int MOST_TABLES = 400;

	/** More lines are a tangle. */
	static final int MOST_KEYS = 1_500;

	enum Choice {

		/** Every table. */
		ALL,

		/** Every table that has a key. */
		WITH_KEYS,

		/** Cycles first, then what surrounds them, then the tables with the most keys. */
		FOREMOST

	}

	static DrawnGraph of(ForeignKeyGraph graph) {
		List<CyclicComponent> cycles = graph.cyclicComponents();
		Set<QualifiedName> joined = new HashSet<>();
		graph.references().forEach((key) -> joined.addAll(List.of(key.from(), key.to())));
		if (graph.references().size() <= MOST_KEYS) {
			if (graph.tables().size() <= MOST_TABLES) {
				return new DrawnGraph(graph.tables(), graph.references(), cycles, Choice.ALL);
			}
			if (joined.size() <= MOST_TABLES) {
				return of(graph, cycles, joined, Choice.WITH_KEYS);
			}
		}
		return of(graph, cycles, foremost(graph, cycles), Choice.FOREMOST);
	}

	/** The schema of most tables, whose name can be left out. */
	String home() {
		return this.tables.stream()
			.collect(Collectors.groupingBy((table) -> table.name().schema(), LinkedHashMap::new, Collectors.counting()))
			.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.map(Map.Entry::getKey)
			.orElse("");
	}

	private static DrawnGraph of(ForeignKeyGraph graph, List<CyclicComponent> cycles, Set<QualifiedName> names,
			Choice choice) {
		Set<Reference> inner = new HashSet<>();
		cycles.forEach((cycle) -> inner.addAll(cycle.shortestCycle().keys()));
		Predicate<Reference> drawn = (key) -> names.contains(key.from()) && names.contains(key.to());
		List<Reference> references = graph.references()
			.stream()
			.filter(drawn)
			.sorted(Comparator.comparing((key) -> !inner.contains(key)))
			.limit(MOST_KEYS)
			.toList();
		return new DrawnGraph(graph.tables().stream().filter((table) -> names.contains(table.name())).toList(),
				references, cycles, choice);
	}

	private static Set<QualifiedName> foremost(ForeignKeyGraph graph, List<CyclicComponent> cycles) {
		Map<QualifiedName, Integer> keys = new HashMap<>();
		Map<QualifiedName, List<QualifiedName>> neighbours = new HashMap<>();
		graph.references().forEach((key) -> {
			Stream.of(key.from(), key.to()).forEach((name) -> keys.merge(name, 1, Integer::sum));
			neighbours.computeIfAbsent(key.from(), (name) -> new ArrayList<>()).add(key.to());
			neighbours.computeIfAbsent(key.to(), (name) -> new ArrayList<>()).add(key.from());
		});
		Set<QualifiedName> chosen = new LinkedHashSet<>();
		cycles.forEach((cycle) -> cycle.shortestCycle().keys().forEach((key) -> add(chosen, List.of(key.from()))));
		cycles.forEach((cycle) -> add(chosen, cycle.tables()));
		Comparator<QualifiedName> mostKeys = Comparator.comparing((name) -> -keys.getOrDefault(name, 0));
		add(chosen,
				chosen.stream()
					.flatMap((name) -> neighbours.getOrDefault(name, List.of()).stream())
					.distinct()
					.sorted(mostKeys)
					.toList());
		keys.keySet().stream().sorted(mostKeys.thenComparing(QualifiedName::toString)).forEach((name) -> {
			add(chosen, List.of(name));
			add(chosen, neighbours.getOrDefault(name, List.of()));
		});
		// the last that found room may have come without what it is joined to
		chosen.removeIf((name) -> neighbours.getOrDefault(name, List.of()).stream().noneMatch(chosen::contains));
		return chosen;
	}

	private static void add(Set<QualifiedName> chosen, Collection<QualifiedName> more) {
		more.stream().filter((name) -> chosen.size() < MOST_TABLES).forEach(chosen::add);
	}

}
