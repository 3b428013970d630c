package io.schemarecovery.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.catalog.Inheritance;

/**
 * The tables, joined by inheritance and foreign keys.
 * <ol>
 * <li>Tables joined by inheritance are one family: dropping one locks its parent. So are
 * those joined by a foreign key of a large family, which takes too many locks to be
 * dropped apart.</li>
 * <li>Families are dealt out to lanes in the order in which a walk along the foreign keys
 * meets them, so that what hangs together mostly comes into the same lane.</li>
 * <li>In a lane come first those that nobody left references, the newest of them; of a
 * circle the newest. In a family the children come before their parents.</li>
 * </ol>
 */
final class TableGraph {

	private static final int LARGE_FAMILY = 100;

	private final List<CatalogObject> tables;

	private final Map<Long, Integer> indexes = new HashMap<>();

	/** Family of each table: the index of one of its tables. */
	private final int[] family;

	private final int[] size;

	/** How many inheritances lead up from each table, on the longest way. */
	private final int[] depth;

	/** Pairs of tables, the one that references first. */
	private final List<int[]> references = new ArrayList<>();

	TableGraph(List<CatalogObject> tables, List<ForeignKey> foreignKeys, List<Inheritance> inheritances) {
		// newest first: the lower the index, the sooner a table is to go
		this.tables = tables.stream().sorted(Comparator.comparing(CatalogObject::oid).reversed()).toList();
		this.family = new int[tables.size()];
		this.size = new int[tables.size()];
		this.depth = new int[tables.size()];
		Arrays.setAll(this.family, (i) -> i);
		Arrays.fill(this.size, 1);
		for (int i = 0; i < this.tables.size(); i++) {
			this.indexes.put(this.tables.get(i).oid(), i);
		}
		join(inheritances);
		foreignKeys.forEach(this::refer);
		for (int[] pair : this.references) {
			if (this.size[family(pair[0])] > LARGE_FAMILY || this.size[family(pair[1])] > LARGE_FAMILY) {
				join(pair[0], pair[1]);
			}
		}
	}

	/**
	 * Deal the tables out.
	 * @param count number of lanes at most
	 * @return the tables of each, in the order in which they can go
	 */
	List<List<CatalogObject>> lanes(int count) {
		int[] lane = deal(count);
		List<List<CatalogObject>> lanes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			lanes.add(new ArrayList<>());
		}
		for (int table : order()) {
			lanes.get(lane[family(table)]).add(this.tables.get(table));
		}
		return lanes.stream().filter((tables) -> !tables.isEmpty()).toList();
	}

	private int[] deal(int count) {
		int[] lane = new int[this.tables.size()];
		Map<Integer, List<Integer>> neighbors = new HashMap<>();
		for (int[] pair : this.references) {
			neighbors.computeIfAbsent(family(pair[0]), (key) -> new ArrayList<>()).add(family(pair[1]));
			neighbors.computeIfAbsent(family(pair[1]), (key) -> new ArrayList<>()).add(family(pair[0]));
		}
		BitSet met = new BitSet();
		long dealt = 0;
		for (int start = this.tables.size() - 1; start >= 0; start--) {
			Deque<Integer> walk = new ArrayDeque<>();
			walk.push(family(start));
			while (!walk.isEmpty()) {
				int next = walk.pop();
				if (!met.get(next)) {
					met.set(next);
					lane[next] = (int) (dealt * count / this.tables.size());
					dealt += this.size[next];
					neighbors.getOrDefault(next, List.of())
						.stream()
						.filter((other) -> !met.get(other))
						.forEach(walk::push);
				}
			}
		}
		return lane;
	}

	private List<Integer> order() {
		Map<Integer, List<Integer>> referenced = new HashMap<>();
		int[] waitedFor = new int[this.tables.size()];
		for (int[] pair : this.references) {
			if (family(pair[0]) != family(pair[1])) {
				referenced.computeIfAbsent(family(pair[0]), (key) -> new ArrayList<>()).add(family(pair[1]));
				waitedFor[family(pair[1])]++;
			}
		}
		Map<Integer, List<Integer>> members = new HashMap<>();
		for (int i = 0; i < this.tables.size(); i++) {
			members.computeIfAbsent(family(i), (key) -> new ArrayList<>()).add(i);
		}
		PriorityQueue<Integer> ready = new PriorityQueue<>();
		members.keySet().stream().filter((one) -> waitedFor[one] == 0).forEach(ready::add);
		BitSet placed = new BitSet();
		List<Integer> order = new ArrayList<>();
		for (int newest = 0; newest < this.tables.size();) {
			Integer next = ready.poll();
			if (next == null) {
				next = family(newest++);
			}
			if (!placed.get(next)) {
				placed.set(next);
				members.getOrDefault(next, List.of())
					.stream()
					.sorted(Comparator.comparing((table) -> -this.depth[table]))
					.forEach(order::add);
				for (int other : referenced.getOrDefault(next, List.of())) {
					if (--waitedFor[other] == 0) {
						ready.add(other);
					}
				}
			}
		}
		return order;
	}

	private void join(List<Inheritance> inheritances) {
		Map<Integer, List<Integer>> children = new HashMap<>();
		int[] parents = new int[this.tables.size()];
		for (Inheritance inheritance : inheritances) {
			Integer child = this.indexes.get(inheritance.child());
			Integer parent = this.indexes.get(inheritance.parent());
			if (child != null && parent != null) {
				join(child, parent);
				children.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(child);
				parents[child]++;
			}
		}
		Deque<Integer> measured = new ArrayDeque<>();
		children.keySet().stream().filter((parent) -> parents[parent] == 0).forEach(measured::add);
		while (!measured.isEmpty()) {
			int parent = measured.remove();
			for (int child : children.getOrDefault(parent, List.of())) {
				this.depth[child] = Math.max(this.depth[child], this.depth[parent] + 1);
				if (--parents[child] == 0) {
					measured.add(child);
				}
			}
		}
	}

	private void refer(ForeignKey foreignKey) {
		Integer from = this.indexes.get(foreignKey.table());
		Integer to = this.indexes.get(foreignKey.referenced());
		if (from != null && to != null && !from.equals(to)) {
			this.references.add(new int[] { from, to });
		}
	}

	/** The newest table of a family stands for it. */
	private void join(int one, int other) {
		int first = Math.min(family(one), family(other));
		int second = Math.max(family(one), family(other));
		if (first != second) {
			this.family[second] = first;
			this.size[first] += this.size[second];
		}
	}

	private int family(int table) {
		int root = table;
		while (this.family[root] != root) {
			this.family[root] = this.family[this.family[root]];
			root = this.family[root];
		}
		return root;
	}

}
