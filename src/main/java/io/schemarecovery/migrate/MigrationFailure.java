package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.schemarecovery.secret.Secrets;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.failure.SqlState;
import io.schemarecovery.migrate.CascadeJournal.Failure;
import io.schemarecovery.cascade.CascadePolicies.Verdict;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Tells a failure of Flyway: which migration or callback, which statement and line,
 * SQLSTATE, the dependents as a tree, and the ways out. A connection or a lock that was
 * lost is no fault of the migration, and told as what it is.
 * <p>
 * {@link FlywayMigrateException} and {@link FlywaySqlScriptException} are internal to
 * Flyway. They alone know the migration, the file and the line; the public
 * {@link FlywayException} has them only within its text.
 *
 * @param dataSource what the migration ran on
 * @param reset whether it was part of a reset, which had dropped the schema before
 * @param group whether all migrations run in one transaction
 */
record MigrationFailure(CascadeDataSource dataSource, boolean reset, boolean group) {

	private static final String INDENT = "\n            ";

	MigrationFailure(CascadeDataSource dataSource, boolean reset) {
		this(dataSource, reset, false);
	}

	/** What was done before a failure, or {@code null} if Flyway does not tell. */
	static @Nullable MigrateResult result(FlywayException exception) {
		return (exception instanceof FlywayMigrateException migrate) ? migrate.getErrorResult() : null;
	}

	RecoveryException of(FlywayException exception) {
		RecoveryException told = cause(exception, RecoveryException.class);
		if (told != null) {
			return told;
		}
		SQLException sql = SqlFailure.in(exception);
		ExitCode exitCode = (sql != null) ? SqlFailure.exitCode(sql) : ExitCode.BUG;
		if (sql != null && exitCode == ExitCode.NO_DATABASE && !this.reset) {
			return SqlFailure.of("migrating", sql, "database: " + DatabaseAddress.of(this.dataSource.target()));
		}
		boolean lost = exitCode == ExitCode.NO_DATABASE || exitCode == ExitCode.TRY_AGAIN;
		Failure failure = this.dataSource.journal().failure(sql);
		String state = (sql != null) ? sql.getSQLState() : null;
		Verdict verdict = (failure != null && CascadeConnection.DEPENDENTS.equals(state)) ? failure.verdict() : null;
		List<String> evidence = new ArrayList<>(evidence(exception, sql, failure, verdict));
		String foreignKeys = this.dataSource.suspensions().remark();
		if (!foreignKeys.isEmpty()) {
			evidence.add("foreign keys: " + foreignKeys);
		}
		WaysOut ways = new WaysOut(state, text(exception), verdict, this.reset, lost);
		String committed = atCommit(exception) ? this.dataSource.journal().last() : null;
		if (committed != null) {
			evidence.add(0, "migration:  " + committed + ", at its commit");
		}
		return new RecoveryException(lost ? exitCode : ExitCode.MIGRATION_FAILED,
				description(exception, state, committed), evidence,
				((committed != null) ? keptAtCommit(exitCode) : kept(exception)) + ways.text(), exception);
	}

	private static String description(FlywayException exception, @Nullable String state, @Nullable String committed) {
		if (committed != null) {
			return "The migration " + committed + " failed at its commit"
					+ ((state != null) ? " (" + SqlState.describe(state) + ")." : ".");
		}
		MigrationInfo migration = migration(exception);
		FlywaySqlScriptException script = cause(exception, FlywaySqlScriptException.class);
		if (migration == null && script == null) {
			return "Flyway could not migrate" + ((state != null) ? " (" + SqlState.describe(state) + ")." : ".");
		}
		String what = (migration != null) ? "migration " + migration.getScript()
				: "callback " + Objects.requireNonNull(script).getResource().getFilename();
		return "The " + what + " failed" + ((state != null) ? " (" + SqlState.describe(state) + ")." : ".");
	}

