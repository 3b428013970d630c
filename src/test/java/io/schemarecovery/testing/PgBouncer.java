package io.schemarecovery.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

import static org.awaitility.Awaitility.await;

/** A PgBouncer of its own for one test, in front of its database. */
public final class PgBouncer implements AutoCloseable {

	/** It refuses to be root. */
	private static final String USER = "nobody";

	private final TestDatabase database;

	private final int port;

	private final Path directory;

	private final Process process;

	private PgBouncer(TestDatabase database, int port, Path directory, Process process) {
		this.database = database;
		this.port = port;
		this.directory = directory;
		this.process = process;
	}

	/** Whether it is there. {@code PGBOUNCER_REQUIRED=true} counts as yes. */
	public static boolean isInstalled() {
		return Boolean.parseBoolean(System.getenv("PGBOUNCER_REQUIRED"))
				|| Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
					.anyMatch((path) -> Files.isExecutable(Path.of(path)));
	}

	/**
	 * Starts one.
	 * @param settings of its configuration, {@code name=value}
	 */
	public static PgBouncer before(TestDatabase database, String... settings) {
		try {
			int port = freePort();
			Path directory = Files.createTempDirectory("pgbouncer");
			Path configuration = directory.resolve("pgbouncer.ini");
			Path users = directory.resolve("users.txt");
			Files.writeString(users, "\"%s\" \"%s\"\n".formatted(database.owner(), TestDatabase.PASSWORD));
			Files.writeString(configuration, configuration(database, port, users, settings));
			List<String> command = new ArrayList<>(List.of("pgbouncer"));
			if ("root".equals(System.getProperty("user.name"))) {
				UserPrincipal user = directory.getFileSystem()
					.getUserPrincipalLookupService()
					.lookupPrincipalByName(USER);
				for (Path path : List.of(directory, users, configuration)) {
					Files.setOwner(path, user);
				}
				command.addAll(List.of("-u", USER));
			}
			command.add(configuration.toString());
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(directory.resolve("log").toFile())
				.start();
			PgBouncer bouncer = new PgBouncer(database, port, directory, process);
			await("PgBouncer").atMost(30, TimeUnit.SECONDS).until(bouncer::answers);
			return bouncer;
		}
		catch (IOException ex) {
			throw new IllegalStateException("PgBouncer could not be started", ex);
		}
	}

	/** The database behind it. */
	public String url() {
		return "jdbc:postgresql://localhost:" + this.port + "/" + this.database.name();
	}

	@Override
	public void close() throws IOException {
		this.process.destroy();
		this.process.onExit().join();
		FileSystemUtils.deleteRecursively(this.directory);
	}

	private boolean answers() throws IOException {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("PgBouncer: " + Files.readString(this.directory.resolve("log")));
		}
		try {
			DriverManager.getConnection(url(), this.database.owner(), TestDatabase.PASSWORD).close();
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	private static String configuration(TestDatabase database, int port, Path users, String... settings) {
		Map<String, String> all = new TreeMap<>(Map.of("listen_addr", "localhost", "listen_port", String.valueOf(port),
				"unix_socket_dir", "", "auth_type", "scram-sha-256", "auth_file", users.toString(),
				"ignore_startup_parameters", "extra_float_digits"));
		for (String setting : settings) {
			String[] parts = setting.split("=");
			all.put(parts[0], parts[1]);
		}
		StringBuilder text = new StringBuilder("[databases]\n%s = host=localhost port=%d\n[pgbouncer]\n"
			.formatted(database.name(), URI.create(database.url().substring("jdbc:".length())).getPort()));
		all.forEach((name, value) -> text.append(name).append(" = ").append(value).append('\n'));
		return text.toString();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
