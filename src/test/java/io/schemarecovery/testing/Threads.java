package io.schemarecovery.testing;

import java.util.concurrent.Executor;

/**
 * Threads for what has to run at the same time. The common pool has one thread on two
 * processors, which from Java 25 on {@code CompletableFuture} makes do with.
 */
public final class Threads {

	/** A thread for each task. */
	public static final Executor EACH_ITS_OWN = (task) -> new Thread(task).start();

	private Threads() {
	}

}
