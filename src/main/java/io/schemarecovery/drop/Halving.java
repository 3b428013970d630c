package io.schemarecovery.drop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Halves what takes more locks than there are. What cannot be halved any more is tried
 * while nobody else takes any.
 */
public final class Halving {

	private static final Log logger = LogFactory.getLog(Halving.class);

	/** Read by all who work at the same time, written by one that has to work alone. */
	private final ReadWriteLock workers = new ReentrantReadWriteLock();

	/**
	 * Do something with a list, all of it at once or in parts.
	 * @param whole the list
	 * @param action does it with a part, in a transaction of its own
	 * @throws RecoveryException if it fails
	 */
	public <T> void inParts(List<T> whole, Consumer<List<T>> action) {
		inParts(whole, (part) -> part.size() > 1,
				(part) -> List.of(part.subList(0, part.size() / 2), part.subList(part.size() / 2, part.size())),
				action);
	}

	<T> void inParts(T whole, Function<T, Boolean> divisible, Function<T, List<T>> halves, Consumer<T> action) {
		Deque<T> parts = new ArrayDeque<>(List.of(whole));
		while (!parts.isEmpty()) {
			T part = parts.pop();
			try {
				within(this.workers.readLock(), () -> action.accept(part));
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
					within(this.workers.writeLock(), () -> action.accept(part));
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

}
