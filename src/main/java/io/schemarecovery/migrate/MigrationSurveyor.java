package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.Emptiness;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Session;
import io.schemarecovery.migrate.MigrationSurvey.PendingDrop;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.flywaydb.core.api.pattern.ValidatePattern;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Looks how the migrations of a bean stand, within one transaction. No callback is
 * called, and none of Flyway's own connections is used.
 *
 * @param bean the bean
 * @param connection a connection within a transaction
 */
record MigrationSurveyor(FlywayBean bean, Connection connection) {

	private static final String SQL = "SQL";

	/** Of versions up to that of the baseline. */
	private static final Set<MigrationState> OF_THE_BASELINE = EnumSet.of(MigrationState.BELOW_BASELINE,
			MigrationState.BASELINE_IGNORED);

	private static final Query<String> EXISTS = Query.text("""
			SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE n.nspname = ? AND c.relname = ?
			""");

	// as Flyway does it, for this transaction alone
	private static final Query<String> GO_TO = Query.text(
			"SELECT set_config('search_path', concat_ws(', ', quote_ident(?), current_setting('search_path')), true)");

	/** Leaves the session as it was. */
	MigrationSurvey survey() throws SQLException {
		Savepoint before = this.connection.setSavepoint();
		try {
			this.bean.prepare(this.connection);
			return look();
		}
		catch (FlywayException ex) {
			SQLException sql = SqlFailure.in(ex);
			if (sql != null) {
				throw sql;
			}
			return new MigrationSurvey(this.bean.name(), 0, List.of(), List.of(),
					String.valueOf(ex.getMessage()).lines().toList(), "", List.of(), "", List.of());
		}
		finally {
			this.connection.rollback(before);
		}
	}

	private MigrationSurvey look() throws SQLException {
		Flyway looking = looking();
		MigrationInfoService info = looking.info();
		Map<String, @Nullable String> pending = new LinkedHashMap<>();
		Arrays.stream(info.pending()).forEach((migration) -> pending.put(migration.getScript(), text(migration)));
		QualifiedName history = this.bean.history(this.connection);
		boolean present = !EXISTS.list(this.connection, history.schema(), history.name()).isEmpty();
		return new MigrationSurvey(this.bean.name(), applied(info), List.copyOf(pending.keySet()),
				pending.keySet().stream().filter((script) -> pending.get(script) == null).toList(),
				present ? invalid(looking) : List.of(), present ? "" : withoutHistory(history), otherwise(info.all()),
				SchemaOrigin.baseline(info.applied()), drops(pending));
	}

	private static int applied(MigrationInfoService info) {
		return (int) Arrays.stream(info.applied()).filter((migration) -> !migration.getState().isFailed()).count();
	}

	private Flyway looking() {
		return FlywayCopy.of(this.bean.flyway(),
				(copy) -> copy.dataSource(new OneConnection(this.connection))
					.callbacks(new Callback[0])
					.callbacks(new String[0])
					.skipDefaultCallbacks(true)
					.ignoreMigrationPatterns(Stream
						.concat(Arrays.stream(copy.getIgnoreMigrationPatterns()),
								Stream.of(ValidatePattern.fromPattern("*:pending")))
						.toArray(ValidatePattern[]::new)));
	}

	private static List<String> invalid(Flyway looking) {
		return looking.validateWithResult().invalidMigrations.stream().map(MigrationSurveyor::told).toList();
	}

	/** Flyway takes a schema for new only if it is empty. */
	private String withoutHistory(QualifiedName history) throws SQLException {
		List<String> schemas = this.bean.schemas().isEmpty() ? List.of(history.schema()) : this.bean.schemas();
		List<String> standing = this.bean.baselinesNonEmptySchema() ? List.of()
				: new Emptiness().remaining(this.connection, schemas, List.of());
		return standing.isEmpty() ? "" : "%s is missing, and %s not empty: %s".formatted(history,
				(schemas.size() == 1) ? "its schema is" : "the schemas are", standing.get(0));
	}

	private static List<String> otherwise(MigrationInfo[] all) {
		List<String> lines = new ArrayList<>();
		for (MigrationInfo migration : all) {
			if (migration.getState() == MigrationState.OUT_OF_ORDER) {
				lines.add(migration.getScript() + " ran here after later ones, and runs in its place there");
			}
			else if (OF_THE_BASELINE.contains(migration.getState()) && !migration.getType().isBaseline()) {
				lines.add(migration.getScript() + " is covered by the baseline: it never ran here, and runs there");
			}
		}
		return lines;
	}

	private static String told(ValidateOutput invalid) {
		String name = invalid.filepath.isEmpty() ? "" : StringUtils.getFilename(invalid.filepath) + ": ";
		return name + invalid.errorDetails.errorMessage.lines().collect(Collectors.joining(" "));
	}

	private List<PendingDrop> drops(Map<String, @Nullable String> scripts) throws SQLException {
		boolean conforming = Session.hasStandardConformingStrings(this.connection);
		if (!this.bean.schemas().isEmpty()) {
			GO_TO.list(this.connection, this.bean.schemas().get(0));
		}
		PendingDrops drops = new PendingDrops(this.bean.dataSource().policies());
		scripts.forEach((script, text) -> {
			if (text != null) {
				drops.add(script, text, conforming);
			}
		});
		return drops.judge(this.connection);
	}

	/** With its placeholders replaced, as far as they were set. */
	private @Nullable String text(MigrationInfo migration) {
		Configuration configuration = this.bean.flyway().getConfiguration();
		String text = migration.getType().name().equals(SQL)
				? new ScriptLines(configuration, migration.getScript()).text() : null;
		if (text != null && configuration.isPlaceholderReplacement()) {
			for (Map.Entry<String, String> placeholder : configuration.getPlaceholders().entrySet()) {
				text = text.replace(configuration.getPlaceholderPrefix() + placeholder.getKey()
						+ configuration.getPlaceholderSuffix(), placeholder.getValue());
			}
		}
		return text;
	}

}
