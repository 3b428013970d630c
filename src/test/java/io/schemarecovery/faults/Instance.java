package io.schemarecovery.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.faults.depot.DepotApplication;
import org.jspecify.annotations.Nullable;

/** A start of the application, in a process of its own. */
final class Instance implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(120);

	private static final long PAUSE_NANOS = 1_000_000;

	private static final Pattern SERVING = Pattern
		.compile("Serving from (?<digest>\\w+) with (?<old>\\d+) old rows, visit (?<visit>\\S+)");

	private final String name;

	private final Process process;

	private final StringBuffer log = new StringBuffer();

	private final Thread reader;

	private boolean struck;

	/**
	 * What an instance that is ready serves from.
	 *
	 * @param digest of its schema
	 * @param old number of rows from before the reset
	 * @param visit the row that it has written
	 */
	record Serving(String digest, int old, String visit) {

	}

	/** What is waited for. */
	interface Condition {

		boolean holds() throws Exception;

	}

	private Instance(String name, Process process) {
		this.name = name;
		this.process = process;
		// a run that is broken off leaves none behind
		Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
		this.reader = new Thread(this::read, name);
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Start the application.
	 * @param request value of {@code DB_RESET}, or {@code null} for none
	 */
	static Instance start(String name, Jvm jvm, String url, @Nullable String request, List<String> settings)
			throws IOException {
		List<String> command = new ArrayList<>(jvm.command(DepotApplication.class));
		command.addAll(List.of("--spring.config.name=none", "--spring.main.banner-mode=off",
				"--spring.main.web-application-type=none", "--spring.main.keep-alive=true",
				"--spring.application.name=depot", "--spring.flyway.locations=classpath:faults/migrations",
				"--spring.datasource.url=" + url, "--spring.datasource.username=" + DepotServer.OWNER,
				"--spring.datasource.hikari.maximum-pool-size=6", "--spring.datasource.hikari.connection-timeout=5000",
				"--logging.level.root=WARN", "--logging.level.io.schemarecovery=INFO",
				"--schema-recovery.drop.lock-timeout=500ms"));
		settings.forEach((setting) -> command.add("--" + setting));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
		builder.environment().keySet().removeIf((variable) -> variable.matches("DB_RESET.*|SPRING_.*|DATABASE_URL"));
		if (request != null) {
			builder.environment().put("DB_RESET", request);
		}
		return new Instance(name, builder.start());
	}

	String name() {
		return this.name;
	}

	long pid() {
		return this.process.pid();
	}

	String log() {
		return this.log.toString();
	}

	/** What it serves from, or {@code null} if it does not. */
	@Nullable Serving serving() {
		Matcher matcher = SERVING.matcher(this.log);
		return matcher.find()
				? new Serving(matcher.group("digest"), Integer.parseInt(matcher.group("old")), matcher.group("visit"))
				: null;
	}

	/** Whether there is nothing to strike any more. */
	boolean settled() {
		return !this.process.isAlive() || this.log.indexOf("erving") >= 0;
	}

	/** Waits for a condition, no longer than until there is nothing to strike. */
	void until(Condition condition) throws Exception {
		await(() -> settled() || condition.holds(), this);
	}

	/** Waits until it has told something, or has ended. */
	void awaitLine(String text) throws Exception {
		until(() -> this.log.indexOf(text) >= 0);
	}

	/** Waits until it serves, or has ended. */
	void awaitSettled() throws Exception {
		await(this::settled, this);
		if (!this.process.isAlive()) {
			exitCode();
		}
	}

	static void await(Condition condition, Instance... instances) throws Exception {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.holds()) {
			if (System.nanoTime() > deadline) {
				for (Instance instance : instances) {
					new ProcessBuilder("kill", "-QUIT", String.valueOf(instance.pid())).start().waitFor();
					instance.reader.join(1000);
				}
				throw new AssertionError("What was waited for did not come");
			}
			LockSupport.parkNanos(PAUSE_NANOS);
		}
	}

	/** Ends it like SIGKILL does: nothing of it is asked to clean up. */
	void kill() {
		this.struck = this.process.isAlive();
		this.process.destroyForcibly().onExit().orTimeout(30, TimeUnit.SECONDS).join();
	}

	boolean killed() {
		return this.struck;
	}

	/** Asks it to end, as a host does. */
	@Override
	public void close() {
		this.process.destroy();
		exitCode();
	}

	boolean ended() {
		return !this.process.isAlive();
	}

	int exitCode() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new AssertionError(this.name + " does not end");
			}
			this.reader.join(PATIENCE.toMillis());
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.log.append(line).append('\n');
			}
		}
		catch (IOException ex) {
			this.log.append(ex).append('\n');
		}
	}

}
