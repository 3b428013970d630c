package io.schemarecovery.drop;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.Surroundings.EventTrigger;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.Batch;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Finds event triggers that would abort the drop: the body of their function uses a table
 * that is to go, so that it fails once the table is gone. Which tables it uses no catalog
 * knows. So the tables whose names stand in a body are dropped on trial, and the
 * transaction is rolled back.
 */
final class EventTriggerRehearsal {

	List<Refusal> refusals(DataSource dataSource, DropPlan plan) {
		List<Refusal> refusals = new ArrayList<>();
		for (EventTrigger trigger : plan.surroundings().eventTriggers()) {
			List<CatalogObject> used = plan.objects()
				.stream()
				.filter((object) -> object.kind() == ObjectKind.TABLE && object.ours()
						&& trigger.source().contains(object.name()))
				.toList();
			String failure = used.isEmpty() ? null : rehearse(dataSource, new Batch(used));
			if (failure != null) {
				refusals.add(new Refusal(
						List.of("The event trigger %s would abort the drop: its function %s may use %s."
							.formatted(trigger.name(), trigger.function(), used.get(0)), failure),
						"ask a superuser for ALTER EVENT TRIGGER %s DISABLE, or keep the table by schema-recovery.drop.keep=%s"
							.formatted(trigger.name(), used.get(0).schema() + "." + used.get(0).name())));
			}
		}
		return refusals;
	}

	/** Twice: one that fires before a command does not see its own. */
	private static @Nullable String rehearse(DataSource dataSource, Batch batch) {
		try {
			Transaction.rollback(dataSource, (connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute("SET LOCAL lock_timeout = '2s'");
					statement.execute(String.join(";\n", batch.statements(true)));
					return statement.execute(String.join(";\n", batch.statements(true)));
				}
			});
			return null;
		}
		catch (SQLException ex) {
			if (SqlFailure.exitCode(ex.getSQLState()) == ExitCode.TRY_AGAIN) {
				// the drop itself waits longer
				return null;
			}
			return ex.getMessage();
		}
	}

}
