package io.schemarecovery.report;

/** Follows a recovery, stage by stage. What it throws ends the recovery. */
public interface RunListener {

	/**
	 * A stage begins.
	 * @param stage the stage
	 */
	default void begun(Stage stage) {
	}

	/**
	 * A stage came to its end.
	 * @param outcome how
	 */
	default void ended(StageOutcome outcome) {
	}

	/**
	 * What is to be done next, when all stages are carried out.
	 * @return a sentence for the reader of the log
	 */
	default String advice() {
		return "";
	}

	/**
	 * A stage ended the recovery.
	 * @param failure what it threw
	 */
	default void failed(RuntimeException failure) {
	}

}
