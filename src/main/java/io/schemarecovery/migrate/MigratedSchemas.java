package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.catalog.QualifiedName;

/** Where the migration tool of the application works. */
public interface MigratedSchemas {

	/** The data source the migrations run on, undecorated. */
	DataSource dataSource();

	/**
	 * The schemas that the tool manages.
	 * @return their names, unquoted; empty for the current one
	 * @throws SQLException if the database has to tell and does not
	 */
	List<String> schemas() throws SQLException;

	/** Whether the tool gives its sessions settings of their own. */
	boolean preparesSessions();

	/**
	 * Give a session the settings that the tool gives its own, on which the current
	 * schema may depend.
	 * @param connection a connection within a transaction that is rolled back
	 * @throws SQLException if that fails
	 */
	void prepare(Connection connection) throws SQLException;

	/**
	 * Where the tool remembers what it did.
	 * @param connection a connection, whose current schema is the default
	 * @return its history tables, existing or not
	 * @throws SQLException if the current schema cannot be read
	 */
	List<QualifiedName> histories(Connection connection) throws SQLException;

}