	private static List<String> evidence(FlywayException exception, @Nullable SQLException sql,
			@Nullable Failure failure, @Nullable Verdict verdict) {
		MigrationInfo migration = migration(exception);
		FlywaySqlScriptException script = cause(exception, FlywaySqlScriptException.class);
		String text = (failure != null) ? failure.sql().original() : (script != null) ? script.getStatement() : null;
		if (migration == null && text == null) {
			return List.of(Secrets.of("").mask(text(exception)));
		}
		List<String> evidence = new ArrayList<>();
		Secrets secrets = Secrets.of((text != null) ? text : "");
		FailedStatement statement = FailedStatement.of(secrets.veiled(), (script != null) ? script.getLineNumber() : 0,
				sql);
		String line = (statement.line() > 0) ? ", line " + statement.line() : "";
		boolean callback = script != null
				&& (migration == null || !migration.getScript().endsWith(script.getResource().getFilename()));
		if (migration != null) {
			evidence.add("migration:  " + migration.getScript() + (callback ? "" : line));
		}
		if (callback && script != null) {
			evidence.add("callback:   " + script.getResource().getFilename() + line);
		}
		String file = (script != null) ? script.getResource().getAbsolutePathOnDisk()
				: (migration != null) ? migration.getPhysicalLocation() : null;
		if (StringUtils.hasText(file)) {
			evidence.add("file:       " + file);
		}
		if (text != null) {
			evidence.add(Secrets.shown(statement(statement)));
		}
		if (sql != null) {
			// the tree says all of what Detail says the first hundred of
			String message = (verdict != null) ? text(sql).lines().findFirst().orElse("") : text(sql);
			evidence.add("database:   " + secrets.mask(message).replace("\n", INDENT));
		}
		else {
			evidence.add("cause:      " + secrets.mask(cause(exception)).replace("\n", INDENT));
		}
		if (verdict != null) {
			evidence.add("dependents:");
			verdict.closure().tree().forEach((branch) -> evidence.add("  " + branch));
			evidence.add("CASCADE was not added: " + verdict.refusal() + ".");
		}
		return evidence;
	}

	private static String statement(FailedStatement statement) {
		List<String> lines = statement.lines();
		return (lines.size() == 1) ? "statement:  " + lines.get(0).strip() : "statement:\n" + String.join("\n", lines);
	}

	/** What is left of the migration. */
	private String kept(FlywayException exception) {
		if (Advice.beforeAnyMigration(text(exception))) {
			return "No migration was run. ";
		}
		if (!(exception instanceof FlywayMigrateException migrate)) {
			return "";
		}
		if (!migrate.isExecutableInTransaction()) {
			return "What the migration did before that statement was kept, since it runs without a transaction. ";
		}
		String committing = this.dataSource.journal().committing();
		if (committing != null && (this.group || committing.equals(this.dataSource.journal().last()))) {
			return "What ran before the COMMIT in " + committing + " was kept, and nothing after it. ";
		}
		return this.group ? "Nothing was kept, of none of the migrations of this start: they are one group. "
				: "Nothing of the failed migration was kept. ";
	}

	/** Whether it was Flyway that could not commit; it does not tell which migration. */
	private static boolean atCommit(FlywayException exception) {
		return !(exception instanceof FlywayMigrateException)
				&& text(exception).contains("Unable to commit transaction");
	}

	private String keptAtCommit(ExitCode exitCode) {
		if (exitCode == ExitCode.NO_DATABASE) {
			return "Whether it was committed is not known. ";
		}
		String committing = this.dataSource.journal().committing();
		if (committing != null && (this.group || committing.equals(this.dataSource.journal().last()))) {
			return "What ran before the COMMIT in " + committing + " was kept; everything after it was rolled back. ";
		}
		return this.group ? "Everything was rolled back, of all migrations of this start: they are one group. "
				: "Everything of it was rolled back. ";
	}

	private static @Nullable MigrationInfo migration(FlywayException exception) {
		return (exception instanceof FlywayMigrateException migrate) ? migrate.getMigration() : null;
	}

	/** What a Java migration threw, and where. */
	private static String cause(FlywayException exception) {
		Throwable root = exception;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		if (root == exception || root instanceof FlywayException) {
			return text(root);
		}
		StackTraceElement[] stack = root.getStackTrace();
		return root.getClass().getName() + ": " + text(root) + ((stack.length > 0) ? "\nat " + stack[0] : "");
	}

	private static <T> @Nullable T cause(Throwable exception, Class<T> type) {
		for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
			if (type.isInstance(cause)) {
				return type.cast(cause);
			}
		}
		return null;
	}

	private static String text(Throwable exception) {
		String message = exception.getMessage();
		return StringUtils.hasText(message) ? message.strip() : exception.getClass().getSimpleName();
	}

}
