package com.example.storefront.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A JVM of its own that uses an embedded database, to be killed at any moment. */
final class EmbeddedDatabaseProcess implements AutoCloseable {

	private static final String READY = "ready";

	private final Process process;

	private EmbeddedDatabaseProcess(Process process) {
		this.process = process;
	}

	static EmbeddedDatabaseProcess start(Path directory) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		return new EmbeddedDatabaseProcess(new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"),
				EmbeddedDatabaseProcess.class.getName(), directory.toString())
			.redirectErrorStream(true)
			.start());
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	void awaitReady() {
		BufferedReader output = this.process.inputReader();
		StringBuilder seen = new StringBuilder();
		try {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (line.equals(READY)) {
					return;
				}
				seen.append(line).append(System.lineSeparator());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		throw new IllegalStateException("Ended before it was ready: " + seen);
	}

	/** Ends the JVM like SIGKILL does: nothing of it is asked to clean up. */
	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

	public static void main(String[] args) throws IOException {
		EmbeddedDatabase.start(Path.of(args[0]));
		System.out.println(READY);
		System.in.read();
	}

}
