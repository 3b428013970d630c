package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.catalog.Surroundings.EventTrigger;
import io.schemarecovery.drop.Ddl;
import io.schemarecovery.drop.PlanOutdatedException;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.Refusal;

/**
 * Finds event triggers that forbid to move, or that would fail once what their function
 * uses has moved: an object of each kind, and what the body of a function names, goes
 * there and back, and the transaction is rolled back.
 */
final class MoveRehearsal {

	private static final Query<EventTrigger> EVENT_TRIGGERS = Query.of("""
			SELECT t.evtname, p.oid::regprocedure::text, p.prosrc
			  FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid
			 WHERE t.evtenabled IN ('O', 'A') AND t.evtevent IN ('ddl_command_start', 'ddl_command_end', 'sql_drop')
			   AND (t.evttags IS NULL OR EXISTS (SELECT FROM unnest(t.evttags) tag
			                                      WHERE tag LIKE 'ALTER %' OR tag LIKE '% SCHEMA'))
			 ORDER BY t.evtname
			""", (row) -> new EventTrigger(row.getString(1), row.getString(2), row.getString(3)));

	/** What does not change its name with those of its arguments. */
	private static final Set<ObjectKind> RELATIONS = EnumSet.of(ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW,
			ObjectKind.FOREIGN_TABLE, ObjectKind.TABLE, ObjectKind.SEQUENCE);

	private static final String ELSEWHERE = "schema_recovery_archive_rehearsal";

	private MoveRehearsal() {
	}

	/**
	 * Try it.
	 * @param dataSource where the objects are
	 * @param objects what is to be moved
	 * @return what speaks against it; empty if nothing does
	 * @throws SQLException if it cannot be tried
	 */
	static List<Refusal> refusals(DataSource dataSource, List<CatalogObject> objects) throws SQLException {
		List<EventTrigger> triggers = Transaction.rollback(dataSource, EVENT_TRIGGERS::list);
		List<CatalogObject> movable = objects.stream().filter(CatalogObject::ours).toList();
		if (triggers.isEmpty() || movable.isEmpty()) {
			return List.of();
		}
		try {
			rehearse(dataSource, sample(triggers, movable));
			return List.of();
		}
		catch (PlanOutdatedException ex) {
			return List.of(refusal(triggers, String.valueOf(ex.getMessage())));
		}
		catch (SQLException ex) {
			// of a lock: the moving itself waits longer
			boolean busy = SqlFailure.exitCode(ex.getSQLState()) == ExitCode.TRY_AGAIN;
			return busy ? List.of() : List.of(refusal(triggers, String.valueOf(ex.getMessage())));
		}
	}

	/** What the triggers name, and one of each kind. */
	private static List<CatalogObject> sample(List<EventTrigger> triggers, List<CatalogObject> objects) {
		Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
		List<CatalogObject> sample = new ArrayList<>();
		for (CatalogObject object : objects) {
			boolean named = triggers.stream().anyMatch((trigger) -> trigger.names(object));
			boolean movable = object.kind() != ObjectKind.TYPE || named;
			if (named || (movable && kinds.add(object.kind()))) {
				sample.add(object);
			}
		}
		return sample;
	}

	private static void rehearse(DataSource dataSource, List<CatalogObject> sample) throws SQLException {
		Transaction.rollback(dataSource, (connection) -> {
			Ddl.execute(connection, "SET LOCAL lock_timeout = '2s'");
			for (String schema : sample.stream().map(CatalogObject::schema).distinct().toList()) {
				rehearse(connection, schema,
						sample.stream().filter((object) -> object.schema().equals(schema)).toList());
			}
			return sample;
		});
	}

	private static void rehearse(Connection connection, String schema, List<CatalogObject> sample) throws SQLException {
		Ddl.execute(connection, "CREATE SCHEMA " + ELSEWHERE);
		Mover.move(connection, Move.of(sample, (object) -> false, (from) -> ELSEWHERE));
		for (CatalogObject object : sample) {
			if (RELATIONS.contains(object.kind())) {
				Ddl.execute(connection, "ALTER %s %s SET SCHEMA %s".formatted(object.kind().keyword(),
						new QualifiedName(ELSEWHERE, object.name()).quoted(), QualifiedName.quote(schema)));
			}
		}
		Ddl.execute(connection, "DROP SCHEMA " + ELSEWHERE + " CASCADE");
	}

	private static Refusal refusal(List<EventTrigger> triggers, String failure) {
		return new Refusal(
				List.of("Moving was tried, and failed with an event trigger there, one of: "
						+ triggers.stream().map(EventTrigger::name).collect(Collectors.joining(", ")), failure),
				"ask a superuser for " + triggers.stream()
					.map((trigger) -> "ALTER EVENT TRIGGER %s DISABLE".formatted(QualifiedName.quote(trigger.name())))
					.collect(Collectors.joining("; ")));
	}

}
