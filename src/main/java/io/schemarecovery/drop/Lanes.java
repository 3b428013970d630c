package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.plan.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Works on the lanes of a plan at the same time, each on a connection of its own. Where
 * fewer connections are to be had than there are lanes, whoever has one takes the next
 * lane. The first failure ends all, each after the batch it works on.
 */
final class Lanes {

	private final Queue<List<Batch>> untaken;

	private final int count;

	private final Set<Thread> unconnected = ConcurrentHashMap.newKeySet();

	private volatile @Nullable RuntimeException failure;

	private volatile @Nullable SQLException noConnection;

	Lanes(List<List<Batch>> lanes) {
		this.untaken = new ConcurrentLinkedQueue<>(lanes);
		this.count = lanes.size();
	}

	/**
	 * Work on all of them.
	 * @param dataSource gives the connections
	 * @param action drops a batch
	 * @throws RuntimeException the first failure
	 */
	void run(DataSource dataSource, BiConsumer<Connection, Batch> action) {
		List<Thread> workers = new ArrayList<>();
		for (int i = 0; i < this.count; i++) {
			Thread worker = new Thread(() -> work(dataSource, action), "schema-recovery-drop-" + (i + 1));
			this.unconnected.add(worker);
			workers.add(worker);
		}
		workers.forEach(Thread::start);
		boolean interrupted = false;
		for (Thread worker : workers) {
			interrupted |= join(worker, workers);
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		RuntimeException first = this.failure;
		if (first != null) {
			throw first;
		}
		SQLException cause = this.noConnection;
		if (!this.untaken.isEmpty() && cause != null) {
			throw SqlFailure.of("dropping the schema", cause);
		}
	}

	/** If interrupted, ends them all, and waits for that as well. */
	private boolean join(Thread worker, List<Thread> workers) {
		boolean interrupted = false;
		while (worker.isAlive()) {
			try {
				worker.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
				fail(new RecoveryException(ExitCode.TRY_AGAIN, "Interrupted while dropping the schema.", List.of(),
						"Start again.", ex));
				workers.forEach(Thread::interrupt);
			}
		}
		return interrupted;
	}

	private void work(DataSource dataSource, BiConsumer<Connection, Batch> action) {
		try (Connection connection = dataSource.getConnection()) {
			this.unconnected.remove(Thread.currentThread());
			List<Batch> lane = this.untaken.poll();
			while (lane != null && this.failure == null) {
				for (Batch batch : lane) {
					if (this.failure == null) {
						action.accept(connection, batch);
					}
				}
				lane = this.untaken.poll();
			}
		}
		catch (SQLException ex) {
			this.noConnection = ex;
		}
		catch (RuntimeException ex) {
			fail(ex);
		}
		finally {
			this.unconnected.remove(Thread.currentThread());
			if (this.untaken.isEmpty() || this.failure != null) {
				// who still waits for a connection needs none any more
				this.unconnected.forEach(Thread::interrupt);
			}
		}
	}

	private synchronized void fail(RuntimeException ex) {
		if (this.failure == null) {
			this.failure = ex;
		}
	}

}
