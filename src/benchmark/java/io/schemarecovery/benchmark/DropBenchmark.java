package io.schemarecovery.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Measures how long it takes to empty a schema.
 * <ol>
 * <li>For each version of PostgreSQL start a server with default settings.</li>
 * <li>Warm up: some rounds of a small size, not counted.</li>
 * <li>For each workload make a template database, and measure every tool on copies of
 * it.</li>
 * <li>Write what is known so far after each workload, and all of it at the end.</li>
 * </ol>
 */
public final class DropBenchmark {

	private static final int WARM_UP_ROUNDS = 3;

	private DropBenchmark() {
	}

	public static void main(String[] args) throws Exception {
		// Liquibase and the driver would write beside the results
		LogManager.getLogManager().reset();
		BenchmarkSettings settings = BenchmarkSettings.ofSystemProperties();
		try (Cleanup cleanup = new Cleanup()) {
			run(settings, cleanup);
		}
	}

	private static void run(BenchmarkSettings settings, Cleanup cleanup) throws Exception {
		List<Result> results = new ArrayList<>();
		for (int major : settings.postgres()) {
			DataRoot root = DataRoot.create(settings, cleanup);
			System.out.println("Data of PostgreSQL " + major + ": " + root);
			try (Servers servers = new Servers(settings.binaries(major), root, cleanup)) {
				new RoundRobin(settings, servers, cleanup, WARM_UP_ROUNDS).run(Workload.WARM_UP);
				System.out.println("Warmed up");
				for (Workload workload : settings.workloads()) {
					RoundRobin rounds = new RoundRobin(settings, servers, cleanup, workload.rounds(settings.rounds()));
					results.addAll(rounds.run(workload));
					write(settings, results);
				}
			}
			root.close();
		}
		System.out.println();
		System.out.print(new ResultTable(results));
	}

	private static void write(BenchmarkSettings settings, List<Result> results) throws IOException {
		new JsonReport(results).write(settings.directory().resolve("drop.json"));
	}

}
