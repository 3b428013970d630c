package io.schemarecovery.drop;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.CatalogObject.Ownership;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.catalog.Surroundings.EventTrigger;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.Batch;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Finds event triggers that would abort the drop: the body of their function uses
 * something that is to go, so that it fails once that is gone. What it uses no catalog
 * knows. So what is named in a body is dropped on trial, with one more object of each
 * kind, since a trigger may fire for some kinds alone, and the transaction is rolled
 * back.
 */
final class EventTriggerRehearsal {

	List<Refusal> refusals(DataSource dataSource, DropPlan plan) {
		List<Refusal> refusals = new ArrayList<>();
		for (EventTrigger trigger : plan.surroundings().eventTriggers()) {
			List<Batch> trial = new ArrayList<>();
			List<CatalogObject> named = new ArrayList<>();
			Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
			for (Batch batch : plan.batches()) {
				List<CatalogObject> droppable = batch.objects()
					.stream()
					.filter((object) -> object.ownership() != Ownership.OF_ANOTHER)
					.toList();
				List<CatalogObject> chosen = droppable.stream().filter(trigger::names).toList();
				if (!chosen.isEmpty()) {
					// twice: a trigger that fires before a command does not see its own
					trial.addAll(List.of(new Batch(chosen), new Batch(chosen)));
					named.addAll(chosen);
				}
				else if (!droppable.isEmpty() && kinds.add(batch.kind())) {
					trial.add(new Batch(droppable.subList(0, 1)));
				}
			}
			String failure = named.isEmpty() ? null : rehearse(dataSource, trial);
			if (failure != null) {
				refusals.add(refusal(trigger, named, failure));
			}
		}
		return refusals;
	}

	private static Refusal refusal(EventTrigger trigger, List<CatalogObject> named, String failure) {
		return new Refusal(
				List.of("The event trigger %s would abort the drop: its function %s uses what is to go, of %s."
					.formatted(trigger.name(), trigger.function(),
							named.stream().map(CatalogObject::toString).collect(Collectors.joining(", "))),
						failure),
				"ask a superuser for ALTER EVENT TRIGGER %s DISABLE, or keep what it uses by schema-recovery.drop.keep=%s"
					.formatted(QualifiedName.quote(trigger.name()),
							named.stream()
								.map((object) -> object.schema() + "." + object.name())
								.collect(Collectors.joining(","))));
	}

	private static @Nullable String rehearse(DataSource dataSource, List<Batch> trial) {
		String drop = trial.stream()
			.flatMap((batch) -> batch.statements(true).stream())
			.collect(Collectors.joining(";\n"));
		try {
			Transaction.rollback(dataSource, (connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.setEscapeProcessing(false);
					statement.execute("SET LOCAL lock_timeout = '2s'");
					return statement.execute(drop);
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
