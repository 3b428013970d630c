package io.schemarecovery.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** A server that is stopped, killed and started again. */
final class DepotServer implements AutoCloseable {

	static final String OWNER = "depot";

	private final Path data;

	private EmbeddedPostgres server;

	DepotServer(Path directory) throws IOException {
		this.data = directory.resolve("data");
		// it complains of what is killed
		loggingSystem().setLogLevel(EmbeddedPostgres.class.getName(), LogLevel.OFF);
		this.server = start();
		Runtime.getRuntime().addShutdownHook(new Thread(() -> processes().forEach(ProcessHandle::destroyForcibly)));
		execute("postgres", "CREATE ROLE depot LOGIN NOSUPERUSER");
	}

	private EmbeddedPostgres start() throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(this.data)
			.setCleanDataDirectory(false)
			// it would wait for a server that is not there any more
			.setRegisterShutdownHook(false)
			.setLocaleConfig("locale", "C")
			.setServerConfig("timezone", "Pacific/Chatham")
			// what was committed is to survive the end of the server
			.setServerConfig("synchronous_commit", "on")
			.setPGStartupWait(Duration.ofMinutes(1))
			.start();
	}

	int port() {
		return this.server.getPort();
	}

	/** Stops the server at once, so that it recovers when it starts again. */
	void stopImmediately() throws IOException {
		List<ProcessHandle> processes = processes();
		if (!processes.isEmpty()) {
			Signal.QUIT.to(processes.get(0).pid());
			await(processes);
		}
	}

	/** Ends the server and all its sessions like SIGKILL does. */
	void kill() {
		List<ProcessHandle> processes = processes();
		processes.forEach(ProcessHandle::destroyForcibly);
		await(processes);
	}

	void restart() throws IOException {
		// lets go of the directory
		this.server.close();
		this.server = start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		loggingSystem().setLogLevel(EmbeddedPostgres.class.getName(), null);
	}

	private static LoggingSystem loggingSystem() {
		return LoggingSystem.get(DepotServer.class.getClassLoader());
	}

	private List<ProcessHandle> processes() {
		Path file = this.data.resolve("postmaster.pid");
		if (!Files.exists(file)) {
			return List.of();
		}
		try {
			return ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
				.map((postmaster) -> Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList())
				.orElse(List.of());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void await(List<ProcessHandle> processes) {
		processes.forEach((process) -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
	}

	/** A new database of the owner's, a copy of another. */
	void copy(String template, String name) {
		execute("postgres", "CREATE DATABASE %s OWNER depot TEMPLATE %s".formatted(name, template));
	}

	void drop(String database) {
		execute("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
	}

	Connection connect(String database, String role) throws SQLException {
		return DriverManager.getConnection(
				"jdbc:postgresql://localhost:%d/%s?ApplicationName=harness".formatted(port(), database), role, "");
	}

	void execute(String database, String... statements) {
		try (Connection connection = connect(database, "postgres");
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The first column of a query's rows, as the superuser sees them. */
	List<String> query(String database, String sql) {
		try (Connection connection = connect(database, "postgres")) {
			return query(connection, sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static List<String> query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
	}

}
