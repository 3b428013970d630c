package io.schemarecovery.doctor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.graph.Cycle;
import io.schemarecovery.graph.CyclicComponent;
import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.graph.Reference;

/**
 * Looks for foreign keys in circles. One that can be checked as late as the commit lets
 * the rows of its circle be written in any order, and was made so by someone who knew:
 * circles that all have one are but a remark.
 */
final class CycleCheck {

	private static final int ON_ONE_LINE = 8;

	private static final int SHOWN = 20;

	private CycleCheck() {
	}

	static Section look(Sight sight) {
		ForeignKeyGraph graph = sight.graph();
		List<CyclicComponent> stuck = new ForeignKeyGraph(graph.tables(),
				graph.references().stream().filter((key) -> !key.deferrable()).toList())
			.cyclicComponents();
		Set<QualifiedName> told = stuck.stream()
			.flatMap((component) -> component.tables().stream())
			.collect(Collectors.toCollection(HashSet::new));
		List<Finding> findings = new ArrayList<>();
		stuck.forEach((component) -> findings.add(problem(component)));
		graph.cyclicComponents()
			.stream()
			.filter((component) -> component.tables().stream().noneMatch(told::contains))
			.forEach((component) -> findings.add(remark(component)));
		int selves = graph.selfReferences().size();
		return new Section(Check.CYCLES,
				"%s%,d tables, %,d foreign keys%s".formatted(findings.isEmpty() ? "none among " : "",
						graph.tables().size(), graph.references().size(),
						(selves == 0) ? ""
								: ", %,d of them from a table to itself, which is harmless".formatted(selves)),
				findings);
	}

	private static Finding problem(CyclicComponent component) {
		Reference key = weakest(component);
		String table = "ALTER TABLE " + key.from().quoted();
		String nullable = key.nullable() ? ""
				: key.columns()
					.stream()
					.map((column) -> " ALTER COLUMN " + QualifiedName.quote(column) + " DROP NOT NULL,")
					.collect(Collectors.joining());
		return new Finding(true, what(component), evidence(component),
				"Open the circle: %s%s ALTER CONSTRAINT %s DEFERRABLE INITIALLY DEFERRED; or keep that relation in a join table."
					.formatted(table, nullable, QualifiedName.quote(key.name())));
	}

	private static Finding remark(CyclicComponent component) {
		Reference key = component.shortestCycle()
			.keys()
			.stream()
			.filter(Reference::deferrable)
			.findFirst()
			.orElseThrow();
		return new Finding(false,
				what(component) + " Rows can be written in any order: %s is deferrable.".formatted(key.name()),
				evidence(component), "Before the tables are dropped one by one: ALTER TABLE %s DROP CONSTRAINT %s."
					.formatted(key.from().quoted(), QualifiedName.quote(key.name())));
	}

	private static String what(CyclicComponent component) {
		return "%,d tables reference each other in a circle.".formatted(component.tables().size());
	}

	private static List<String> evidence(CyclicComponent component) {
		Cycle cycle = component.shortestCycle();
		List<String> evidence = new ArrayList<>();
		if (component.references().size() > cycle.keys().size()) {
			evidence.add("the shortest of its circles; %,d foreign keys between: %s"
				.formatted(component.references().size(), tables(component)));
		}
		if (cycle.keys().size() <= ON_ONE_LINE) {
			evidence.add(0, cycle.toString());
		}
		else {
			cycle.keys().forEach((key) -> evidence.add(new Cycle(List.of(key)).toString()));
		}
		return evidence;
	}

	private static String tables(CyclicComponent component) {
		List<QualifiedName> tables = component.tables();
		String some = tables.stream().limit(SHOWN).map(QualifiedName::toString).collect(Collectors.joining(", "));
		return (tables.size() > SHOWN) ? "%s and %,d more".formatted(some, tables.size() - SHOWN) : some;
	}

	/** The one that is opened with the least change. */
	private static Reference weakest(CyclicComponent component) {
		List<Reference> keys = component.shortestCycle().keys();
		return keys.stream().filter(Reference::nullable).findFirst().orElse(keys.get(keys.size() - 1));
	}

}
