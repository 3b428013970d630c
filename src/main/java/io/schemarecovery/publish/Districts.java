package io.schemarecovery.publish;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tables that belong together, so that a large graph can be drawn as a map of districts
 * instead of one tangle: communities of the foreign keys, after Blondel et al. (2008),
 * <i>Fast unfolding of communities in large networks</i>.
 * <ol>
 * <li>Each vertex goes to the neighbouring community where it raises the modularity most,
 * until none moves.</li>
 * <li>Each community becomes a vertex, and the first step is taken again.</li>
 * </ol>
 * For as many vertices as can be drawn: it takes a matrix of them.
 */
final class Districts {

	private static final double LEAST_GAIN = 1e-9;

	private Districts() {
	}

	/**
	 * Find them.
	 * @param together a number for each vertex; those with the same number are kept
	 * together
	 * @param edges pairs of vertices
	 * @return the district of each vertex, numbered from 0 in the order of the vertices
	 */
	static int[] of(int[] together, List<int[]> edges) {
		int[] district = numbered(together);
		double[][] weights = new double[count(district)][count(district)];
		for (int[] edge : edges) {
			weights[district[edge[0]]][district[edge[1]]]++;
			weights[district[edge[1]]][district[edge[0]]]++;
		}
		while (true) {
			int[] communities = numbered(communities(weights));
			if (count(communities) == weights.length) {
				return numbered(district);
			}
			district = Arrays.stream(district).map((vertex) -> communities[vertex]).toArray();
			weights = contracted(weights, communities);
		}
	}

	private static int[] communities(double[][] weights) {
		int[] community = IntStream.range(0, weights.length).toArray();
		double[] degrees = Arrays.stream(weights).mapToDouble((row) -> Arrays.stream(row).sum()).toArray();
		double[] totals = degrees.clone();
		double all = Arrays.stream(degrees).sum();
		boolean moved = all > 0;
		while (moved) {
			moved = false;
			for (int vertex = 0; vertex < community.length; vertex++) {
				int from = community[vertex];
				totals[from] -= degrees[vertex];
				int to = best(vertex, weights[vertex], community, totals, degrees[vertex] / all);
				totals[to] += degrees[vertex];
				community[vertex] = to;
				moved |= to != from;
			}
		}
		return community;
	}

	private static int best(int vertex, double[] row, int[] community, double[] totals, double share) {
		double[] links = new double[row.length];
		for (int other = 0; other < row.length; other++) {
			links[community[other]] += (other == vertex) ? 0 : row[other];
		}
		int best = community[vertex];
		double most = links[best] - totals[best] * share;
		for (int candidate = 0; candidate < links.length; candidate++) {
			double gain = links[candidate] - totals[candidate] * share;
			if (links[candidate] > 0 && gain > most + LEAST_GAIN) {
				best = candidate;
				most = gain;
			}
		}
		return best;
	}

	private static double[][] contracted(double[][] weights, int[] community) {
		double[][] sums = new double[count(community)][count(community)];
		for (int from = 0; from < weights.length; from++) {
			for (int to = 0; to < weights.length; to++) {
				sums[community[from]][community[to]] += weights[from][to];
			}
		}
		return sums;
	}

	private static int[] numbered(int[] labels) {
		int[] order = Arrays.stream(labels).distinct().toArray();
		return Arrays.stream(labels)
			.map((label) -> IntStream.range(0, order.length).filter((i) -> order[i] == label).findFirst().orElseThrow())
			.toArray();
	}

	private static int count(int[] numbered) {
		return Arrays.stream(numbered).max().orElse(-1) + 1;
	}

}
