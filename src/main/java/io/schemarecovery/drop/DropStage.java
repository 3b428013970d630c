package io.schemarecovery.drop;

import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.DropGuards;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.DropPlanner;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Stage 1: catalog, plan, guards, then the drop.
 */
public final class DropStage {

	private static final Log logger = LogFactory.getLog(DropStage.class);

	private final CatalogReader catalogReader = new CatalogReader();

	private final DropPlanner planner = new DropPlanner();

	private final DropGuards guards;

	private final SchemaDropper dropper;

	public DropStage(SchemaRecoveryProperties properties) {
		this.guards = new DropGuards(properties);
		this.dropper = new SchemaDropper(properties.drop());
	}

	/**
	 * Plan, let the guards look at it, and drop.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @return the plan that was carried out
	 * @throws io.schemarecovery.failure.RecoveryException if a guard refuses, a lock is
	 * not to be had, or the database fails; in each case nothing was dropped
	 */
	public DropPlan drop(DataSource dataSource, List<String> schemas) {
		DropPlan plan = plan(dataSource, schemas);
		this.guards.check(plan);
		if (!plan.objects().isEmpty()) {
			logger.warn("Dropping from %s of database %s: %s".formatted(String.join(", ", plan.schemas()),
					plan.database(), plan.summary()));
			plan.casualties().forEach((casualty) -> logger.warn("  goes as well, as allowed: " + casualty));
			this.dropper.carryOut(dataSource, plan);
		}
		return plan;
	}

	private DropPlan plan(DataSource dataSource, List<String> schemas) {
		try {
			return this.planner
				.plan(Transaction.snapshot(dataSource, (connection) -> this.catalogReader.read(connection, schemas)));
		}
		catch (SQLException ex) {
			throw SqlFailure.of("reading the catalog", ex);
		}
	}

}
