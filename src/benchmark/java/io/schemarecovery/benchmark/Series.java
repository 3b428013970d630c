package io.schemarecovery.benchmark;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All the measurements of one tool on one workload. It ends with the first failure, and
 * with the first that took long: what takes minutes does so each time.
 */
final class Series {

	private static final double LONG = 60;

	private final DropTool tool;

	private final List<Double> seconds = new ArrayList<>();

	private boolean raised;

	private @Nullable Outcome last;

	Series(DropTool tool) {
		this.tool = tool;
	}

	DropTool tool() {
		return this.tool;
	}

	void add(Outcome outcome) {
		this.last = outcome;
		if (outcome.seconds() != null) {
			this.seconds.add(outcome.seconds());
		}
	}

	@Nullable Outcome last() {
		return this.last;
	}

	boolean hasFailed() {
		return this.last != null && !this.last.isSuccess();
	}

	boolean goesOn() {
		return this.last == null || (this.last.seconds() != null && this.last.seconds() < LONG);
	}

	/** From now on with a larger lock table. */
	void raiseLocks() {
		this.raised = true;
	}

	boolean needsRaisedLocks() {
		return this.raised;
	}

	@Nullable Double median() {
		if (hasFailed() || this.seconds.isEmpty()) {
			return null;
		}
		List<Double> sorted = this.seconds.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	List<Double> seconds() {
		return List.copyOf(this.seconds);
	}

	String outcome() {
		List<String> parts = new ArrayList<>();
		if (!hasFailed()) {
			parts.add("ok");
		}
		if (this.raised) {
			parts.add("53200 by default; max_locks_per_transaction=" + Server.RAISED_LOCKS);
		}
		if (this.last != null && !this.last.text().isEmpty()) {
			parts.add(this.last.text());
		}
		return String.join(", ", parts);
	}

}
