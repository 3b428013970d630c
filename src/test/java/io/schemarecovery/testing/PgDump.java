package io.schemarecovery.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The dump of a database as {@code pg_dump} of this machine writes it, rows included:
 * there only if one is installed that is new enough for the server.
 */
public final class PgDump {

	private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

	private static final Optional<Path> PROGRAM = find(Integer.getInteger("postgres.major", 18));

	private PgDump() {
	}

	/**
	 * Dump a database.
	 * @param database the database
	 * @return all of it but what the recovery keeps about itself; empty if no program is
	 * there
	 */
	public static Optional<String> of(TestDatabase database) {
		return PROGRAM.map((program) -> run(program.toString(), "--exclude-schema=schema_recovery*",
				"--dbname=postgresql://postgres@localhost:" + database.url().replaceAll(".*localhost:", ""))
			.lines()
			// a key that is new in each dump
			.filter((line) -> !line.startsWith("\\restrict ") && !line.startsWith("\\unrestrict "))
			.collect(Collectors.joining("\n")));
	}

	private static Optional<Path> find(int server) {
		Optional<Path> found = candidates().filter((program) -> version(program) >= server).findFirst();
		if (found.isEmpty()) {
			System.out.println("No pg_dump for PostgreSQL " + server + " is installed: dumps are not compared.");
		}
		return found;
	}

	private static Stream<Path> candidates() {
		Stream<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(Path::of);
		return Stream.concat(installed(Path.of("/usr/lib/postgresql")).map((version) -> version.resolve("bin")), path)
			.map((directory) -> directory.resolve("pg_dump"))
			.filter(Files::isExecutable);
	}

	private static Stream<Path> installed(Path root) {
		try (Stream<Path> versions = Files.isDirectory(root) ? Files.list(root) : Stream.of()) {
			return List.copyOf(versions.toList()).stream();
		}
		catch (IOException ex) {
			return Stream.of();
		}
	}

	private static int version(Path program) {
		Matcher matcher = VERSION.matcher(run(program.toString(), "--version"));
		return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
	}

	private static String run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IllegalStateException(String.join(" ", command) + " failed");
			}
			return output;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
