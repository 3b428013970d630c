package io.schemarecovery.benchmark;

import org.jspecify.annotations.Nullable;

/**
 * How one measurement ended.
 *
 * @param seconds what it took, if the schemas were emptied
 * @param text what there is to say about it, or why it failed
 */
record Outcome(@Nullable Double seconds, String text) {

	static Outcome failed(String text) {
		return new Outcome(null, text);
	}

	boolean isSuccess() {
		return this.seconds != null;
	}

	boolean isOutOfLocks() {
		return !isSuccess() && this.text.startsWith(ToolFailure.OUT_OF_LOCKS);
	}

	@Override
	public String toString() {
		return (this.seconds != null) ? "%.3f s".formatted(this.seconds) : this.text;
	}

}
