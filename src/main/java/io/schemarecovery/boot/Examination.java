package io.schemarecovery.boot;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.migrate.Migrations;
import org.jspecify.annotations.Nullable;

/** What a start carries out that looks, changes nothing, and ends. */
interface Examination {

	/**
	 * Examine, by the one thread that is given connections that can write.
	 * @param migrations the migrations of the application, kept out of the refresh;
	 * {@link Migrations#isEmpty() empty} if it has none
	 * @return what was found
	 * @throws io.schemarecovery.failure.RecoveryException if it cannot be carried out,
	 * with the exit code that fits
	 */
	Findings examine(Migrations migrations);

	/**
	 * What an examination found.
	 *
	 * @param report text for the standard output
	 * @param failure how the process ends, or {@code null} for exit code 0
	 */
	record Findings(String report, @Nullable ExitCode failure) {

		int exitCode() {
			return (this.failure != null) ? this.failure.code() : 0;
		}

	}

}
