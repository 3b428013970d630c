package io.schemarecovery.doctor;

import java.sql.Connection;
import java.util.List;

import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.migrate.MigrationSurvey;

/**
 * What the checks look at.
 *
 * @param connection a connection within a transaction that only reads
 * @param schemas names of the schemas, unquoted
 * @param surveys how the migrations stand; empty if the application has none
 * @param graph tables and foreign keys
 */
record Sight(Connection connection, List<String> schemas, List<MigrationSurvey> surveys, ForeignKeyGraph graph) {

	/** Number of migrations that the next start would run. */
	int pending() {
		return this.surveys.stream().mapToInt((survey) -> survey.pending().size()).sum();
	}

}
