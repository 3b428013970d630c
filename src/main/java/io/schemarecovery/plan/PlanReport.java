package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.Casualty;
import io.schemarecovery.catalog.KeptObject;
import io.schemarecovery.catalog.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * A plan as a person or a program reads it; the printed table and the JSON say the same.
 *
 * @param database name of the database
 * @param role name of the role that would drop
 * @param schemas the schemas that are emptied, and stay
 * @param goes what goes, by kind
 * @param kept what stays by the user's wish
 * @param casualties what outside of the schemas would go as well
 * @param notOurs what belongs to another role
 * @param outsideSchemas what lives in no schema, and stays
 * @param locks locks against budget
 * @param transactions how it would be carried out
 * @param refusals what speaks against it; empty if it would be carried out
 */
public record PlanReport(String database, String role, List<String> schemas, List<Kind> goes, List<String> kept,
		List<Casualty> casualties, List<Foreign> notOurs, List<String> outsideSchemas, Locks locks,
		Transactions transactions, List<Refusal> refusals) {

	/**
	 * Objects of one kind.
	 *
	 * @param kind what the server calls it
	 * @param count number of objects
	 * @param rows estimated number of rows
	 * @param bytes size on disk in bytes, or {@code null} if a lock kept it from being
	 * measured
	 */
	public record Kind(String kind, long count, long rows, @Nullable Long bytes) {

	}

	/**
	 * An object of another role.
	 *
	 * @param object the object
	 * @param owner its owner
	 * @param grant what to ask for
	 */
	public record Foreign(String object, String owner, String grant) {

	}

	/**
	 * Locks against budget.
	 *
	 * @param needed number of locks that the whole takes
	 * @param free number of locks that the server surely has left
	 */
	public record Locks(long needed, long free) {

	}

	/**
	 * How a plan would be carried out.
	 *
	 * @param mode atomic or batched
	 * @param batches number of batches; one transaction each, if batched
	 * @param connections number of connections
	 * @param foreignKeysFirst number of foreign keys that go before the tables
	 */
	public record Transactions(String mode, int batches, int connections, int foreignKeysFirst) {

	}

	/**
	 * Report a plan.
	 * @param plan the plan
	 * @param refusals what speaks against it
	 * @param bytes size on disk by kind; kinds without an entry have none, and a
	 * {@code null} was not measured
	 * @param outsideSchemas what lives in no schema
	 * @return the report
	 */
	public static PlanReport of(DropPlan plan, List<Refusal> refusals, Map<ObjectKind, @Nullable Long> bytes,
			List<String> outsideSchemas) {
		Map<ObjectKind, Long> rows = plan.objects()
			.stream()
			.collect(Collectors.groupingBy(CatalogObject::kind, Collectors.summingLong(CatalogObject::rows)));
		List<Kind> goes = new ArrayList<>();
		plan.countByKind()
			.forEach((kind, count) -> goes.add(new Kind(kind.label(), count, rows.getOrDefault(kind, 0L),
					bytes.containsKey(kind) ? bytes.get(kind) : Long.valueOf(0))));
		return new PlanReport(plan.session().database(), plan.session().role(), plan.schemas(), goes,
				plan.kept().stream().filter(KeptObject::whole).map(KeptObject::toString).toList(), plan.casualties(),
				plan.notOurs()
					.stream()
					.map((object) -> new Foreign(object.toString(), object.owner(),
							DropGuards.permission(object, plan.session().role())))
					.toList(),
				outsideSchemas, new Locks(plan.locks(), plan.limits().locksFree()),
				new Transactions(plan.atomic() ? "atomic" : "batched", plan.batches().size(),
						Math.max(1, plan.lanes().size()), plan.foreignKeys().size()),
				refusals);
	}

}
