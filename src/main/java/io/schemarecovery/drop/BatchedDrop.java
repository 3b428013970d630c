package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.plan.Batch;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.report.Progress;
import io.schemarecovery.report.ProgressBoard;

/**
 * Drops in many transactions, so that a schema of any size goes with the locks the server
 * has. What is committed stays dropped: whoever drops again after a failure finishes.
 */
final class BatchedDrop {

	private static final int FOREIGN_KEYS_A_TRANSACTION = 200;

	private final LockedTransaction transaction;

	private final ProgressBoard board;

	private final Halving halving = new Halving();

	BatchedDrop(LockedTransaction transaction, ProgressBoard board) {
		this.transaction = transaction;
		this.board = board;
	}

	/**
	 * Drop.
	 * @param dataSource where the schemas are
	 * @param plan what was planned
	 * @throws RecoveryException if a lock is not to be had, or the database fails; tells
	 * how much was dropped
	 * @throws PlanOutdatedException if the schema has changed
	 */
	void run(DataSource dataSource, DropPlan plan) {
		try (Progress progress = this.board.begin("dropped", plan.objects().size())) {
			try {
				run(dataSource, plan, new BatchDropper(plan, progress));
			}
			catch (RecoveryException ex) {
				throw ex.with(progress + ", and committed: started again, the reset goes on from there");
			}
		}
	}

	private void run(DataSource dataSource, DropPlan plan, BatchDropper dropper) {
		on(dataSource, (connection) -> {
			// the histories are among it, without which a start does not serve the rest
			plan.before().forEach((batch) -> drop(connection, plan, dropper, batch));
			for (int i = 0; i < plan.foreignKeys().size(); i += FOREIGN_KEYS_A_TRANSACTION) {
				dropForeignKeys(connection, plan, dropper, plan.foreignKeys()
					.subList(i, Math.min(i + FOREIGN_KEYS_A_TRANSACTION, plan.foreignKeys().size())));
			}
		});
		new Lanes(plan.lanes()).run(dataSource, (connection, batch) -> drop(connection, plan, dropper, batch));
		on(dataSource, (connection) -> plan.after().forEach((batch) -> drop(connection, plan, dropper, batch)));
	}

	private void drop(Connection connection, DropPlan plan, BatchDropper dropper, Batch batch) {
		this.halving.inParts(batch, Batch::divisible, Batch::halves,
				(part) -> this.transaction.commit("dropping the schema", connection, plan.lockedSchemas(), (same) -> {
					dropper.dropIfUnchanged(same, part);
					return part;
				}));
	}

	private void dropForeignKeys(Connection connection, DropPlan plan, BatchDropper dropper,
			List<ForeignKey> foreignKeys) {
		this.halving.inParts(foreignKeys,
				(part) -> this.transaction.commit("dropping foreign keys", connection, plan.lockedSchemas(), (same) -> {
					dropper.dropForeignKeys(same, part);
					return part;
				}));
	}

	private static void on(DataSource dataSource, Consumer<Connection> action) {
		try (Connection connection = dataSource.getConnection()) {
			action.accept(connection);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("dropping the schema", ex);
		}
	}

}
