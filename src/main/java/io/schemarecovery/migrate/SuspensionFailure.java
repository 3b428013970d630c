package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;

/** Tells why foreign keys could not be held off, or put back. */
final class SuspensionFailure {

	private static final String KEPT = "Nothing of the migration was kept; its foreign keys stand as before. ";

	private static final String LOCK = "Another session holds a lock on one of their tables: see who in pg_stat_activity, "
			+ "end it or wait, or raise schema-recovery.drop.lock-timeout; ";

	private SuspensionFailure() {
	}

	static RecoveryException of(String what, RunningMigration migration, SQLException exception) {
		ExitCode exitCode = SqlFailure.exitCode(exception);
		boolean lost = exitCode == ExitCode.NO_DATABASE || exitCode == ExitCode.TRY_AGAIN;
		return new RecoveryException(lost ? exitCode : ExitCode.MIGRATION_FAILED,
				"%s the migration %s (SQLSTATE %s).".formatted(what, migration.script(), exception.getSQLState()),
				List.of(String.valueOf(exception.getMessage())),
				KEPT + (lost ? LOCK : "Correct what the database names; ")
						+ "or set schema-recovery.migrate.foreign-keys=enforced, and start again.",
				exception);
	}

	static RecoveryException gone(RunningMigration migration, List<String> keys) {
		return new RecoveryException(ExitCode.MIGRATION_FAILED,
				"The migration %s dropped what foreign keys reference.".formatted(migration.script()), keys,
				KEPT + "Drop the keys in the migration itself, or let them go: "
						+ "schema-recovery.migrate.cascade=foreign-keys.");
	}

}
