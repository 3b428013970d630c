package io.schemarecovery.report;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** Shows how far the stage is that runs, to whoever looks. */
public final class ProgressBoard {

	private volatile @Nullable Progress current;

	/**
	 * Begin to count, and to show it.
	 * @param done what is done with how many, a participle ("dropped")
	 * @param total number of objects, or of migrations
	 * @return the counter, to be closed; shown until another begins
	 */
	public Progress begin(String done, long total) {
		Progress progress = new Progress(done, total);
		this.current = progress;
		return progress;
	}

	/** What is shown: empty where nothing is counted. */
	public Optional<Progress> current() {
		return Optional.ofNullable(this.current);
	}

	/** Show nothing. */
	void clear() {
		this.current = null;
	}

}
