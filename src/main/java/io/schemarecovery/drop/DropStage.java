package io.schemarecovery.drop;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.drop.Planning.Planned;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.plan.DropGuards;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.plan.PlanBrief;
import io.schemarecovery.plan.PlanReport;
import io.schemarecovery.plan.Refusal;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Stage 1.
 * <ol>
 * <li>Read the catalog in one snapshot, plan, and let the guards look at the plan.</li>
 * <li>Drop in one transaction, if the server has the locks for it, else in batches.</li>
 * <li>If the schema turns out to have changed, start over: what is dropped is what was
 * planned. At the end the schemas are proven to be empty.</li>
 * </ol>
 */
public final class DropStage {

	private static final Log logger = LogFactory.getLog(DropStage.class);

	/** How often a schema may change under our hands. */
	private static final int ATTEMPTS = 10;

	private final Planning planning;

	private final DropGuards guards;

	private final AtomicDrop atomicDrop;

	private final BatchedDrop batchedDrop;

	/**
	 * Drop with these settings.
	 * @param properties the settings
	 * @param transaction how to wait for locks
	 * @param board shows how far it is
	 */
	public DropStage(SchemaRecoveryProperties properties, LockedTransaction transaction, ProgressBoard board) {
		this.planning = new Planning(properties.drop());
		this.guards = new DropGuards(properties);
		this.atomicDrop = new AtomicDrop(transaction, board);
		this.batchedDrop = new BatchedDrop(transaction, board);
	}

	/**
	 * Plan, and let the guards look at it. Nothing is changed.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @return the plan, and what speaks against it
	 * @throws RecoveryException if the catalog cannot be read
	 */
	public PlanReport preview(DataSource dataSource, List<String> schemas) {
		Planned planned = this.planning.plan(dataSource, schemas, List.of());
		List<Refusal> refusals = this.guards.refusals(planned.plan(), false);
		refusals.addAll(this.planning.found(dataSource, planned));
		return this.planning.report(dataSource, planned.plan(), refusals);
	}

	/**
	 * What lives in no schema, and stays whatever is dropped.
	 * @param dataSource where to look
	 * @return a line for each
	 * @throws RecoveryException if the catalog cannot be read
	 */
	public List<String> outsideSchemas(DataSource dataSource) {
		return this.planning.outsideSchemas(dataSource);
	}

	/**
	 * Plan, let the guards look at it, and drop.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @return the plan that was carried out
	 * @throws RecoveryException if a guard refuses, a lock is not to be had, or the
	 * database fails; then nothing was dropped, or, in batches, what the message tells
	 */
	public DropPlan drop(DataSource dataSource, List<String> schemas) {
		return drop(dataSource, schemas, List.of());
	}

	/**
	 * Plan, let the guards look at it, and drop some tables before all else: without its
	 * history, a schema that is left half dropped is refused by the next start, and not
	 * served from.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @param histories the tables that go first, where they are there
	 * @return the plan that was carried out
	 * @throws RecoveryException as {@link #drop(DataSource, List)}
	 */
	public DropPlan drop(DataSource dataSource, List<String> schemas, List<QualifiedName> histories) {
		return drop(dataSource, schemas, histories, false, Outlook.NONE);
	}

	/**
	 * The same, for whoever reads the log and wants to know what comes after it.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @param histories the tables that go first, where they are there
	 * @param outlook what comes after it
	 * @return the plan that was carried out
	 * @throws RecoveryException as {@link #drop(DataSource, List)}
	 */
	public DropPlan drop(DataSource dataSource, List<String> schemas, List<QualifiedName> histories, Outlook outlook) {
		return drop(dataSource, schemas, histories, false, outlook);
	}

	/**
	 * Drop what the migrations of the same reset left half made. What depends on it from
	 * other schemas was made by them too, and goes.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @return the plan that was carried out
	 * @throws RecoveryException as {@link #drop(DataSource, List)}
	 */
	public DropPlan dropAgain(DataSource dataSource, List<String> schemas) {
		return drop(dataSource, schemas, List.of(), true, Outlook.NONE);
	}

	private DropPlan drop(DataSource dataSource, List<String> schemas, List<QualifiedName> histories, boolean again,
			Outlook outlook) {
		DropPlan first = null;
		boolean begun = false;
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			Planned planned = this.planning.plan(dataSource, schemas, histories);
			DropPlan plan = planned.plan();
			if (first != null && plan.isEmpty() && this.planning.remaining(dataSource, plan).isEmpty()) {
				return first;
			}
			String gone = (first != null && begun) ? gone(first, plan) : "";
			this.guards.check(plan, again, again ? List.of() : this.planning.found(dataSource, planned), gone);
			tell(plan, outlook);
			first = (first != null) ? first : plan;
			begun |= !plan.atomic();
			Optional<DropPlan> dropped = attempt(dataSource, plan, histories,
					(changed) -> this.guards.check(changed, again, List.of(), gone));
			if (dropped.isPresent()) {
				return (first != plan) ? first : dropped.get();
			}
		}
		List<String> left = this.planning.remaining(dataSource,
				this.planning.plan(dataSource, schemas, histories).plan());
		throw new RecoveryException(ExitCode.TRY_AGAIN,
				"The schema kept changing while it was dropped; %s objects are left.".formatted(left.size()),
				left.stream().limit(20).toList(), "Stop the session that creates objects, and start again.");
	}

	/** Gives the plan that was carried out; empty if the schema has changed. */
	private Optional<DropPlan> attempt(DataSource dataSource, DropPlan plan, List<QualifiedName> histories,
			Consumer<DropPlan> guard) {
		try {
			if (plan.atomic()) {
				return Optional.of(this.atomicDrop.run(dataSource, plan,
						(connection) -> this.planning.plan(connection, plan.schemas(), histories), (changed) -> {
							logger.warn("The schema has changed meanwhile; now it is " + changed.summary());
							guard.accept(changed);
						}));
			}
			this.batchedDrop.run(dataSource, plan);
			return this.planning.remaining(dataSource, plan).isEmpty() ? Optional.of(plan) : Optional.empty();
		}
		catch (PlanOutdatedException ex) {
			logger.warn("The schema has changed since it was planned what to drop; planning again: " + ex.getMessage());
			return Optional.empty();
		}
	}

	/** What the batches have dropped of a plan. */
	private static String gone(DropPlan plan, DropPlan left) {
		Set<String> there = left.objects().stream().map(CatalogObject::toString).collect(Collectors.toSet());
		long count = plan.objects().stream().filter((object) -> !there.contains(object.toString())).count();
		return (count == 0 && plan.foreignKeys().isEmpty()) ? ""
				: count + " objects" + (plan.foreignKeys().isEmpty() ? "" : ", and foreign keys of others,");
	}

	private static void tell(DropPlan plan, Outlook outlook) {
		if (!plan.isEmpty()) {
			logger.warn(PlanBrief.drop(plan, outlook));
			plan.casualties().forEach((casualty) -> logger.warn("  goes as well: " + casualty));
			plan.kept()
				.stream()
				.filter((object) -> object.whole())
				.forEach((object) -> logger.info("  stays: " + object));
		}
	}

}
