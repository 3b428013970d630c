package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.report.StageResult;

/** The migration tool of the application, kept out of the refresh for a reset. */
public interface Migrations extends MigratedSchemas {

	/** Make sure that what is to be migrated was seen. */
	void gather();

	/**
	 * Make sure, after the refresh, that all that was to be migrated is kept for stage 3.
	 * @throws io.schemarecovery.failure.RecoveryException (exit code 78) if it is not
	 */
	void complete();

	/** Whether there is nothing to migrate. */
	boolean isEmpty();

	/** Whether the tool takes a schema that is neither empty nor has a history. */
	boolean baselinesNonEmptySchema();

	/**
	 * Look how the migrations stand, changing nothing.
	 * @param connection a connection within a transaction, on which all is looked at
	 * @return a survey for each part that migrates by itself
	 * @throws SQLException if the database fails
	 */
	List<MigrationSurvey> survey(Connection connection) throws SQLException;

	/**
	 * Run the migrations.
	 * @param emptied whether the schemas were emptied before: then every migration is
	 * run, though kept members of extensions, or a history in another schema, may make
	 * the schemas look not empty to the tool
	 * @param board shows how far it is
	 * @return done, or failed with what a person has to know; never throws for a
	 * migration that fails
	 */
	StageResult migrate(boolean emptied, ProgressBoard board);

	/**
	 * Run the pending migrations on a copy of the database, to which all data sources
	 * connect meanwhile.
	 * @return how they went, for each part that migrates by itself
	 */
	List<RehearsedMigrations> rehearse();

	/**
	 * Make the history say that a schema, which was created without the migrations, is up
	 * to date, and run what is to be repeated.
	 * @param description what the history remembers, cut to what it can hold
	 * @return what was done, for the log
	 * @throws io.schemarecovery.failure.RecoveryException if it fails
	 */
	String baseline(String description);

}
