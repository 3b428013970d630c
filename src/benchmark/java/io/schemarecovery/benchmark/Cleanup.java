package io.schemarecovery.benchmark;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is running or lying about, closed at the end, newest first, however the end comes:
 * also when the JVM is told to stop, or Maven, which started it, is gone.
 */
final class Cleanup implements AutoCloseable {

	private final Deque<AutoCloseable> open = new ArrayDeque<>();

	private boolean closed;

	Cleanup() {
		Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cleanup"));
		ProcessHandle.current().parent().ifPresent((parent) -> parent.onExit().thenRun(() -> System.exit(1)));
	}

	/** To be closed at the end, at the latest. */
	synchronized <T extends AutoCloseable> T add(T closeable) {
		if (this.closed) {
			throw new IllegalStateException("The benchmark is being stopped");
		}
		this.open.push(closeable);
		return closeable;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		while (!this.open.isEmpty()) {
			AutoCloseable next = this.open.pop();
			try {
				next.close();
			}
			catch (Exception ex) {
				System.err.println("Not closed: " + next + ": " + ex);
			}
		}
	}

}
