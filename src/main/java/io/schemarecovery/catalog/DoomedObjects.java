package io.schemarecovery.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What goes with some objects, as {@code findDependentObjects} of the server finds it.
 * <ol>
 * <li>Doomed are the objects, and their parts: what depends on a doomed object
 * automatically or internally, and stands in no schema or in one of the scope. A few
 * passes over all dependencies find them, in time linear in the size of the catalog.</li>
 * <li>Every way out of what is doomed begins with a dependency of something else on
 * something doomed. From there on the closure is followed: whatever depends, by any type
 * of dependency, and the owner of an internal part or of a member of an extension.</li>
 * </ol>
 */
final class DoomedObjects {

	private static final int NOBODY = -1;

	private final Dependencies dependencies;

	/** Number of the object that each object goes with, or -1. */
	private final int[] goesWith;

	private final int[] parts;

	/** The members of extensions, what is kept, and their parts. */
	private final BitSet staying;

	/**
	 * Find what goes.
	 * @param dependencies all dependencies
	 * @param roots the objects that are dropped
	 * @param schemas OIDs of the schemas of the scope
	 * @param kept what stays; goes with nothing
	 */
	DoomedObjects(Dependencies dependencies, List<ObjectAddress> roots, Set<Long> schemas, List<ObjectAddress> kept) {
		this.dependencies = dependencies;
		AddressIndex objects = dependencies.objects();
		this.goesWith = new int[objects.size()];
		this.parts = new int[objects.size()];
		Arrays.fill(this.goesWith, NOBODY);
		for (ObjectAddress root : roots) {
			int number = objects.find(root);
			if (number != NOBODY) {
				this.goesWith[number] = number;
				this.parts[number] = 1;
			}
		}
		BitSet elsewhere = elsewhere(schemas);
		this.staying = new BitSet();
		kept.stream().mapToInt(objects::find).filter((number) -> number >= 0).forEach(this.staying::set);
		untilNoMore(this::stays);
		untilNoMore((row) -> goes(row, elsewhere));
	}

	private void untilNoMore(IntPredicate finds) {
		boolean found = true;
		while (found) {
			found = false;
			for (int row = 0; row < this.dependencies.size(); row++) {
				found |= finds.test(row);
			}
		}
	}

	/** A member of an extension stays with all its parts. */
	private boolean stays(int row) {
		int dependent = this.dependencies.dependent(row);
		boolean stays = this.dependencies.type(row) == 'e' || (this.staying.get(this.dependencies.reference(row))
				&& SystemCatalogs.PARTS.indexOf(this.dependencies.type(row)) >= 0);
		if (!stays || this.staying.get(dependent) || this.goesWith[dependent] != NOBODY) {
			return false;
		}
		this.staying.set(dependent);
		return true;
	}

	private boolean goes(int row, BitSet elsewhere) {
		int dependent = this.dependencies.dependent(row);
		int owner = this.goesWith[this.dependencies.reference(row)];
		if (owner == NOBODY || this.goesWith[dependent] != NOBODY || elsewhere.get(dependent)
				|| this.staying.get(dependent) || !part(row)) {
			return false;
		}
		this.goesWith[dependent] = owner;
		this.parts[owner]++;
		return true;
	}

	/**
	 * A cast or a transform stands in no schema, and goes with its type. A member of an
	 * operator family goes with that; the operator class it was made with may stand in
	 * another schema.
	 */
	private boolean part(int row) {
		AddressIndex objects = this.dependencies.objects();
		int referenced = objects.classId(this.dependencies.reference(row));
		return switch (objects.classId(this.dependencies.dependent(row))) {
			case SystemCatalogs.CASTS, SystemCatalogs.TRANSFORMS -> referenced == SystemCatalogs.TYPES;
			case SystemCatalogs.FAMILY_OPERATORS, SystemCatalogs.FAMILY_FUNCTIONS ->
				referenced == SystemCatalogs.OPERATOR_FAMILIES;
			default -> SystemCatalogs.PARTS.indexOf(this.dependencies.type(row)) >= 0
					&& this.dependencies.dependentColumn(row) == 0;
		};
	}

