package io.schemarecovery.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a run of rounds comes to. */
final class Tally {

	private final Map<String, Integer> rounds = new TreeMap<>();

	private final Map<String, Integer> strikes = new TreeMap<>();

	private final Map<Integer, Integer> exitCodes = new TreeMap<>();

	private final List<String> failures = new ArrayList<>();

	private final long begin = System.nanoTime();

	void round(Kind kind) {
		this.rounds.merge(kind.name(), 1, Integer::sum);
	}

	void struck(Strike strike) {
		this.strikes.merge(strike.name(), 1, Integer::sum);
	}

	void ended(int exitCode) {
		this.exitCodes.merge(exitCode, 1, Integer::sum);
	}

	void failed(Kind kind, long seed) {
		this.failures.add(kind + " with seed " + seed);
	}

	@Override
	public String toString() {
		int total = this.rounds.values().stream().mapToInt(Integer::intValue).sum();
		return """
				%d rounds in %d s
				by kind: %s
				strikes: %s
				exit codes: %s
				failed: %s
				""".formatted(total, Duration.ofNanos(System.nanoTime() - this.begin).toSeconds(), this.rounds,
				this.strikes, this.exitCodes, this.failures.isEmpty() ? "none, nothing was lost" : this.failures);
	}

}
