package io.schemarecovery.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application in a JVM of its own, as a host starts it: variables in, exit code out.
 */
public final class Program {

	private static final int DEADLINE_SECONDS = 120;

	private final Class<?> main;

	private final List<String> arguments = new ArrayList<>(List.of("--spring.config.name=none",
			"--spring.main.banner-mode=off", "--spring.main.web-application-type=none", "--logging.level.root=WARN",
			"--logging.level.io.schemarecovery=INFO", "--spring.datasource.hikari.maximum-pool-size=4"));

	private final Map<String, String> variables = new LinkedHashMap<>();

	private Program(Class<?> main) {
		this.main = main;
	}

	/** What a program that has ended leaves behind. */
	public record Ended(int exitCode, String output) {

	}

	/**
	 * An application on a database, which it finds as {@code DATABASE_URL}, and whose
	 * Flyway finds its migrations in these folders of the class path.
	 */
	public static Program of(Class<?> main, TestDatabase database, String... locations) {
		Program program = new Program(main);
		List<String> paths = List.of(locations).stream().map((location) -> "classpath:" + location).toList();
		program.arguments.add("--spring.flyway.locations=" + String.join(",", paths));
		return program.variable("DATABASE_URL", url(database, TestDatabase.PASSWORD));
	}

	/** The URL of a database as a host hands it out. */
	public static String url(TestDatabase database, String password) {
		String encoded = password.replace("@", "%40").replace("/", "%2F").replace(":", "%3A");
		return database.url().replace("jdbc:postgresql://", "postgresql://%s:%s@".formatted(database.owner(), encoded));
	}

	/** Adds properties, {@code name=value}. */
	public Program with(String... properties) {
		for (String property : properties) {
			this.arguments.add("--" + property);
		}
		return this;
	}

	/** Sets a variable of the environment. */
	public Program variable(String name, String value) {
		this.variables.put(name, value);
		return this;
	}

	/** Starts it and waits for its end. */
	public Ended run() throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), this.main.getName()));
		command.addAll(this.arguments);
		Path output = Files.createTempFile("program", ".log");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
		builder.environment().putAll(this.variables);
		Process process = builder.start();
		try {
			assertThat(process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
			return new Ended(process.exitValue(), Files.readString(output));
		}
		finally {
			process.destroyForcibly();
			Files.delete(output);
		}
	}

}
