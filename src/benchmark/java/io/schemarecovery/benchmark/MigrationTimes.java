package io.schemarecovery.benchmark;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one contestant took.
 *
 * @param rounds the seconds of each migration, of each round
 */
record MigrationTimes(List<List<Double>> rounds) {

	/**
	 * A row of the table: the median of the rounds; the median and the quartiles of the
	 * ratio within a round; and, for a machine that does something else as well, the sum
	 * of the best time of each migration.
	 */
	String row(String name, MigrationTimes stock) {
		List<Double> totals = this.rounds.stream().map(MigrationTimes::sum).toList();
		List<Double> ratios = IntStream.range(0, totals.size())
			.mapToObj((round) -> totals.get(round) / sum(stock.rounds.get(round)))
			.toList();
		return "| %s | %.2f | %.3f | %.3f to %.3f | %.2f | %.3f |".formatted(name, quantile(totals, 0.5),
				quantile(ratios, 0.5), quantile(ratios, 0.25), quantile(ratios, 0.75), undisturbed(),
				undisturbed() / stock.undisturbed());
	}

	private double undisturbed() {
		return IntStream.range(0, this.rounds.get(0).size())
			.mapToDouble((
					migration) -> this.rounds.stream().mapToDouble((round) -> round.get(migration)).min().orElseThrow())
			.sum();
	}

	static double sum(List<Double> seconds) {
		return seconds.stream().mapToDouble(Double::doubleValue).sum();
	}

	private static double quantile(List<Double> values, double part) {
		List<Double> sorted = values.stream().sorted().toList();
		double position = part * (sorted.size() - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.size() - 1);
		return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
	}

}
