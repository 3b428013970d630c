package io.schemarecovery.rehearse;

import io.schemarecovery.failure.ExitCode;

/**
 * Why a rehearsal could not go on, though no migration failed.
 *
 * @param reason what stood in its way
 * @param exitCode how the process ends
 */
record Obstacle(String reason, ExitCode exitCode) {

}
