package io.schemarecovery.migrate;

import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.cascade.CascadePolicies.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a person can do about a migration that failed.
 *
 * @param state SQLSTATE, or {@code null}
 * @param message what Flyway says
 * @param verdict why CASCADE was not added, or {@code null}
 * @param reset whether it was part of a reset
 * @param lost whether it was no fault of the migration
 */
record WaysOut(@Nullable String state, String message, @Nullable Verdict verdict, boolean reset, boolean lost) {

	String text() {
		List<String> ways = new ArrayList<>();
		if (this.verdict != null) {
			ways.add("drop the dependents in the migration itself, or write CASCADE into it; "
					+ "a migration that never succeeded may still be changed;");
			ways.add("or let CASCADE take them: " + this.verdict.permit() + ";");
		}
		else if (!this.lost || Advice.knows(this.state)) {
			ways.add(Advice.of(this.state, this.message));
		}
		if (this.lost) {
			ways.add("no fault of the migration: start again"
					+ (this.reset ? " with DB_RESET=true, since the schema was dropped before." : "."));
		}
		else {
			ways.add(this.reset
					? "then start again. The schema was dropped before; the migrations before this one are in."
					: "or start once with DB_RESET=true (locally -Dspring.profiles.active=reset), which drops everything "
							+ "in the schema, data included, and migrates from scratch.");
		}
		return "Ways out:\n  - " + String.join("\n  - ", ways);
	}

}
