package io.schemarecovery.benchmark;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.zaxxer.hikari.HikariDataSource;

/**
 * One tool, once, on a fresh copy. The pool and whatever the tool has ready in an
 * application that runs are there before the clock starts, and earlier work was written
 * to disk.
 *
 * @param tool what is measured
 * @param timeout after which it is given up
 * @param cleanup ends what the tool has started, if all is told to stop
 */
record Measurement(DropTool tool, Duration timeout, Cleanup cleanup) {

	Outcome run(Template template) throws SQLException {
		Target target = template.copy();
		try (HikariDataSource pool = target.pool();
				PreparedDrop drop = this.cleanup.add(this.tool.prepare(target, pool))) {
			target.server().execute("CHECKPOINT");
			Outcome outcome = withinTimeout(drop, target);
			return outcome.isSuccess() ? proven(outcome, target) : outcome;
		}
		catch (Exception ex) {
			return Outcome.failed(ToolFailure.describe(ex));
		}
	}

	private static Outcome proven(Outcome outcome, Target target) throws SQLException {
		int left = target.relationsLeft();
		return (left > 0) ? Outcome.failed("left %,d relations".formatted(left)) : outcome;
	}

	private Outcome withinTimeout(PreparedDrop drop, Target target) throws Exception {
		ExecutorService thread = Executors.newSingleThreadExecutor();
		try {
			Future<Outcome> outcome = thread.submit(() -> timed(drop));
			try {
				return outcome.get(this.timeout.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				target.disconnect();
				return Outcome.failed("not done after %d s".formatted(this.timeout.toSeconds()));
			}
			catch (ExecutionException ex) {
				return Outcome.failed(ToolFailure.describe((ex.getCause() != null) ? ex.getCause() : ex));
			}
		}
		finally {
			thread.shutdownNow();
			thread.awaitTermination(1, TimeUnit.MINUTES);
		}
	}

	private static Outcome timed(PreparedDrop drop) throws Exception {
		long start = System.nanoTime();
		String text = drop.drop();
		return new Outcome((System.nanoTime() - start) / 1e9, text);
	}

}
