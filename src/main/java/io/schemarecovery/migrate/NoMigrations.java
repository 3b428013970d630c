package io.schemarecovery.migrate;

import java.sql.Connection;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.report.StageResult;

/**
 * An application without Flyway: its schema comes from its entities.
 *
 * @param dataSource the data source of the application
 */
public record NoMigrations(DataSource dataSource) implements Migrations {

	@Override
	public void gather() {
		// nothing to see
	}

	@Override
	public void complete() {
		// nothing to keep
	}

	@Override
	public boolean isEmpty() {
		return true;
	}

	@Override
	public boolean baselinesNonEmptySchema() {
		return false;
	}

	@Override
	public List<String> schemas() {
		return List.of();
	}

	@Override
	public boolean preparesSessions() {
		return false;
	}

	@Override
	public void prepare(Connection connection) {
		// nothing to set
	}

	@Override
	public List<QualifiedName> histories(Connection connection) {
		return List.of();
	}

	@Override
	public List<MigrationSurvey> survey(Connection connection) {
		return List.of();
	}

	@Override
	public StageResult migrate(boolean emptied, ProgressBoard board) {
		return StageResult.skipped("the application has no Flyway migrations");
	}

	@Override
	public List<RehearsedMigrations> rehearse() {
		return List.of();
	}

	@Override
	public String baseline(String description) {
		return "no history to baseline";
	}

}
