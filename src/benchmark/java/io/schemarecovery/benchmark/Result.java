package io.schemarecovery.benchmark;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What one tool needed for one workload on one version.
 *
 * @param tool its name
 * @param postgres version of the server
 * @param workload what was dropped
 * @param seconds median of the rounds, if each of them succeeded
 * @param rounds all of them
 * @param outcome {@code ok} and what there is to say about it, or why it failed
 * @param peers what others needed for the same
 */
record Result(String tool, String postgres, Workload workload, @Nullable Double seconds, List<Double> rounds,
		String outcome, Peers peers) {

	static Result of(Series series, String postgres, Workload workload, Peers peers) {
		return new Result(series.tool().name(), postgres, workload, series.median(), series.seconds(), series.outcome(),
				peers);
	}

	/** How many times as long as a peer. */
	@Nullable Double ratioTo(@Nullable Double peer) {
		return (this.seconds != null && peer != null) ? this.seconds / peer : null;
	}

	/** The seconds of those that all others are compared with. */
	record Peers(@Nullable Double dropSchema, @Nullable Double flyway, @Nullable Double liquibase) {

		static Peers of(List<Series> all) {
			return new Peers(median(all, "drop-schema"), median(all, "flyway"), median(all, "liquibase"));
		}

		private static @Nullable Double median(List<Series> all, String tool) {
			for (Series series : all) {
				if (series.tool().name().equals(tool)) {
					return series.median();
				}
			}
			return null;
		}

	}

}
