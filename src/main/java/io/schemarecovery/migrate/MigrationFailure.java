package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.migrate.CascadePolicies.Verdict;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Tells a failure of Flyway: which migration, which statement and line, SQLSTATE, the
 * dependents as a tree, and the ways out. A connection or a lock that was lost is no
 * fault of the migration, and told as what it is.
 * <p>
 * {@link FlywayMigrateException} is internal to Flyway. It alone knows the migration and
 * the line; the public {@link FlywayException} has them only within its text.
 *
 * @param dataSource what the migration ran on
 * @param reset whether it was part of a reset, which had dropped the schema before
 */
record MigrationFailure(CascadeDataSource dataSource, boolean reset) {

	/** DependentObjectsStillExist. */
	private static final String DEPENDENTS = "2BP01";

	private static final int LONGEST_STATEMENT = 400;

	RecoveryException of(FlywayException exception) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (cause instanceof RecoveryException told) {
				return told;
			}
		}
		SQLException sql = SqlFailure.in(exception);
		String state = (sql != null) ? sql.getSQLState() : null;
		ExitCode exitCode = (sql != null) ? SqlFailure.exitCode(sql) : ExitCode.BUG;
		if (sql != null && exitCode == ExitCode.NO_DATABASE && !this.reset) {
			return SqlFailure.of("migrating", sql, "database: " + DatabaseAddress.of(this.dataSource.target()));
		}
		boolean transientFailure = exitCode == ExitCode.NO_DATABASE || exitCode == ExitCode.TRY_AGAIN;
		ExitCode told = transientFailure ? exitCode : ExitCode.MIGRATION_FAILED;
		CascadeJournal.Failure failure = this.dataSource.journal().failure(sql);
		Verdict verdict = (failure != null && DEPENDENTS.equals(state)) ? failure.verdict() : null;
		if (!(exception instanceof FlywayMigrateException migrate) || migrate.getMigration() == null) {
			return new RecoveryException(told, "Flyway could not migrate.", List.of(text(exception)),
					waysOut(verdict, true, transientFailure), exception);
		}
		List<String> evidence = new ArrayList<>();
		String script = migrate.getMigration().getScript();
		evidence
			.add("migration:  " + script + ((migrate.getLineNumber() > 0) ? ", line " + migrate.getLineNumber() : ""));
		if (failure != null) {
			evidence.add("statement:  " + shorten(failure.sql().original()));
		}
		evidence.add("database:   " + text((sql != null) ? sql : exception).replace("\n", "\n            "));
		if (verdict != null) {
			evidence.add("dependents:");
			verdict.closure().tree().forEach((line) -> evidence.add("  " + line));
			evidence.add("CASCADE was not added: " + verdict.refusal() + ".");
		}
		return new RecoveryException(told,
				"The migration %s failed%s.".formatted(script, (state != null) ? " (SQLSTATE " + state + ")" : ""),
				evidence, waysOut(verdict, migrate.isExecutableInTransaction(), transientFailure), exception);
	}

	private String waysOut(@Nullable Verdict verdict, boolean rolledBack, boolean transientFailure) {
		List<String> ways = new ArrayList<>();
		if (transientFailure) {
			ways.add("no fault of the migration: start again"
					+ (this.reset ? " with DB_RESET=true, since the schema was dropped before." : "."));
		}
		else {
			ways.add((verdict != null)
					? "drop the dependents in the migration itself, or write CASCADE into it; "
							+ "a migration that never succeeded may still be changed;"
					: "correct the migration; one that never succeeded may still be changed;");
		}
		if (verdict != null && !this.reset) {
			ways.add(
					"or let CASCADE take them: schema-recovery.migrate.cascade=table (all, for other kinds than tables);");
		}
		if (!transientFailure) {
			ways.add(this.reset
					? "then start again. The schema was dropped before; the migrations before this one are in."
					: "or start once with DB_RESET=true (locally -Dspring.profiles.active=reset), which drops everything "
							+ "in the schema, data included, and migrates from scratch.");
		}
		return (rolledBack ? "Nothing of the failed migration was kept."
				: "What the migration did before that statement was kept, since it runs without a transaction.")
				+ " Ways out:\n  - " + String.join("\n  - ", ways);
	}

	private static String shorten(String statement) {
		String line = statement.strip().replaceAll("\\s+", " ");
		return (line.length() <= LONGEST_STATEMENT) ? line : line.substring(0, LONGEST_STATEMENT) + " ...";
	}

	private static String text(Exception exception) {
		String message = exception.getMessage();
		return StringUtils.hasText(message) ? message.strip() : exception.getClass().getSimpleName();
	}

}
