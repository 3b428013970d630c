package io.schemarecovery.graph;

/** A directed graph of numbers: the edges of a vertex stand together, in their order. */
final class Digraph {

	private final int[] sources;

	private final int[] targets;

	/** Edges by their source. */
	private final int[] edges;

	/** Where the edges of each vertex begin. */
	private final int[] begins;

	Digraph(int vertices, int[] sources, int[] targets) {
		this.sources = sources;
		this.targets = targets;
		this.edges = new int[sources.length];
		this.begins = new int[vertices + 1];
		for (int source : sources) {
			this.begins[source + 1]++;
		}
		for (int i = 0; i < vertices; i++) {
			this.begins[i + 1] += this.begins[i];
		}
		int[] next = this.begins.clone();
		for (int edge = 0; edge < sources.length; edge++) {
			this.edges[next[sources[edge]]++] = edge;
		}
	}

	int vertices() {
		return this.begins.length - 1;
	}

	/** Place of a vertex's first edge. */
	int begin(int vertex) {
		return this.begins[vertex];
	}

	/** Place after a vertex's last edge. */
	int end(int vertex) {
		return this.begins[vertex + 1];
	}

	int edgeAt(int place) {
		return this.edges[place];
	}

	int source(int edge) {
		return this.sources[edge];
	}

	int target(int edge) {
		return this.targets[edge];
	}

}
