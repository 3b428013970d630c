package io.schemarecovery.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures the tools in turn, and begins each round with another one, so that what
 * disturbs for a while disturbs them all.
 *
 * @param settings which tools
 * @param servers where
 * @param cleanup for what is to be ended when all is told to stop
 * @param rounds how often
 */
record RoundRobin(BenchmarkSettings settings, Servers servers, Cleanup cleanup, int rounds) {

	List<Result> run(Workload workload) throws IOException, SQLException {
		List<Series> all = this.settings.tools()
			.stream()
			.filter((tool) -> tool.suits(workload))
			.map(Series::new)
			.toList();
		try (Templates templates = new Templates(this.servers, workload)) {
			List<Series> turn = new ArrayList<>(all);
			for (int round = 1; round <= this.rounds; round++) {
				for (Series series : turn) {
					if (series.goesOn()) {
						measure(series, templates);
						System.out.printf("%s, round %d: %s %s%n", workload.label(), round, series.tool().name(),
								series.last());
					}
				}
				Collections.rotate(turn, -1);
			}
		}
		Result.Peers peers = Result.Peers.of(all);
		String version = this.servers.standard().version();
		return all.stream().map((series) -> Result.of(series, version, workload, peers)).toList();
	}

	private void measure(Series series, Templates templates) throws IOException, SQLException {
		Measurement measurement = new Measurement(series.tool(), this.settings.timeout(), this.cleanup);
		if (!series.needsRaisedLocks()) {
			Outcome outcome = measurement.run(templates.standard());
			if (!outcome.isOutOfLocks() || !series.tool().mayRaiseLocks()) {
				series.add(outcome);
				return;
			}
			series.raiseLocks();
		}
		series.add(measurement.run(templates.raised()));
	}

}
