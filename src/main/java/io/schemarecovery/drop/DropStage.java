package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.DropGuards;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.DropPlanner;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Stage 1.
 * <ol>
 * <li>Read the catalog in one snapshot, plan, and let the guards look at the plan.</li>
 * <li>In one transaction lock the tables, read and plan again, and, if anything is new,
 * let the guards look again: what is dropped is what was planned.</li>
 * <li>Drop, prove that the schemas are empty, commit.</li>
 * </ol>
 */
public final class DropStage {

	private static final Log logger = LogFactory.getLog(DropStage.class);

	private final CatalogReader catalogReader = new CatalogReader();

	private final DropPlanner planner = new DropPlanner();

	private final SchemaDropper dropper = new SchemaDropper();

	private final DropGuards guards;

	private final LockedTransaction transaction;

	public DropStage(SchemaRecoveryProperties properties, LockedTransaction transaction) {
		this.guards = new DropGuards(properties);
		this.transaction = transaction;
	}

	/**
	 * Plan, let the guards look at it, and drop.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @return the plan that was carried out
	 * @throws RecoveryException if a guard refuses, a lock is not to be had, or the
	 * database fails; in each case nothing was dropped
	 */
	public DropPlan drop(DataSource dataSource, List<String> schemas) {
		return drop(dataSource, schemas, false);
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
		return drop(dataSource, schemas, true);
	}

	private DropPlan drop(DataSource dataSource, List<String> schemas, boolean again) {
		DropPlan first = plan(dataSource, schemas);
		this.guards.check(first, again);
		if (!first.objects().isEmpty()) {
			logger.warn("Dropping from %s of database %s: %s".formatted(String.join(", ", first.schemas()),
					first.database(), first.summary()));
		}
		return this.transaction.commit("dropping the schema", dataSource, schemas, (connection) -> {
			this.dropper.lock(connection, first);
			DropPlan plan = plan(connection, schemas);
			if (!plan.equals(first)) {
				logger.warn("The schema has changed meanwhile; now it is " + plan.summary());
				this.guards.check(plan, again);
			}
			plan.casualties().forEach((casualty) -> logger.warn("  goes as well: " + casualty));
			this.dropper.drop(connection, plan);
			return plan;
		});
	}

	private DropPlan plan(DataSource dataSource, List<String> schemas) {
		try {
			return Transaction.snapshot(dataSource, (connection) -> plan(connection, schemas));
		}
		catch (SQLException ex) {
			throw SqlFailure.of("reading the catalog", ex);
		}
	}

	private DropPlan plan(Connection connection, List<String> schemas) throws SQLException {
		return this.planner.plan(this.catalogReader.read(connection, schemas));
	}

}
