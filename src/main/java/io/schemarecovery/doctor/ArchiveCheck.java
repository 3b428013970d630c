package io.schemarecovery.doctor;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.schemarecovery.archive.Archives;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.migrate.MigrationSurvey;
import io.schemarecovery.migrate.SchemaOrigin;

/** Tells what earlier resets left: archives, and a schema made from the entities. */
final class ArchiveCheck {

	private static final Query<Boolean> READABLE = Query.of("""
			SELECT has_schema_privilege(n.oid, 'USAGE') AND coalesce(has_table_privilege(t.oid, 'SELECT'), true)
			  FROM pg_namespace n LEFT JOIN pg_class t ON t.relnamespace = n.oid AND t.relname = 'archive'
			 WHERE n.nspname = 'schema_recovery'
			""", (row) -> row.getBoolean(1));

	private ArchiveCheck() {
	}

	static Section look(Sight sight) throws SQLException {
		if (READABLE.list(sight.connection()).contains(false)) {
			return Section.of(Check.ARCHIVES, "the record of archives belongs to another role, and cannot be read");
		}
		Instant now = Instant.now();
		List<String> archives = Archives.list(sight.connection())
			.stream()
			.map((stored) -> "%s, %,d days old".formatted(stored,
					Duration.between(stored.archive().created(), now).toDays()))
			.toList();
		return archives.isEmpty() ? Section.of(Check.ARCHIVES, "none")
				: new Section(Check.ARCHIVES, "%,d".formatted(archives.size()), List.of(new Finding(false,
						"Archives of earlier resets take room.", archives,
						"Start once with schema-recovery.archive.purge=<run> for each that nobody needs, or all.")));
	}

	static Section origin(Sight sight) {
		List<String> baselines = sight.surveys()
			.stream()
			.map(MigrationSurvey::fromEntities)
			.filter((baseline) -> !baseline.isEmpty())
			.toList();
		return baselines.isEmpty()
				? Section.of(Check.ORIGIN, sight.surveys().isEmpty() ? "not known" : "the migrations")
				: new Section(Check.ORIGIN, "the entities",
						List.of(new Finding(false,
								"A fallback created the schema from the entities. It lacks " + SchemaOrigin.MISSING
										+ ".",
								baselines, "Correct the migration that failed, and set DB_RESET=true.")));
	}

}
