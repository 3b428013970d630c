package io.schemarecovery.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * The one PostgreSQL server of a test run. Each test gets a database of its own, owned by
 * a role that is no superuser, as on a managed PostgreSQL.
 */
public final class PostgresServer implements AutoCloseable {

	private static final PostgresServer SHARED = new PostgresServer();

	private final EmbeddedPostgres server;

	private final AtomicInteger count = new AtomicInteger();

	private PostgresServer(String... settings) {
		try {
			EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
				.setLocaleConfig("locale", "C")
				// a time zone nobody expects: nothing here may depend on it
				.setServerConfig("timezone", "Pacific/Chatham")
				// passwords are checked, so that a wrong one can be tried
				.setDataDirectoryCustomizer(PostgresServer::demandPasswords);
			for (String setting : settings) {
				String[] parts = setting.split("=");
				builder.setServerConfig(parts[0], parts[1]);
			}
			this.server = builder.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The shared server, started on first use and stopped with the JVM. */
	public static PostgresServer shared() {
		return SHARED;
	}

	/**
	 * A server of its own for one test, to be closed by it.
	 * @param settings of its configuration, {@code name=value}
	 */
	public static PostgresServer with(String... settings) {
		return new PostgresServer(settings);
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	private static void demandPasswords(java.io.File dataDirectory) {
		Path hba = dataDirectory.toPath().resolve("pg_hba.conf");
		try {
			Files.writeString(hba, "host all postgres all trust\nhost all all all scram-sha-256\n",
					StandardOpenOption.TRUNCATE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** A new database with a new owner, who is no superuser. */
	public TestDatabase createDatabase() {
		int number = this.count.incrementAndGet();
		String name = "db_" + number;
		String owner = "owner_" + number;
		superuser("postgres", "CREATE ROLE " + owner + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '"
				+ TestDatabase.PASSWORD + "'", "CREATE DATABASE " + name + " OWNER " + owner);
		return new TestDatabase(this, name, owner);
	}

	void drop(TestDatabase database) {
		superuser("postgres", "DROP DATABASE IF EXISTS " + database.name() + " WITH (FORCE)");
	}

	/** TCP port of the server. */
	public int port() {
		return this.server.getPort();
	}

	/** Runs statements in a database as the superuser. */
	public void superuser(String database, String... statements) {
		try (Connection connection = superuserConnection(database);
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A connection of the superuser, to be closed by the caller. */
	public Connection superuserConnection(String database) throws SQLException {
		return DriverManager.getConnection("jdbc:postgresql://localhost:" + port() + "/" + database, "postgres", "");
	}

}
