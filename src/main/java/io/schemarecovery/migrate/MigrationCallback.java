package io.schemarecovery.migrate;

import java.util.Objects;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Tells the journal which migration runs.
 *
 * @param journal the journal
 */
record MigrationCallback(CascadeJournal journal) implements Callback {

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.BEFORE_EACH_MIGRATE;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		this.journal.begin(Objects.requireNonNullElse(context.getMigrationInfo().getScript(), "?"));
	}

	@Override
	public String getCallbackName() {
		return "schema-recovery";
	}

}
