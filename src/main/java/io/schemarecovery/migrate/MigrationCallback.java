package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;

import io.schemarecovery.cascade.CascadePolicies;
import io.schemarecovery.jdbc.Fence;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Tells which migration runs, before it does and before any other callback, and lets it
 * run only within a reset that nobody has taken over.
 *
 * @param journal the journal
 * @param policies the policies
 * @param suspensions holds foreign keys off
 * @param fence what the transaction of each migration passes
 */
record MigrationCallback(CascadeJournal journal, CascadePolicies policies, Suspensions suspensions,
		Fence fence) implements Callback {

	@Override
	public boolean supports(Event event, Context context) {
		// Flyway asks before the callbacks of every event; one that is supported would
		// cost a connection
		if (event != Event.BEFORE_EACH_MIGRATE && !event.getId().contains("Each")) {
			this.journal.begin(event.getId(), (statement) -> 0);
		}
		return event == Event.BEFORE_EACH_MIGRATE;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		try {
			this.fence.pass(context.getConnection());
			Connection connection = CascadeConnection.undecorated(context.getConnection());
			this.policies.begin(connection);
			RunningMigration migration = RunningMigration.of(context.getMigrationInfo(), connection);
			this.journal.migrating(migration.script());
			this.journal.begin(migration.script(),
					new ScriptLines(context.getConfiguration(), migration.script())::find);
			this.suspensions.begin(migration);
		}
		catch (SQLException ex) {
			throw new FlywayException("The schemas could not be read", ex);
		}
	}

	@Override
	public String getCallbackName() {
		// Flyway sorts callbacks by name
		return "#schema-recovery";
	}

}
