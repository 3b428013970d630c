package io.schemarecovery.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;

/**
 * A shortest cycle of each strongly connected component, by a breadth-first search from
 * each vertex that has several edges within it: either every cycle passes such a vertex,
 * or the component is but one ring.
 */
final class ShortestCycle {

	private static final int NONE = -1;

	private final Digraph graph;

	private final int[] component;

	/** The edge each vertex was reached by, of the search numbered in {@link #search}. */
	private final int[] reachedBy;

	private final int[] search;

	private final int[] depth;

	private List<Integer> shortest = List.of();

	ShortestCycle(Digraph graph, int[] component) {
		this.graph = graph;
		this.component = component;
		this.reachedBy = new int[graph.vertices()];
		this.depth = new int[graph.vertices()];
		this.search = new int[graph.vertices()];
		Arrays.fill(this.search, NONE);
	}

	/**
	 * Find that of one component.
	 * @param members the vertices of the component, at least two, in order
	 * @return its edges, from the vertex that comes first in the order of the members
	 */
	List<Integer> among(List<Integer> members) {
		this.shortest = List.of();
		List<Integer> branching = members.stream().filter(this::branches).toList();
		for (int start : branching.isEmpty() ? members.subList(0, 1) : branching) {
			if (this.shortest.size() != 2) {
				searchFrom(start);
			}
		}
		List<Integer> cycle = new ArrayList<>(this.shortest);
		int first = cycle.stream().mapToInt(this.graph::source).min().orElseThrow();
		while (this.graph.source(cycle.get(0)) != first) {
			Collections.rotate(cycle, -1);
		}
		return cycle;
	}

	private boolean branches(int vertex) {
		int within = 0;
		for (int place = this.graph.begin(vertex); place < this.graph.end(vertex); place++) {
			within += within(this.graph.edgeAt(place)) ? 1 : 0;
		}
		return within > 1;
	}

	private void searchFrom(int start) {
		int[] queue = new int[] { start };
		this.search[start] = start;
		this.depth[start] = 0;
		for (int head = 0, tail = 1; head < tail; head++) {
			int vertex = queue[head];
			if (!this.shortest.isEmpty() && this.depth[vertex] + 1 >= this.shortest.size()) {
				return;
			}
			for (int place = this.graph.begin(vertex); place < this.graph.end(vertex); place++) {
				int edge = this.graph.edgeAt(place);
				int target = this.graph.target(edge);
				if (!within(edge)) {
					continue;
				}
				if (target == start) {
					this.shortest = wayTo(start, edge);
					return;
				}
				if (this.search[target] != start) {
					this.search[target] = start;
					this.depth[target] = this.depth[vertex] + 1;
					this.reachedBy[target] = edge;
					queue = (tail == queue.length) ? Arrays.copyOf(queue, tail * 2) : queue;
					queue[tail++] = target;
				}
			}
		}
	}

	private List<Integer> wayTo(int start, int last) {
		LinkedList<Integer> way = new LinkedList<>(List.of(last));
		for (int vertex = this.graph.source(last); vertex != start; vertex = this.graph.source(way.getFirst())) {
			way.addFirst(this.reachedBy[vertex]);
		}
		return way;
	}

	/** Whether an edge stays within its component, and leads away from its vertex. */
	private boolean within(int edge) {
		int source = this.graph.source(edge);
		int target = this.graph.target(edge);
		return source != target && this.component[source] == this.component[target];
	}

}
