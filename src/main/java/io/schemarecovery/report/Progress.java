package io.schemarecovery.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * How far a stage is; told in the log every few seconds, until it is closed. Counted and
 * read by any thread.
 */
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
	 * @param done what is done with how many, a participle ("dropped")
	 * @param total number of objects, or of migrations
	 */
	Progress(String done, long total) {
		this.done = done;
		this.total = total;
		this.timer.scheduleAtFixedRate(() -> logger.info(this), INTERVAL.toMillis(), INTERVAL.toMillis(),
				TimeUnit.MILLISECONDS);
	}

	/**
	 * Count some more.
	 * @param number of objects, or of migrations, that were done
	 */
	public void add(int number) {
		this.count.addAndGet(number);
	}

	/** Number of objects, or of migrations, that are done. */
	public long done() {
		return this.count.get();
	}

	/** Number of objects, or of migrations, in all. */
	public long total() {
		return this.total;
	}

	/** Time left at the rate so far; empty as long as there is none. */
	public Optional<Duration> remaining() {
		long now = done();
		long nanos = System.nanoTime() - this.start;
		return (now == 0) ? Optional.empty()
				: Optional.of(Duration.ofNanos((long) ((double) nanos / now * Math.max(0, this.total - now))));
	}

	/** "1,200 of 10,000 dropped, 800 a second, 11 s left". */
	@Override
	public String toString() {
		long now = done();
		double rate = now / ((System.nanoTime() - this.start) / 1e9);
		String left = remaining()
			.map((time) -> ", %s a second, %s s left".formatted(rate(rate), Math.round(time.toMillis() / 1000.0)))
			.orElse("");
		return String.format(Locale.ROOT, "%,d of %,d %s%s", now, this.total, this.done, left);
	}

	private static String rate(double rate) {
		return String.format(Locale.ROOT, (rate < 10) ? "%.1f" : "%,.0f", rate);
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
