package io.schemarecovery.report;

import java.util.stream.Collectors;

/** The table at the end of a recovery. */
final class ClosingTable {

	private ClosingTable() {
	}

	/**
	 * Lay the table out.
	 * @param run the recovery
	 * @return a line for each stage: name, status, milliseconds, detail
	 */
	static String of(RecoveryRun run) {
		return run.outcomes()
			.stream()
			.map((outcome) -> "  %-8s  %-7s  %7d ms  %s".formatted(outcome.stage(), outcome.result().status(),
					outcome.duration().toMillis(), outcome.result().detail()))
			.collect(Collectors.joining("\n"));
	}

}
