package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.report.StageResult;

/** The migration tool of the application, kept out of the refresh for a reset. */
public interface Migrations {

	/** Make sure that what is to be migrated was seen. */
	void gather();

	/** Whether there is nothing to migrate. */
	boolean isEmpty();

	/** Whether the tool takes a schema that is neither empty nor has a history. */
	boolean baselinesNonEmptySchema();

	/** The data source the migrations run on, undecorated. */
	DataSource dataSource();

	/**
	 * Names of the schemas that the tool manages, unquoted; empty for the current one.
	 */
	List<String> schemas();

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

	/**
	 * Run the migrations.
	 * @param emptied whether the schemas were emptied before: then every migration is
	 * run, though kept members of extensions, or a history in another schema, may make
	 * the schemas look not empty to the tool
	 * @return done, or failed with what a person has to know; never throws for a
	 * migration that fails
	 */
	StageResult migrate(boolean emptied);

	/**
	 * Make the history say that a schema, which was created without the migrations, is up
	 * to date, and run what is to be repeated.
	 * @param description what the history remembers, cut to what it can hold
	 * @return what was done, for the log
	 * @throws io.schemarecovery.failure.RecoveryException if it fails
	 */
	String baseline(String description);

}
