package io.schemarecovery.migrate.stock;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Hears every event, and writes down what it is about.
 *
 * @param name of the callback, by which Flyway orders them
 * @param events what was heard by all of them
 */
record Heard(String name, List<String> events) implements Callback {

	static final List<String> EVENTS = new ArrayList<>();

	@Override
	public boolean supports(Event event, Context context) {
		return true;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		try {
			this.events.add("%s: %s of %s, statement %s, auto-commit %s".formatted(this.name, event,
					(context.getMigrationInfo() != null) ? context.getMigrationInfo().getScript() : "nothing",
					(context.getStatement() != null) ? context.getStatement().getSql() : "none",
					context.getConnection().getAutoCommit()));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String getCallbackName() {
		return this.name;
	}

}
