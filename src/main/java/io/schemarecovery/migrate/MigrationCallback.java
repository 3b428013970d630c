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
		this.journal.begin(Objects.requireNonNullElse(context.getMigrationInfo().getScript(), "?"));
	}

	@Override
	public String getCallbackName() {
		return "schema-recovery";
	}

}
