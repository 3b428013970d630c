package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.plan.Batch;
import io.schemarecovery.plan.DropPlan;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Drops in many transactions, so that a schema of any size goes with the locks the server
 * has. What is committed stays dropped: whoever drops again after a failure finishes.
 */
final class BatchedDrop {

	private static final Log logger = LogFactory.getLog(BatchedDrop.class);

	private static final int FOREIGN_KEYS_A_TRANSACTION = 200;

	private final LockedTransaction transaction;

	/** Read by the lanes while they drop, written by one that has to drop alone. */
	private final ReadWriteLock lanes = new ReentrantReadWriteLock();

	BatchedDrop(LockedTransaction transaction) {
		this.transaction = transaction;
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
		try (Progress progress = new Progress(plan.objects().size())) {
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
		inParts(batch, Batch::divisible, Batch::halves,
				(part) -> this.transaction.commit("dropping the schema", connection, plan.lockedSchemas(), (same) -> {
					dropper.dropIfUnchanged(same, part);
					return part;
				}));
	}

	private void dropForeignKeys(Connection connection, DropPlan plan, BatchDropper dropper,
			List<ForeignKey> foreignKeys) {
		inParts(foreignKeys, (part) -> part.size() > 1,
				(part) -> List.of(part.subList(0, part.size() / 2), part.subList(part.size() / 2, part.size())),
				(part) -> this.transaction.commit("dropping foreign keys", connection, plan.lockedSchemas(), (same) -> {
					dropper.dropForeignKeys(same, part);
					return part;
				}));
	}

	/**
	 * Halves what takes more locks than there are. What cannot be halved any more is
	 * tried while no other lane takes any.
	 */
	private <T> void inParts(T whole, Function<T, Boolean> divisible, Function<T, List<T>> halves, Consumer<T> action) {
		Deque<T> parts = new ArrayDeque<>(List.of(whole));
		while (!parts.isEmpty()) {
			T part = parts.pop();
			try {
				within(this.lanes.readLock(), () -> action.accept(part));
			}
			catch (RecoveryException ex) {
				if (!SqlFailure.lockTableFull(ex)) {
					throw ex;
				}
				if (divisible.apply(part)) {
					logger.info("The lock table of the server is full; going on with half as many objects at once");
					List<T> smaller = halves.apply(part);
					parts.push(smaller.get(1));
					parts.push(smaller.get(0));
				}
				else {
					within(this.lanes.writeLock(), () -> action.accept(part));
				}
			}
		}
	}

	private static void within(Lock lock, Runnable action) {
		lock.lock();
		try {
			action.run();
		}
		finally {
			lock.unlock();
		}
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
