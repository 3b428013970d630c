package io.schemarecovery.report;

import java.time.Duration;

/**
 * The result of a stage and the time it took.
 *
 * @param stage the stage
 * @param result how it ended
 * @param duration how long it took
 */
public record StageOutcome(Stage stage, StageResult result, Duration duration) {

}
