package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogChange;
import io.schemarecovery.catalog.Emptiness;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.jdbc.Transaction.Work;
import io.schemarecovery.plan.Batch;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.report.Progress;
import io.schemarecovery.report.ProgressBoard;

/**
 * Drops in one transaction, all or nothing.
 * <ol>
 * <li>Lock the tables. If anything has changed since the plan was made, plan again, and
 * let the guards look again: what is dropped is what was planned.</li>
 * <li>Drop, prove that the schemas are empty, commit.</li>
 * </ol>
 */
final class AtomicDrop {

	private final LockedTransaction transaction;

	private final ProgressBoard board;

	private final Emptiness emptiness = new Emptiness();

	AtomicDrop(LockedTransaction transaction, ProgressBoard board) {
		this.transaction = transaction;
		this.board = board;
	}

	/**
	 * Drop.
	 * @param dataSource where the schemas are
	 * @param first what was planned
	 * @param planner plans again
	 * @param guards look at what was planned again
	 * @return the plan that was carried out
	 * @throws RecoveryException if a guard refuses, a lock is not to be had, the schemas
	 * are not empty afterwards, or the database fails; in each case nothing was dropped
	 */
	DropPlan run(DataSource dataSource, DropPlan first, Work<DropPlan> planner, Consumer<DropPlan> guards) {
		return this.transaction.commit("dropping the schema", dataSource, first.lockedSchemas(), (connection) -> {
			DropPlan plan = first;
			try (Progress progress = this.board.begin("dropped", first.objects().size())) {
				Ddl.lock(connection, first.objects());
				if (CatalogChange.anywhere(connection, first.session())) {
					plan = planner.run(connection);
					guards.accept(plan);
					Ddl.lock(connection, plan.objects());
				}
				BatchDropper dropper = new BatchDropper(plan, progress);
				dropper.dropForeignKeys(connection, plan.foreignKeys());
				for (Batch batch : plan.batches()) {
					dropper.drop(connection, batch);
				}
			}
			prove(connection, plan);
			return plan;
		});
	}

	private void prove(Connection connection, DropPlan plan) throws SQLException {
		List<String> left = this.emptiness.remaining(connection, plan.schemas(), plan.keptAddresses());
		if (!left.isEmpty()) {
			throw new RecoveryException(ExitCode.TRY_AGAIN,
					"After the drop %s objects are left, so it was rolled back.".formatted(left.size()),
					left.stream().limit(20).toList(),
					"If another session creates objects meanwhile, stop it and start again. Otherwise please report this.");
		}
	}

}
