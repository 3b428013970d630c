package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.Objects;

import io.schemarecovery.jdbc.Fence;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Tells which migration runs, before it does, and lets it run only within a reset that
 * nobody has taken over.
 *
 * @param journal the journal
 * @param policies the policies
 * @param fence what the transaction of each migration passes
 */
record MigrationCallback(CascadeJournal journal, CascadePolicies policies, Fence fence) implements Callback {

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
			this.policies.begin(context.getConnection());
		}
		catch (SQLException ex) {
			throw new FlywayException("The schemas could not be read", ex);
		}
		String script = Objects.requireNonNullElse(context.getMigrationInfo().getScript(), "?");
		this.journal.begin(script, new ScriptLines(context.getConfiguration(), script)::find);
	}

	@Override
	public String getCallbackName() {
		return "schema-recovery";
	}

}
