package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.schemarecovery.catalog.Catalog;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.CatalogObject.Ownership;
import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.catalog.Inheritance;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.catalog.ServerLimits;
import io.schemarecovery.catalog.Surroundings;

/**
 * A catalog made at random, of tables that reference and inherit from one another.
 *
 * @param tables the tables, in no order
 * @param foreignKeys the foreign keys, some of them in circles or onto the table itself
 * @param inheritances from every younger table to older ones, or the other way round
 */
record RandomCatalog(List<CatalogObject> tables, List<ForeignKey> foreignKeys, List<Inheritance> inheritances) {

	/**
	 * Make one.
	 * @param random makes the choices
	 * @param count number of tables
	 * @param foreignKeys number of foreign keys
	 * @param heirs number of tables that inherit
	 * @param familySize number of tables at most that are joined by inheritance
	 */
	static RandomCatalog of(Random random, int count, int foreignKeys, int heirs, int familySize) {
		List<Long> oids = new ArrayList<>();
		Set<Long> distinct = new HashSet<>();
		while (oids.size() < count) {
			long oid = 16384 + random.nextInt(count * 10);
			if (distinct.add(oid)) {
				oids.add(oid);
			}
		}
		List<CatalogObject> tables = new ArrayList<>();
		for (long oid : oids) {
			tables.add(object(ObjectKind.TABLE, oid, 1 + random.nextInt(30), random.nextInt(20) > 0));
		}
		List<ForeignKey> keys = new ArrayList<>();
		for (int i = 0; i < foreignKeys; i++) {
			CatalogObject table = tables.get(random.nextInt(count));
			// now and then a table of another schema
			long referenced = (random.nextInt(20) == 0) ? 1000 : oids.get(near(random, count));
			keys.add(new ForeignKey(table.oid(), referenced, new QualifiedName("public", table.name()), "fk" + i));
		}
		List<Inheritance> inheritances = new ArrayList<>();
		for (int i = 0; i < heirs; i++) {
			int family = random.nextInt(Math.max(1, count / familySize)) * familySize;
			int child = random.nextInt(familySize);
			if (child > 0 && family + child < count) {
				inheritances.add(new Inheritance(oids.get(family + child), oids.get(family + random.nextInt(child))));
			}
		}
		return new RandomCatalog(tables, keys, inheritances.stream().distinct().toList());
	}

	/** Half of the references meet a few hubs. */
	private static int near(Random random, int count) {
		return random.nextBoolean() ? random.nextInt(count) : random.nextInt(Math.max(1, count / 50));
	}

	static CatalogObject object(ObjectKind kind, long oid, int locks, boolean ours) {
		String name = kind.name().toLowerCase(java.util.Locale.ROOT) + "_" + oid;
		return new CatalogObject(new ObjectAddress(kind.ordinal(), oid, 0), kind, "public." + name, name, "public",
				"owner", false, ours ? Ownership.OURS : Ownership.OF_OUR_SCHEMA, 0, locks);
	}

	/**
	 * The catalog, with other objects beside the tables, on a server with so many locks.
	 */
	Catalog catalog(List<CatalogObject> others, long locks, int connections) {
		List<CatalogObject> objects = new ArrayList<>(this.tables);
		objects.addAll(others);
		return new Catalog(new Catalog.Session("db", "owner", "1:1:", "1"), List.of("public"), objects,
				this.foreignKeys, this.inheritances, List.of(), List.of(), Set.of(),
				new Surroundings(List.of(), List.of(), List.of()), new ServerLimits(locks, 0, connections));
	}

}
