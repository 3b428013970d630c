package io.schemarecovery.plan;

import java.util.Comparator;
import java.util.List;

import io.schemarecovery.catalog.Catalog;
import io.schemarecovery.catalog.CatalogObject;

/**
 * Makes the plan of a catalog: a pure function.
 * <ol>
 * <li>The foreign keys among the tables, so that circles and order do not matter.</li>
 * <li>The objects by kind, dependents before what they depend on: views before tables,
 * tables before the functions and types they use.</li>
 * <li>Within a kind partitions before their parents, and the newest first: what refers is
 * mostly younger than what it refers to.</li>
 * </ol>
 */
public final class DropPlanner {

	private static final Comparator<CatalogObject> ORDER = Comparator.comparing(CatalogObject::kind)
		.thenComparing(CatalogObject::partition, Comparator.reverseOrder())
		.thenComparing(CatalogObject::oid, Comparator.reverseOrder());

	/**
	 * Plan to drop everything of a catalog.
	 * @param catalog what stands in the schemas
	 * @return the plan
	 */
	public DropPlan plan(Catalog catalog) {
		List<CatalogObject> objects = catalog.objects().stream().sorted(ORDER).toList();
		return new DropPlan(catalog.database(), catalog.role(), catalog.schemas(), catalog.foreignKeys(), objects,
				catalog.casualties(), objects.stream().filter((object) -> !object.droppable()).toList(),
				catalog.notCreatable());
	}

}
