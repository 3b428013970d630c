package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

import io.schemarecovery.catalog.CatalogChange;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ClosureReader;
import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.plan.Batch;
import io.schemarecovery.plan.Coverage;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.report.Progress;

/**
 * The one class that drops, within a transaction of the caller.
 * <ol>
 * <li>First with RESTRICT: then the server itself refuses to take what was not named. The
 * plan's order makes that pass for most schemas.</li>
 * <li>Where it does not, the closure of the batch is computed, and only if all of it is
 * in the plan the batch is dropped with CASCADE.</li>
 * </ol>
 */
final class BatchDropper {

	/** dependent_objects_still_exist. */
	private static final String DEPENDENTS = "2BP01";

	private final DropPlan plan;

	private final Coverage coverage;

	private final Progress progress;

	private final ClosureReader closureReader = new ClosureReader();

	BatchDropper(DropPlan plan, Progress progress) {
		this.plan = plan;
		this.coverage = new Coverage(plan);
		this.progress = progress;
	}

	/**
	 * Drop foreign keys.
	 * @param connection a connection within a transaction
	 * @param foreignKeys the foreign keys
	 * @throws SQLException if a statement fails
	 */
	void dropForeignKeys(Connection connection, List<ForeignKey> foreignKeys) throws SQLException {
		if (!foreignKeys.isEmpty()) {
			Ddl.execute(connection, String.join(";\n", foreignKeys.stream().map(ForeignKey::dropStatement).toList()));
		}
	}

	/**
	 * Drop a batch whose tables may have changed since they were planned.
	 * @param connection a connection within a transaction
	 * @param batch the batch
	 * @throws SQLException if a statement fails
	 * @throws PlanOutdatedException if more would go than was planned
	 */
	void dropIfUnchanged(Connection connection, Batch batch) throws SQLException {
		if (batch.kind() == ObjectKind.TABLE) {
			Ddl.lock(connection, batch.objects());
			if (CatalogChange.about(connection, this.plan.session(), batch.objects())) {
				check(connection, batch);
			}
		}
		drop(connection, batch);
	}

	/**
	 * Drop a batch.
	 * @param connection a connection within a transaction
	 * @param batch the batch
	 * @throws SQLException if a statement fails
	 * @throws PlanOutdatedException if more would go than was planned
	 */
	void drop(Connection connection, Batch batch) throws SQLException {
		Savepoint before = connection.setSavepoint();
		try {
			Ddl.execute(connection, String.join(";\n", batch.statements(false)));
		}
		catch (SQLException ex) {
			if (!DEPENDENTS.equals(ex.getSQLState())) {
				throw ex;
			}
			connection.rollback(before);
			check(connection, batch);
			cascade(connection, batch);
		}
		this.progress.add(batch.objects().size());
	}

	/**
	 * What is checked must not change while a lock is waited for. The statement before
	 * this one has waited; if a lock is held again, the transaction is given up, and
	 * waits once more in its next attempt.
	 */
	private static void cascade(Connection connection, Batch batch) throws SQLException {
		String patience = Query.text("SELECT current_setting('lock_timeout')").list(connection).get(0);
		Ddl.execute(connection, "SET LOCAL lock_timeout = '50ms'");
		Ddl.execute(connection, String.join(";\n", batch.statements(true)));
		Ddl.execute(connection, "SET LOCAL lock_timeout = '" + patience + "'");
	}

	/** The closure is that of the objects, and the statements that follow name them. */
	private void check(Connection connection, Batch batch) throws SQLException {
		List<String> replaced = CatalogChange.replaced(connection, batch.objects());
		if (!replaced.isEmpty()) {
			throw new PlanOutdatedException(replaced);
		}
		List<String> missing = this.coverage.missing(
				this.closureReader.read(connection, batch.objects().stream().map(CatalogObject::address).toList()));
		if (!missing.isEmpty()) {
			throw new PlanOutdatedException(missing);
		}
	}

}
