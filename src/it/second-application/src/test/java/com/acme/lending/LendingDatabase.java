package com.acme.lending;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * A database as a host gives it: the application's role owns it, is no superuser, and has
 * a password that has to be escaped in a URL.
 */
final class LendingDatabase {

	static final String PASSWORD = "p@ss";

	private static final EmbeddedPostgres SERVER = startServer();

	private static final AtomicInteger COUNT = new AtomicInteger();

	private final String name = "lending_" + COUNT.incrementAndGet();

	private final DriverManagerDataSource owner = new DriverManagerDataSource(
			"jdbc:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), this.name), this.name, PASSWORD);

	private final JdbcTemplate jdbc = new JdbcTemplate(this.owner);

	private LendingDatabase() {
		JdbcTemplate superuser = new JdbcTemplate(SERVER.getPostgresDatabase());
		superuser.execute("CREATE ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '%s'".formatted(this.name,
				PASSWORD));
		superuser.execute("CREATE DATABASE %s OWNER %1$s".formatted(this.name));
	}

	/** A database that the third migration cannot get past. */
	static LendingDatabase stuck() {
		LendingDatabase database = new LendingDatabase();
		Flyway.configure().dataSource(database.owner).target("2").load().migrate();
		new ResourceDatabasePopulator(new ClassPathResource("in-use-since.sql")).execute(database.owner);
		return database;
	}

	/** What a host sets as DATABASE_URL. */
	String url() {
		return "postgresql://%s:p%%40ss@localhost:%d/%1$s".formatted(this.name, SERVER.getPort());
	}

	/** The first column of a query's rows, as text. */
	List<String> query(String sql) {
		return this.jdbc.query(sql, (row, number) -> row.getString(1));
	}

	private static EmbeddedPostgres startServer() {
		try {
			return EmbeddedPostgres.builder()
				.setLocaleConfig("locale", "C")
				.setDataDirectoryCustomizer(LendingDatabase::demandPasswords)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void demandPasswords(File dataDirectory) {
		try {
			Files.writeString(dataDirectory.toPath().resolve("pg_hba.conf"),
					"host all postgres all trust\nhost all all all scram-sha-256\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
