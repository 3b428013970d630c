package io.schemarecovery.migrate.stock.java;

import java.sql.PreparedStatement;
import java.sql.Statement;

import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/** A Java migration that Flyway finds on the class path. */
public class V5__scanned extends BaseJavaMigration {

	@Override
	public void migrate(Context context) throws Exception {
		try (Statement statement = context.getConnection().createStatement()) {
			statement.execute("CREATE TABLE scanned (id int PRIMARY KEY, name text); CREATE TABLE beside (id int)");
			statement.addBatch("INSERT INTO scanned VALUES (1, 'one')");
			statement.addBatch("INSERT INTO scanned VALUES (2, 'two')");
			statement.executeBatch();
		}
		try (PreparedStatement statement = context.getConnection()
			.prepareStatement("INSERT INTO scanned VALUES (?, ?)")) {
			for (int id = 3; id < 6; id++) {
				statement.setInt(1, id);
				statement.setString(2, "n" + id);
				statement.addBatch();
			}
			statement.executeBatch();
		}
	}

}
