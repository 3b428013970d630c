package io.schemarecovery.report;

/**
 * What happened in a recovery, published as an event of the application, on the thread
 * that carries the recovery out. A listener that throws does not end it. Until
 * {@link Completed} a listener gets no connection of the application's data sources.
 */
public sealed interface RecoveryEvent {

	/** The recovery. */
	RecoveryRun run();

	/**
	 * A stage begins.
	 *
	 * @param run the recovery
	 * @param stage the stage
	 */
	record StageStarted(RecoveryRun run, Stage stage) implements RecoveryEvent {

	}

	/**
	 * A stage came to its end.
	 *
	 * @param run the recovery
	 * @param outcome how
	 */
	record StageEnded(RecoveryRun run, StageOutcome outcome) implements RecoveryEvent {

	}

	/**
	 * All stages were carried out, and the application may use its database.
	 *
	 * @param run the recovery
	 */
	record Completed(RecoveryRun run) implements RecoveryEvent {

	}

	/**
	 * A stage ended the recovery, and with it the start of the application.
	 *
	 * @param run the recovery
	 * @param stage the stage
	 * @param failure why
	 */
	record Failed(RecoveryRun run, Stage stage, RuntimeException failure) implements RecoveryEvent {

	}

}
