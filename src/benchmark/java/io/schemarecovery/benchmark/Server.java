package io.schemarecovery.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A PostgreSQL server with the settings it has of itself, but for the lock table where
 * that is asked for. The owner of the databases is no superuser.
 */
final class Server implements AutoCloseable {

	static final String OWNER = "benchmark_owner";

	static final String PASSWORD = "benchmark";

	/** A lock table that DROP SCHEMA finds large enough for 10,000 tables. */
	static final int RAISED_LOCKS = 4096;

	private static final int DEFAULT_LOCKS = 64;

	private final EmbeddedPostgres server;

	private final boolean raised;

	private Server(EmbeddedPostgres server, boolean raised) {
		this.server = server;
		this.raised = raised;
	}

	static Server start(Path binaries, DataRoot root, boolean raised) throws IOException, SQLException {
		EmbeddedPostgres started = EmbeddedPostgres.builder()
			.setPgBinaryResolver(new Binaries(binaries))
			.setOverrideWorkingDirectory(binaries.resolveSibling("unpacked").toFile())
			.setDataDirectory(root.of(raised))
			// both are done by the owner of the directory
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setLocaleConfig("locale", "C")
			.setLocaleConfig("encoding", "UTF8")
			.setPGStartupWait(Duration.ofMinutes(1))
			// back to what the server has of itself, from what suits tests
			.setServerConfig("max_connections", "100")
			.setServerConfig("synchronous_commit", "on")
			.setServerConfig("fsync", "on")
			.setServerConfig("max_locks_per_transaction", String.valueOf(raised ? RAISED_LOCKS : DEFAULT_LOCKS))
			.setDataDirectoryCustomizer(Server::demandPasswords)
			.start();
		Server server = new Server(started, raised);
		server.execute("CREATE ROLE " + OWNER + " LOGIN NOSUPERUSER PASSWORD '" + PASSWORD + "'");
		return server;
	}

	private static void demandPasswords(File dataDirectory) {
		try {
			Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"),
					"host all postgres all trust\nhost all all all scram-sha-256\n",
					StandardOpenOption.TRUNCATE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	boolean isRaised() {
		return this.raised;
	}

	String version() throws SQLException {
		return show("server_version").replaceAll(" .*", "");
	}

	String show(String setting) throws SQLException {
		return query("postgres", String.class, "SELECT current_setting(?)", setting);
	}

	String url(String database) {
		return "jdbc:postgresql://localhost:" + this.server.getPort() + "/" + database;
	}

	/** Runs a statement as the superuser, outside of a transaction. */
	void execute(String sql) throws SQLException {
		execute("postgres", sql);
	}

	void execute(String database, String sql) throws SQLException {
		try (Connection connection = superuser(database); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** One value, as the superuser sees it. */
	<T> T query(String database, Class<T> type, String sql, Object... arguments) throws SQLException {
		try (Connection connection = superuser(database)) {
			T value = new JdbcTemplate(new SingleConnectionDataSource(connection, true)).queryForObject(sql, type,
					arguments);
			if (value == null) {
				throw new IllegalStateException("Nothing from " + sql);
			}
			return value;
		}
	}

	private Connection superuser(String database) throws SQLException {
		return DriverManager.getConnection(url(database), "postgres", "");
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
