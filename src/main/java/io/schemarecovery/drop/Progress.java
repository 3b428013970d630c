package io.schemarecovery.drop;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Tells every two seconds how far a stage is, until it is closed. */
public final class Progress implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Progress.class);

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private final String done;

	private final long total;

	private final AtomicLong count = new AtomicLong();

	private final long start = System.nanoTime();

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "schema-recovery-progress");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Begin to tell.
	 * @param done what is done with the objects, a participle ("dropped")
	 * @param total number of objects
	 */
	public Progress(String done, long total) {
		this.done = done;
		this.total = total;
		this.timer.scheduleAtFixedRate(() -> logger.info(this), INTERVAL.toMillis(), INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/**
	 * Count some more.
	 * @param objects number of objects that were done
	 */
	public void add(int objects) {
		this.count.addAndGet(objects);
	}

	/** "1,200 of 10,000 dropped, 800 a second, 11 s left". */
	@Override
	public String toString() {
		long now = this.count.get();
		double rate = now / ((System.nanoTime() - this.start) / 1e9);
		String left = (now == 0) ? "" : ", %.0f a second, %.0f s left".formatted(rate, (this.total - now) / rate);
		return "%,d of %,d %s%s".formatted(now, this.total, this.done, left);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
