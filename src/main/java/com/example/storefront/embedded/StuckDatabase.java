package com.example.storefront.embedded;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * The database the story begins with: migrated by Flyway itself up to the version before
 * the one that rebuilds the user table, in use since, and owned by a role that is no
 * superuser.
 */
final class StuckDatabase {

	static final String NAME = "storefront";

	static final String OWNER = "storefront";

	private static final String LAST_VERSION = "4";

	private StuckDatabase() {
	}

	static void create(EmbeddedPostgres server) {
		JdbcTemplate superuser = new JdbcTemplate(server.getPostgresDatabase());
		superuser.execute("CREATE ROLE " + OWNER + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE");
		superuser.execute("CREATE DATABASE " + NAME + " OWNER " + OWNER);
		fill(server.getDatabase(OWNER, NAME));
	}

	private static void fill(DataSource owner) {
		Flyway.configure()
			.dataSource(owner)
			.locations("classpath:db/migration")
			.target(LAST_VERSION)
			// finds none: a target does not hold back repeatable migrations
			.repeatableSqlMigrationPrefix("none")
			.load()
			.migrate();
		try (Connection connection = owner.getConnection()) {
			ScriptUtils.executeSqlScript(connection, new ClassPathResource("embedded/stuck-database.sql"));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