	/**
	 * What stands in another schema, or may: a constraint trigger depends on two tables
	 * alike, the one it is on and the one it refers to.
	 */
	private BitSet elsewhere(Set<Long> schemas) {
		AddressIndex objects = this.dependencies.objects();
		BitSet elsewhere = new BitSet();
		Map<Integer, Integer> triggers = new HashMap<>();
		for (int row = 0; row < this.dependencies.size(); row++) {
			int dependent = this.dependencies.dependent(row);
			int reference = this.dependencies.reference(row);
			boolean otherSchema = objects.classId(reference) == SystemCatalogs.NAMESPACES
					&& !schemas.contains(objects.address(reference, 0).objectId());
			boolean otherTable = objects.classId(dependent) == SystemCatalogs.TRIGGERS
					&& this.dependencies.type(row) == 'a'
					&& triggers.computeIfAbsent(dependent, (key) -> reference) != reference;
			if (otherSchema || otherTable) {
				elsewhere.set(dependent);
			}
		}
		return elsewhere;
	}

	/**
	 * Tell the objects how many locks they take: one for each that goes with them, and
	 * one for each table that a foreign key of theirs references.
	 * @param objects some of those that are dropped
	 * @param foreignKeys the foreign keys of the scope
	 */
	List<CatalogObject> count(List<CatalogObject> objects, List<ForeignKey> foreignKeys) {
		Map<Long, Integer> references = new HashMap<>();
		foreignKeys.forEach((foreignKey) -> references.merge(foreignKey.table(), 1, Integer::sum));
		return objects.stream()
			.map((object) -> object.withLocks(parts(object.address()) + references.getOrDefault(object.oid(), 0)))
			.toList();
	}

	private int parts(ObjectAddress root) {
		int number = this.dependencies.objects().find(root);
		return (number != NOBODY) ? this.parts[number] : 1;
	}

	/**
	 * What a CASCADE takes that is neither dropped nor a part of what is dropped.
	 * @param elsewhere objects of other schemas that have to be dropped as well
	 */
	Set<ObjectAddress> others(List<ObjectAddress> elsewhere) {
		Deque<ObjectAddress> open = new ArrayDeque<>(elsewhere);
		Set<ObjectAddress> found = new LinkedHashSet<>(elsewhere);
		for (int row = 0; row < this.dependencies.size(); row++) {
			if (this.goesWith[this.dependencies.reference(row)] != NOBODY) {
				reach(this.dependencies.dependent(row), this.dependencies.dependentColumn(row), found, open);
			}
		}
		if (!open.isEmpty()) {
			Map<Integer, List<Integer>> rows = rowsOfTheRest();
			while (!open.isEmpty()) {
				follow(open.pop(), rows, found, open);
			}
		}
		Set<ObjectAddress> gone = new HashSet<>(found);
		found.removeIf((address) -> address.subId() != 0 && gone.contains(address.whole()));
		return found;
	}

	/**
	 * Whether something stays for its own sake, though it may stand in the scope.
	 * @param address its address
	 */
	boolean stays(ObjectAddress address) {
		return this.staying.get(this.dependencies.objects().find(address));
	}

	/** The rows in which an object that is not doomed stands on either side. */
	private Map<Integer, List<Integer>> rowsOfTheRest() {
		Map<Integer, List<Integer>> rows = new HashMap<>();
		for (int row = 0; row < this.dependencies.size(); row++) {
			for (int number : new int[] { this.dependencies.dependent(row), this.dependencies.reference(row) }) {
				if (this.goesWith[number] == NOBODY) {
					rows.computeIfAbsent(number, (key) -> new ArrayList<>()).add(row);
				}
			}
		}
		return rows;
	}

	/** A whole object is not reached through its own columns. */
	private void follow(ObjectAddress address, Map<Integer, List<Integer>> rows, Set<ObjectAddress> found,
			Deque<ObjectAddress> open) {
		int number = this.dependencies.objects().find(address);
		int column = address.subId();
		for (int row : rows.getOrDefault(number, List.of())) {
			int dependent = this.dependencies.dependent(row);
			int reference = this.dependencies.reference(row);
			boolean itself = dependent == reference && column == 0;
			if (reference == number && !itself && (column == 0 || this.dependencies.referenceColumn(row) == column)) {
				reach(dependent, this.dependencies.dependentColumn(row), found, open);
			}
			if (dependent == number && !itself && (column == 0 || this.dependencies.dependentColumn(row) == column)
					&& "ie".indexOf(this.dependencies.type(row)) >= 0) {
				reach(reference, this.dependencies.referenceColumn(row), found, open);
			}
		}
	}

	private void reach(int number, int column, Set<ObjectAddress> found, Deque<ObjectAddress> open) {
		if (this.goesWith[number] == NOBODY) {
			ObjectAddress address = this.dependencies.objects().address(number, column);
			if (found.add(address)) {
				open.push(address);
			}
		}
	}

}
