package io.schemarecovery.migrate;

import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

/**
 * How a migration went in a rehearsal.
 *
 * @param version its version, or {@code null} if it is repeatable
 * @param description what it is about
 * @param script its script
 * @param status how it went
 * @param millis how long it took, in milliseconds; 0 if it did not run
 */
public record RehearsedMigration(@Nullable String version, String description, String script, Status status,
		long millis) {

	/** How it went. */
	public enum Status {

		/** It can be applied. */
		PASSED,

		/** It cannot. */
		FAILED,

		/** One before it failed, or nothing called it. */
		NOT_RUN

	}

	static RehearsedMigration of(MigrationInfo migration, Status status, long millis) {
		return new RehearsedMigration((migration.getVersion() != null) ? migration.getVersion().getVersion() : null,
				String.valueOf(migration.getDescription()), String.valueOf(migration.getScript()), status, millis);
	}

	RehearsedMigration failed() {
		return new RehearsedMigration(this.version, this.description, this.script, Status.FAILED, this.millis);
	}

}
