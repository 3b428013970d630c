package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.Casualty;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.catalog.ObjectKind;

/**
 * What a drop does: log, guards and executor read the same plan. An empty plan means that
 * there is nothing to drop.
 *
 * @param database name of the database
 * @param role name of the role that would drop
 * @param schemas the schemas that are emptied, and stay
 * @param foreignKeys the foreign keys that go first, so that the tables can go in any
 * order
 * @param objects the objects that go, in the order in which they go
 * @param casualties what outside of the schemas would go as well
 * @param notOurs objects of the schemas that the role has no right to drop
 * @param notCreatable the schemas in which the role could make nothing again
 */
public record DropPlan(String database, String role, List<String> schemas, List<ForeignKey> foreignKeys,
		List<CatalogObject> objects, List<Casualty> casualties, List<CatalogObject> notOurs,
		List<String> notCreatable) {

	/** Objects a statement at most. */
	private static final int LIST = 100;

	/** Number of objects by kind, in the order in which they go. */
	public Map<ObjectKind, Long> countByKind() {
		return this.objects.stream()
			.collect(Collectors.groupingBy(CatalogObject::kind, () -> new EnumMap<>(ObjectKind.class),
					Collectors.counting()));
	}

	/** "3 tables, 1 view, 2 foreign keys", or "nothing". */
	public String summary() {
		List<String> parts = new ArrayList<>();
		countByKind().forEach((kind, count) -> parts.add(count + " " + plural(kind.label(), count)));
		if (!this.foreignKeys.isEmpty()) {
			parts.add(this.foreignKeys.size() + " " + plural("foreign key", this.foreignKeys.size()));
		}
		return parts.isEmpty() ? "nothing" : String.join(", ", parts);
	}

	/**
	 * The statements that carry the plan out, in order. IF EXISTS, because the CASCADE of
	 * one may have taken what a later one names; CASCADE takes nothing outside of the
	 * plan but its casualties.
	 */
	public List<String> statements() {
		List<String> statements = new ArrayList<>();
		this.foreignKeys.forEach((foreignKey) -> statements.add(foreignKey.dropStatement()));
		List<String> list = new ArrayList<>();
		for (int i = 0; i < this.objects.size(); i++) {
			CatalogObject object = this.objects.get(i);
			list.add(object.identity());
			boolean last = i + 1 == this.objects.size() || this.objects.get(i + 1).kind() != object.kind();
			if (last || list.size() == LIST || !object.kind().droppedInLists()) {
				statements
					.add("DROP " + object.kind().keyword() + " IF EXISTS " + String.join(", ", list) + " CASCADE");
				list.clear();
			}
		}
		return statements;
	}

	private static String plural(String label, long count) {
		if (count == 1) {
			return label;
		}
		if (label.endsWith("family")) {
			return label.replace("family", "families");
		}
		return label + (label.endsWith("class") ? "es" : "s");
	}

}
