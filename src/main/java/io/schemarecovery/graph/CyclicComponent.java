package io.schemarecovery.graph;

import java.util.List;

import io.schemarecovery.catalog.QualifiedName;

/**
 * A strongly connected component: tables each of which references every other, directly
 * or by way of others. No order lets them be filled, emptied or created one by one.
 *
 * @param tables at least two, by name
 * @param references the foreign keys between them, but for those of a table to itself
 * @param shortestCycle one of the shortest cycles among them
 */
public record CyclicComponent(List<QualifiedName> tables, List<Reference> references, Cycle shortestCycle) {

	public CyclicComponent {
		tables = List.copyOf(tables);
		references = List.copyOf(references);
	}

}
