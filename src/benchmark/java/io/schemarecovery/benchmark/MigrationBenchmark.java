package io.schemarecovery.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogManager;

/**
 * Measures how long migrations take through the decorated connection, and how long
 * without it. The contestants take turns, each round beginning with another one; what
 * counts is the ratio within a round.
 */
public final class MigrationBenchmark {

	private static final int MIGRATIONS = 500;

	private static final int WARM_UP_ROUNDS = 3;

	private MigrationBenchmark() {
	}

	public static void main(String[] args) throws Exception {
		LogManager.getLogManager().reset();
		BenchmarkSettings settings = BenchmarkSettings.ofSystemProperties();
		try (Cleanup cleanup = new Cleanup()) {
			for (int major : settings.postgres()) {
				DataRoot root = DataRoot.create(settings, cleanup);
				try (Servers servers = new Servers(settings.binaries(major), root, cleanup)) {
					run(servers.standard(), root.path().resolve("migrations"), settings.rounds());
				}
				root.close();
			}
		}
	}

	private static void run(Server server, Path directory, int rounds) throws Exception {
		MigrationFiles written = new MigrationFiles(MIGRATIONS, " CASCADE");
		MigrationContestant stock = MigrationContestant.of("stock", directory, written, false);
		List<MigrationContestant> turn = new ArrayList<>(
				List.of(stock, MigrationContestant.of("decorated", directory, written, true), MigrationContestant
					.of("decorated, CASCADE added", directory, new MigrationFiles(MIGRATIONS, ""), true)));
		Map<MigrationContestant, MigrationTimes> times = new LinkedHashMap<>();
		turn.forEach((contestant) -> times.put(contestant, new MigrationTimes(new ArrayList<>())));
		for (int round = 1 - WARM_UP_ROUNDS; round <= rounds; round++) {
			for (MigrationContestant contestant : turn) {
				List<Double> seconds = contestant.measure(server, "migrated", MIGRATIONS);
				if (round > 0) {
					times.get(contestant).rounds().add(seconds);
					System.out.printf("round %d: %s %.3f s%n", round, contestant.name(), MigrationTimes.sum(seconds));
				}
			}
			Collections.rotate(turn, -1);
		}
		System.out.printf("%nPostgreSQL %s, %d migrations, %d rounds%n", server.version(), MIGRATIONS, rounds);
		System.out.println("| contestant | seconds | × stock | quartiles | undisturbed | × stock |");
		System.out.println("|---|---|---|---|---|---|");
		times.forEach((contestant, own) -> System.out.println(own.row(contestant.name(), times.get(stock))));
	}

}
