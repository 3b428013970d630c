package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * What is held off, step by step. When the migration goes back to a savepoint, the keys
 * go back to what they were then, and so does this: a setting of the transaction says
 * which step holds.
 */
final class HeldSteps {

	private static final Query<String> REMEMBER = Query.text("SELECT set_config('schema_recovery.held', ?, true)");

	private static final Query<String> RECALL = Query.text("SELECT current_setting('schema_recovery.held')");

	private final Connection connection;

	private final List<Held> steps = new ArrayList<>();

	private Held now = Held.NOTHING;

	private boolean savepointRestored;

	HeldSteps(Connection connection) {
		this.connection = connection;
	}

	void savepointRestored() {
		this.savepointRestored = true;
	}

	/** What is held off now. */
	Held now() throws SQLException {
		if (this.savepointRestored) {
			String step = RECALL.list(this.connection).get(0);
			// RESET ALL forgets it
			this.now = step.isEmpty() ? this.now : this.steps.get(Integer.parseInt(step));
			this.savepointRestored = false;
		}
		return this.now;
	}

	void next(Held next) throws SQLException {
		this.now = next;
		this.steps.add(next);
		REMEMBER.list(this.connection, String.valueOf(this.steps.size() - 1));
	}

}
