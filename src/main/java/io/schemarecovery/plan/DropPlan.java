package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.Casualty;
import io.schemarecovery.catalog.Catalog;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.catalog.KeptObject;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.ServerLimits;
import io.schemarecovery.catalog.Surroundings;

/**
 * What a drop does: log, guards, dry run and executor read the same plan. Without objects
 * there is nothing to drop.
 *
 * @param session where and when the catalog was read
 * @param schemas the schemas that are emptied, and stay
 * @param atomic whether it is one transaction, or one for each batch
 * @param foreignKeys the foreign keys that go first, because the tables they join go
 * apart
 * @param before what goes before the tables
 * @param lanes the tables; lanes share no foreign key and no inheritance, so that they
 * can go at the same time
 * @param after what goes after the tables
 * @param kept what stays by the user's wish
 * @param casualties what outside of the schemas would go as well
 * @param lost the addresses of all of these, and of their parts
 * @param surroundings what else there is to know
 * @param limits what the server has to offer
 */
public record DropPlan(Catalog.Session session, List<String> schemas, boolean atomic, List<ForeignKey> foreignKeys,
		List<Batch> before, List<List<Batch>> lanes, List<Batch> after, List<KeptObject> kept,
		List<Casualty> casualties, Set<ObjectAddress> lost, Surroundings surroundings, ServerLimits limits) {

	/** All batches, in the order in which one connection would take them. */
	public List<Batch> batches() {
		return Stream.of(this.before.stream(), this.lanes.stream().flatMap(List::stream), this.after.stream())
			.flatMap((batches) -> batches)
			.toList();
	}

	/** The objects that go, in that order. */
	public List<CatalogObject> objects() {
		return batches().stream().flatMap((batch) -> batch.objects().stream()).toList();
	}

	/**
	 * The schemas in which locks are taken: those that are emptied, and where losses are.
	 */
	public List<String> lockedSchemas() {
		return Stream.concat(this.schemas.stream(), this.casualties.stream().map(Casualty::schema)).distinct().toList();
	}

	/** Whether there is nothing to drop. */
	public boolean isEmpty() {
		return this.before.isEmpty() && this.lanes.isEmpty() && this.after.isEmpty();
	}

	/** Number of locks that the whole of it takes. */
	public long locks() {
		return batches().stream().mapToLong(Batch::locks).sum();
	}

	/** Objects that are not ours, in the order in which they would go. */
	public List<CatalogObject> notOurs() {
		return objects().stream().filter((object) -> !object.ours()).toList();
	}

	/** Number of objects by kind, in the order in which they go. */
	public Map<ObjectKind, Long> countByKind() {
		return objects().stream()
			.collect(Collectors.groupingBy(CatalogObject::kind, () -> new EnumMap<>(ObjectKind.class),
					Collectors.counting()));
	}

	/** "1 view, 3 tables (about 12 rows)", or "nothing". */
	public String summary() {
		List<String> parts = new ArrayList<>();
		countByKind().forEach((kind, count) -> parts.add(count + " " + plural(kind.label(), count)));
		long rows = objects().stream().mapToLong(CatalogObject::rows).sum();
		return parts.isEmpty() ? "nothing"
				: String.join(", ", parts) + ((rows > 0) ? " (about " + rows + " rows)" : "");
	}

	/** The addresses of what stays by the user's wish, parts included. */
	public List<ObjectAddress> keptAddresses() {
		return this.kept.stream().map(KeptObject::address).toList();
	}

	private static String plural(String label, long count) {
		if (count == 1) {
			return label;
		}
		if (label.endsWith("y")) {
			return label.substring(0, label.length() - 1) + "ies";
		}
		return label + (label.endsWith("class") ? "es" : "s");
	}

}
