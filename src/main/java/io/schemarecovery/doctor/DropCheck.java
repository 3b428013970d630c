package io.schemarecovery.doctor;

import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.migrate.MigrationSurvey.PendingDrop;

/** Tells on which DROPs of pending migrations something depends. */
final class DropCheck {

	private DropCheck() {
	}

	static List<Section> look(Sight sight) {
		List<PendingDrop> drops = sight.surveys().stream().flatMap((survey) -> survey.drops().stream()).toList();
		List<Finding> cascading = drops.stream()
			.filter((drop) -> drop.refusal().isEmpty())
			.map(DropCheck::cascading)
			.toList();
		return List.of(
				new Section(Check.DROPS, seen(sight),
						drops.stream().filter((drop) -> !drop.refusal().isEmpty()).map(DropCheck::refused).toList()),
				new Section(Check.CASCADES, cascading.isEmpty() ? "none" : "what they take is gone for good",
						cascading));
	}

	private static String seen(Sight sight) {
		List<String> unread = sight.surveys().stream().flatMap((survey) -> survey.unread().stream()).toList();
		if (sight.pending() == 0) {
			return "no migration is pending";
		}
		boolean refused = sight.surveys()
			.stream()
			.flatMap((survey) -> survey.drops().stream())
			.anyMatch((drop) -> !drop.refusal().isEmpty());
		return (refused ? "" : "none; ")
				+ "each pending script against the schema as it stands; what earlier ones make, rehearse sees"
				+ (unread.isEmpty() ? "" : "; not read: " + String.join(", ", unread));
	}

	private static Finding refused(PendingDrop drop) {
		List<String> evidence = new ArrayList<>(drop.closure().tree());
		evidence.add("CASCADE is not added: " + drop.refusal());
		return new Finding(true, what(drop), evidence,
				"Let the migration drop the dependents first, or write CASCADE; %s permits it without."
					.formatted(drop.permit()));
	}

	private static Finding cascading(PendingDrop drop) {
		return new Finding(false, what(drop), drop.closure().tree(),
				"Let the migration create again what it takes and what is still needed.");
	}

	private static String what(PendingDrop drop) {
		return "%s, line %s: %s".formatted(drop.script(), drop.line(), drop.statement());
	}

}
