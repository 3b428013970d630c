package com.example.storefront;

import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.Flyway;

/** The database of the README's story, as the documents show it. */
final class StuckStorefront {

	private StuckStorefront() {
	}

	static TestDatabase in(TestDatabase database) {
		Flyway.configure()
			.dataSource(database.dataSource())
			.repeatableSqlMigrationPrefix("none")
			.target("4")
			.load()
			.migrate();
		return database.script("embedded/stuck-database.sql");
	}

}
