package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.Emptiness;
import io.schemarecovery.catalog.OutsideSchemas;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.catalog.SizeReader;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.jdbc.Transaction.Work;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.DropPlanner;
import io.schemarecovery.plan.PlanReport;
import io.schemarecovery.plan.Refusal;
import io.schemarecovery.request.SchemaRecoveryProperties.Drop;

/** All that is read for a drop: what stands there, who is in the way, what is left. */
public final class Planning {

	/** How often what is read may be dropped by another session meanwhile. */
	private static final int ATTEMPTS = 10;

	/** serialization_failure. */
	private static final String CHANGED = "40001";

	private final CatalogReader catalogReader;

	private final DropPlanner planner;

	private final ToolLocks toolLocks;

	private final EventTriggerRehearsal rehearsal = new EventTriggerRehearsal();

	private final Emptiness emptiness = new Emptiness();

	/**
	 * Read and plan with these settings.
	 * @param settings the settings
	 */
	public Planning(Drop settings) {
		this.catalogReader = new CatalogReader(settings.keep());
		this.planner = new DropPlanner(settings);
		this.toolLocks = new ToolLocks(settings.toolLocks());
	}

	/**
	 * A plan, and what was seen when it was made.
	 *
	 * @param plan the plan
	 * @param toolLocks what the migration tools that were at work then say against it
	 */
	public record Planned(DropPlan plan, List<Refusal> toolLocks) {

	}

	/** Read in one snapshot, and plan. */
	Planned plan(DataSource dataSource, List<String> schemas, List<QualifiedName> histories) {
		return snapshot(dataSource, (connection) -> planned(connection, schemas, histories));
	}

	/**
	 * Read in one snapshot; once more if another session drops what is read.
	 * @param dataSource where to read
	 * @param work what to read
	 * @return what was read
	 * @throws RecoveryException if it cannot be read
	 */
	public static <T> T snapshot(DataSource dataSource, Work<T> work) {
		for (int attempt = 1;; attempt++) {
			try {
				return Transaction.snapshot(dataSource, work);
			}
			catch (SQLException ex) {
				boolean changed = CHANGED.equals(ex.getSQLState())
						|| String.valueOf(ex.getMessage()).contains("cache lookup failed");
				if (!changed || attempt == ATTEMPTS) {
					throw SqlFailure.of("reading the catalog", ex);
				}
			}
		}
	}

	/**
	 * Read and plan, and look for migration tools.
	 * @param connection a connection within a transaction
	 * @param schemas names of the schemas, unquoted
	 * @param histories the tables that go first, where they are there
	 * @return what was planned
	 * @throws SQLException if a query fails
	 */
	public Planned planned(Connection connection, List<String> schemas, List<QualifiedName> histories)
			throws SQLException {
		DropPlan plan = plan(connection, schemas, histories);
		return new Planned(plan, this.toolLocks.refusals(connection, plan));
	}

	DropPlan plan(Connection connection, List<String> schemas, List<QualifiedName> histories) throws SQLException {
		return this.planner.plan(this.catalogReader.read(connection, schemas), histories);
	}

	/** What speaks against a plan that the plan does not tell. */
	List<Refusal> found(DataSource dataSource, Planned planned) {
		List<Refusal> found = new ArrayList<>(this.rehearsal.refusals(dataSource, planned.plan()));
		found.addAll(planned.toolLocks());
		return found;
	}

	PlanReport report(DataSource dataSource, DropPlan plan, List<Refusal> refusals) {
		return read(dataSource, (connection) -> PlanReport.of(plan, refusals,
				SizeReader.read(connection, plan.objects()), OutsideSchemas.read(connection)));
	}

	/** What stands in the schemas of a plan and is not kept. */
	List<String> remaining(DataSource dataSource, DropPlan plan) {
		return read(dataSource,
				(connection) -> this.emptiness.remaining(connection, plan.schemas(), plan.keptAddresses()));
	}

	List<String> outsideSchemas(DataSource dataSource) {
		return read(dataSource, OutsideSchemas::read);
	}

	private static <T> T read(DataSource dataSource, Work<T> work) {
		try {
			return Transaction.snapshot(dataSource, work);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("reading the catalog", ex);
		}
	}

}
