package io.schemarecovery.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database made for one test, and its owner, who is no superuser. */
public final class TestDatabase implements AutoCloseable {

	/** The owner's password, one that has to be escaped in a URL. */
	public static final String PASSWORD = "s3cr@t/p:w";

	private final PostgresServer server;

	private final String name;

	private final String owner;

	TestDatabase(PostgresServer server, String name, String owner) {
		this.server = server;
		this.name = name;
		this.owner = owner;
	}

	public String name() {
		return this.name;
	}

	public String owner() {
		return this.owner;
	}

	public String url() {
		return "jdbc:postgresql://localhost:" + this.server.port() + "/" + this.name;
	}

	/** A data source without a pool, whose connections are the owner's. */
	public DataSource dataSource() {
		return new DriverManagerDataSource(url(), this.owner, PASSWORD);
	}

	public Connection connect() throws SQLException {
		return DriverManager.getConnection(url(), this.owner, PASSWORD);
	}

	/** A connection of the superuser to this database. */
	public Connection connectAsSuperuser() throws SQLException {
		return this.server.superuserConnection(this.name);
	}

	/** Runs statements as the owner. */
	public TestDatabase execute(String... statements) {
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
			return this;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Runs statements in this database as the superuser. */
	public TestDatabase superuser(String... statements) {
		this.server.superuser(this.name, statements);
		return this;
	}

	/** Runs a script of the class path as the owner. */
	public TestDatabase script(String resource) {
		return execute(read(resource));
	}

	/** Runs a script of the class path as the superuser. */
	public TestDatabase superuserScript(String resource) {
		return superuser(read(resource));
	}

	/** The first column of a query's rows, as the superuser sees them. */
	public List<String> query(String sql) {
		try (Connection connection = connectAsSuperuser();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			List<String> values = new ArrayList<>();
			while (rows.next()) {
				values.add(rows.getString(1));
			}
			return values;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.server.drop(this);
	}

	private static String read(String resource) {
		try (InputStream stream = TestDatabase.class.getClassLoader().getResourceAsStream(resource)) {
			if (stream == null) {
				throw new IllegalArgumentException("No such resource: " + resource);
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
