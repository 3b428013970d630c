package io.schemarecovery.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.schemarecovery.migrate.MigrationSurvey;

/** Tells how Flyway's migrations stand. */
final class MigrationCheck {

	private MigrationCheck() {
	}

	static Section look(Sight sight) {
		List<MigrationSurvey> surveys = sight.surveys();
		if (surveys.isEmpty()) {
			return Section.of(Check.MIGRATIONS, "the application has no Flyway migrations");
		}
		String seen = surveys.stream()
			.map((survey) -> "%s%,d applied, %,d pending".formatted((surveys.size() > 1) ? survey.name() + " " : "",
					survey.applied(), survey.pending().size()))
			.collect(Collectors.joining("; "));
		List<Finding> findings = new ArrayList<>();
		surveys.forEach((survey) -> add(survey, findings));
		return new Section(Check.MIGRATIONS, seen, findings);
	}

	private static void add(MigrationSurvey survey, List<Finding> findings) {
		if (!survey.invalid().isEmpty()) {
			findings.add(new Finding(true, "Flyway will refuse to migrate.", survey.invalid(),
					"Restore the migrations that were applied, or run Flyway's repair if they were changed on purpose."));
		}
		if (!survey.withoutHistory().isEmpty()) {
			findings.add(new Finding(true, "Flyway will refuse a schema without a history.",
					List.of(survey.withoutHistory()),
					"Set spring.flyway.baseline-on-migrate=true and baseline-version if the schema matches a version, "
							+ "or DB_RESET=true to build it anew."));
		}
		if (!survey.pending().isEmpty()) {
			findings.add(new Finding(false, "Migrations are pending, and run at the next start.", survey.pending(),
					"Try them with the profile rehearse."));
		}
		if (!survey.otherwise().isEmpty()) {
			findings.add(new Finding(false, "A new database would not be migrated as this one was.", survey.otherwise(),
					"Run all migrations on an empty database in a test."));
		}
	}

}
