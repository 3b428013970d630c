package io.schemarecovery.report;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table at the end of a recovery. */
final class ClosingTable {

	private ClosingTable() {
	}

	/**
	 * Lay the table out.
	 * @param run the recovery
	 * @return a line for each stage: name, status, milliseconds, detail; and one for all
	 */
	static String of(RecoveryRun run) {
		long milliseconds = run.outcomes().stream().mapToLong((outcome) -> outcome.duration().toMillis()).sum();
		return Stream
			.concat(run.outcomes()
				.stream()
				.map((outcome) -> "  %-8s  %-7s  %7s ms  %s".formatted(outcome.stage(), outcome.result().status(),
						outcome.duration().toMillis(), outcome.result().detail())),
					Stream.of("  %-8s  %-7s  %7s ms".formatted("in all", "", milliseconds)))
			.collect(Collectors.joining("\n"));
	}

}
