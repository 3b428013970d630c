package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

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
 * dependents as a tree, and the ways out.
 * <p>
 * {@link FlywayMigrateException} is internal to Flyway. It alone knows the migration and
 * the line; the public {@link FlywayException} has them only within its text.
 */
final class MigrationFailure {

	/** DependentObjectsStillExist. */
	private static final String DEPENDENTS = "2BP01";

	private static final int LONGEST_STATEMENT = 400;

	private MigrationFailure() {
	}

	static RecoveryException of(FlywayException exception, CascadeJournal journal, DataSource dataSource) {
		SQLException sql = SqlFailure.in(exception);
		String state = (sql != null) ? sql.getSQLState() : null;
		if (sql != null && SqlFailure.isConnectionFailure(state)) {
			return SqlFailure.of("migrating", sql, "database: " + DatabaseAddress.of(dataSource));
		}
		if (!(exception instanceof FlywayMigrateException migrate) || migrate.getMigration() == null) {
			return new RecoveryException(ExitCode.MIGRATION_FAILED, "Flyway could not migrate.",
					List.of(text(exception)), waysOut(null), exception);
		}
		List<String> evidence = new ArrayList<>();
		String script = migrate.getMigration().getScript();
		evidence
			.add("migration:  " + script + ((migrate.getLineNumber() > 0) ? ", line " + migrate.getLineNumber() : ""));
		CascadeJournal.Failure failure = journal.failure();
		Verdict verdict = (failure != null && DEPENDENTS.equals(state)) ? failure.verdict() : null;
		if (failure != null) {
			evidence.add("statement:  " + shorten(failure.statement()));
		}
		evidence.add("database:   " + text((sql != null) ? sql : exception).replace("\n", "\n            "));
		if (verdict != null) {
			evidence.add("dependents:");
			verdict.closure().tree().forEach((line) -> evidence.add("  " + line));
			evidence.add("CASCADE was not added: " + verdict.refusal() + ".");
		}
		return new RecoveryException(ExitCode.MIGRATION_FAILED,
				"The migration %s failed%s.".formatted(script, (state != null) ? " (SQLSTATE " + state + ")" : ""),
				evidence, waysOut(verdict), exception);
	}

	private static String waysOut(@Nullable Verdict verdict) {
		List<String> ways = new ArrayList<>();
		if (verdict != null) {
			ways.add("drop the dependents in the migration itself, or write CASCADE into it; "
					+ "a migration that never succeeded may still be changed;");
			ways.add(
					"or let CASCADE take them: schema-recovery.migrate.cascade=table (all, for other kinds than tables);");
		}
		else {
			ways.add("correct the migration; one that never succeeded may still be changed;");
		}
		ways.add("or start once with DB_RESET=true (locally -Dspring.profiles.active=reset), which drops everything "
				+ "in the schema, data included, and migrates from scratch.");
		return "Nothing of the failed migration was kept. Ways out:\n  - " + String.join("\n  - ", ways);
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
