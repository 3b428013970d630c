package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.schemarecovery.catalog.Catalog;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.request.SchemaRecoveryProperties.Drop;
import io.schemarecovery.request.SchemaRecoveryProperties.Mode;

/**
 * Makes the plan of a catalog: a pure function.
 * <ol>
 * <li>The objects by kind, dependents before what they depend on: views before tables,
 * tables before the functions and types they use; within a kind the newest first, since
 * what refers is mostly younger than what it refers to.</li>
 * <li>One transaction, if the server has the locks for all of it. Else batches: the
 * tables are dealt out to lanes that share as few foreign keys as can be, for as many
 * connections.</li>
 * <li>Within a lane a table goes before those it references. The foreign keys that this
 * order cannot serve, from lane to lane and in circles, are dropped on their own before
 * the tables.</li>
 * </ol>
 */
public final class DropPlanner {

	private static final Comparator<CatalogObject> ORDER = Comparator.comparing(CatalogObject::kind)
		.thenComparing(CatalogObject::oid, Comparator.reverseOrder());

	private static final int OBJECTS_A_STATEMENT = 100;

	/** Larger ones make the server work longer for each table. */
	private static final int TABLES_A_BATCH = 50;

	/** Another connection takes time to be made, and to learn the catalog. */
	private static final int TABLES_A_LANE = 100;

	private final Drop settings;

	/**
	 * Plan with these settings.
	 * @param settings the settings
	 */
	public DropPlanner(Drop settings) {
		this.settings = settings;
	}

	/**
	 * Plan to drop everything of a catalog.
	 * @param catalog what stands in the schemas
	 * @param first the tables that go before all else, where they are there
	 * @return the plan
	 */
	public DropPlan plan(Catalog catalog, List<QualifiedName> first) {
		boolean atomic = atomic(catalog);
		Predicate<CatalogObject> table = (object) -> object.kind() == ObjectKind.TABLE;
		Predicate<CatalogObject> ahead = table
			.and((object) -> first.contains(new QualifiedName(object.schema(), object.name())));
		List<CatalogObject> tables = catalog.objects().stream().filter(table.and(ahead.negate())).toList();
		int lanes = atomic ? 1 : lanes(tables.size(), catalog.limits().connections());
		// half of what is free: the lanes are not the only ones who take locks
		long locks = atomic ? Long.MAX_VALUE : Math.max(1, catalog.limits().locksFree() / lanes / 2);
		List<List<Batch>> dealt = new TableGraph(tables, catalog.foreignKeys(), catalog.inheritances()).lanes(lanes)
			.stream()
			.map((lane) -> batches(lane, atomic ? OBJECTS_A_STATEMENT : TABLES_A_BATCH, locks))
			.toList();
		List<Batch> before = batches(Stream
			.concat(catalog.objects().stream().filter(ahead),
					sorted(catalog, (kind) -> kind.compareTo(ObjectKind.TABLE) < 0))
			.toList(), OBJECTS_A_STATEMENT, locks);
		List<Batch> after = batches(sorted(catalog, (kind) -> kind.compareTo(ObjectKind.TABLE) > 0).toList(),
				OBJECTS_A_STATEMENT, locks);
		return new DropPlan(catalog.session(), catalog.schemas(), atomic, apart(catalog.foreignKeys(), dealt), before,
				dealt, after, catalog.kept(), catalog.casualties(), catalog.lost(), catalog.surroundings(),
				catalog.limits());
	}

	private int lanes(int tables, int connections) {
		return Math.max(1, Math.min(Math.min(this.settings.parallelism(), connections), tables / TABLES_A_LANE));
	}

	private static Stream<CatalogObject> sorted(Catalog catalog, Predicate<ObjectKind> kinds) {
		return catalog.objects().stream().filter((object) -> kinds.test(object.kind())).sorted(ORDER);
	}

	private boolean atomic(Catalog catalog) {
		long locks = catalog.objects().stream().mapToLong(CatalogObject::locks).sum();
		return this.settings.mode() == Mode.ATOMIC
				|| (this.settings.mode() == Mode.AUTO && locks <= catalog.limits().locksFree());
	}

	private static List<Batch> batches(List<CatalogObject> objects, int size, long locks) {
		List<Batch> batches = new ArrayList<>();
		int from = 0;
		long taken = 0;
		for (int i = 0; i < objects.size(); i++) {
			taken += objects.get(i).locks();
			boolean last = i + 1 == objects.size() || objects.get(i + 1).kind() != objects.get(i).kind();
			if (last || i + 1 - from == size || taken + objects.get(i + 1).locks() > locks) {
				batches.add(new Batch(objects.subList(from, i + 1)));
				from = i + 1;
				taken = 0;
			}
		}
		return batches;
	}

	/** Those that the order of the tables does not serve, of tables that are ours. */
	private static List<ForeignKey> apart(List<ForeignKey> foreignKeys, List<List<Batch>> lanes) {
		record Place(int lane, int batch, boolean ours) {
		}
		Map<Long, Place> places = new HashMap<>();
		for (int lane = 0; lane < lanes.size(); lane++) {
			for (int batch = 0; batch < lanes.get(lane).size(); batch++) {
				for (CatalogObject table : lanes.get(lane).get(batch).objects()) {
					places.put(table.oid(), new Place(lane, batch, table.ours()));
				}
			}
		}
		return foreignKeys.stream().filter((foreignKey) -> {
			Place from = places.get(foreignKey.table());
			Place to = places.get(foreignKey.referenced());
			return from != null && to != null && from.ours() && (from.lane() != to.lane() || from.batch() > to.batch());
		}).toList();
	}

}
