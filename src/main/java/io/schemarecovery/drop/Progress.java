package io.schemarecovery.drop;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Tells every two seconds how far a drop is, until it is closed. */
final class Progress implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Progress.class);

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private final long total;

	private final AtomicLong done = new AtomicLong();

	private final long start = System.nanoTime();

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "schema-recovery-progress");
		thread.setDaemon(true);
		return thread;
	});

	Progress(long total) {
		this.total = total;
		this.timer.scheduleAtFixedRate(() -> logger.info(this), INTERVAL.toMillis(), INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	void add(int objects) {
		this.done.addAndGet(objects);
	}

	/** "1,200 of 10,000 dropped, 800 a second, 11 s left". */
	@Override
	public String toString() {
		long dropped = this.done.get();
		double rate = dropped / ((System.nanoTime() - this.start) / 1e9);
		String left = (dropped == 0) ? ""
				: ", %.0f a second, %.0f s left".formatted(rate, (this.total - dropped) / rate);
		return "%,d of %,d dropped%s".formatted(dropped, this.total, left);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
