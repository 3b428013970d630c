package io.schemarecovery.doctor;

import java.util.List;

/** Tells how the entities differ from the schema as it stands. */
final class EntityCheck {

	private EntityCheck() {
	}

	static Section look(Sight sight, boolean none, List<String> mismatches) {
		if (none) {
			return Section.of(Check.ENTITIES, "the application has no JPA entities");
		}
		if (mismatches.isEmpty()) {
			return Section.of(Check.ENTITIES, "they match");
		}
		int pending = sight.pending();
		return (pending == 0)
				? new Section(Check.ENTITIES, "no migration is pending that could bring what is missing",
						List.of(new Finding(true, "The entities do not match the schema.", mismatches,
								"Write the migration that is missing, or correct the entities.")))
				: new Section(Check.ENTITIES, "compared before the %,d pending migrations".formatted(pending), List
					.of(new Finding(false, "The entities do not match the schema yet.", mismatches,
							"See with the profile rehearse whether the pending migrations bring what is missing.")));
	}

}
