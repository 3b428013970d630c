package io.schemarecovery.migrate;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Has foreign keys put back after a migration and the callbacks of the application, in
 * the transaction of the migration.
 *
 * @param suspensions holds foreign keys off
 * @param journal the journal
 */
record EndOfMigrationCallback(Suspensions suspensions, CascadeJournal journal) implements Callback {

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.AFTER_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE_ERROR;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		if (event == Event.AFTER_EACH_MIGRATE_ERROR) {
			this.suspensions.failed();
			return;
		}
		this.suspensions.end();
		this.journal.migrated();
	}

	@Override
	public String getCallbackName() {
		// Flyway sorts callbacks by name
		return "~schema-recovery";
	}

}
