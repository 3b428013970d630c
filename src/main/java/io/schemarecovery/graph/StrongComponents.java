package io.schemarecovery.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Strongly connected components in linear time, after Tarjan (1972). It keeps the way it
 * walks by itself: a chain of 10,000 tables would overflow the stack of the thread.
 */
final class StrongComponents {

	private static final int UNSEEN = -1;

	private final Digraph graph;

	/** In which order each vertex was met. */
	private final int[] met;

	/** The earliest met that each vertex is known to lead back to. */
	private final int[] low;

	private final int[] component;

	/** Where each vertex's next edge is. */
	private final int[] next;

	private final Deque<Integer> way = new ArrayDeque<>();

	/** Met, and of a component that is not complete. */
	private final Deque<Integer> open = new ArrayDeque<>();

	private int count;

	private int components;

	StrongComponents(Digraph graph) {
		this.graph = graph;
		this.met = new int[graph.vertices()];
		this.low = new int[graph.vertices()];
		this.component = new int[graph.vertices()];
		this.next = new int[graph.vertices()];
		Arrays.fill(this.met, UNSEEN);
		Arrays.fill(this.component, UNSEEN);
	}

	/** The number of each vertex's component. */
	int[] number() {
		for (int start = 0; start < this.met.length; start++) {
			if (this.met[start] == UNSEEN) {
				enter(start);
				while (!this.way.isEmpty()) {
					step(this.way.element());
				}
			}
		}
		return this.component;
	}

	private void step(int vertex) {
		if (this.next[vertex] == this.graph.end(vertex)) {
			leave(vertex);
			return;
		}
		int target = this.graph.target(this.graph.edgeAt(this.next[vertex]++));
		if (this.met[target] == UNSEEN) {
			enter(target);
		}
		else if (this.component[target] == UNSEEN) {
			this.low[vertex] = Math.min(this.low[vertex], this.met[target]);
		}
	}

	private void enter(int vertex) {
		this.met[vertex] = this.count;
		this.low[vertex] = this.count++;
		this.next[vertex] = this.graph.begin(vertex);
		this.way.push(vertex);
		this.open.push(vertex);
	}

	private void leave(int vertex) {
		this.way.pop();
		if (!this.way.isEmpty()) {
			int before = this.way.element();
			this.low[before] = Math.min(this.low[before], this.low[vertex]);
		}
		if (this.low[vertex] == this.met[vertex]) {
			int member;
			do {
				member = this.open.pop();
				this.component[member] = this.components;
			}
			while (member != vertex);
			this.components++;
		}
	}

}
