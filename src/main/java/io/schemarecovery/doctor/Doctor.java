package io.schemarecovery.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.catalog.ScopeReader;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.graph.ForeignKeyGraphReader;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.migrate.Migrations;

/**
 * Examines a database in one transaction that only reads, sees one snapshot and is rolled
 * back. It waits for no lock longer than {@code lock-timeout}, and for no statement
 * longer than a minute.
 */
public final class Doctor {

	private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(1);

	private final List<String> configured;

	private final Duration lockTimeout;

	private final EntitySchemas entities;

	private final Associations associations;

	/**
	 * A doctor.
	 * @param configured names of the schemas to look at, unquoted; empty for those that
	 * are migrated
	 * @param lockTimeout time to wait for a lock
	 * @param entities compares the entities with the schema
	 * @param associations the associations of the entities
	 */
	public Doctor(List<String> configured, Duration lockTimeout, EntitySchemas entities, Associations associations) {
		this.configured = configured;
		this.lockTimeout = lockTimeout;
		this.entities = entities;
		this.associations = associations;
	}

	/**
	 * Examine.
	 * @param migrations the migrations of the application, and where they run
	 * @return what was found
	 * @throws io.schemarecovery.failure.RecoveryException (exit code 69) if there is no
	 * database; (75) if a lock was not to be had in time; (77) if a privilege is missing;
	 * (78) if the schemas that were named are not there
	 */
	public Diagnosis examine(Migrations migrations) {
		try {
			// before the transaction: the pool may have no second connection
			List<String> migrated = migrations.schemas();
			List<String> mismatches = this.entities.isEmpty() ? List.of() : this.entities.validate();
			return Transaction.snapshot(migrations.dataSource(), (connection) -> {
				limit(connection);
				migrations.prepare(connection);
				return diagnose(migrations, connection, schemas(connection, migrated), mismatches);
			});
		}
		catch (SQLException ex) {
			throw SqlFailure.of("examining the database", ex);
		}
	}

	private void limit(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute("SET LOCAL lock_timeout = %s; SET LOCAL statement_timeout = %s"
				.formatted(this.lockTimeout.toMillis(), STATEMENT_TIMEOUT.toMillis()));
		}
	}

	private List<String> schemas(Connection connection, List<String> migrated) throws SQLException {
		ScopeReader reader = new ScopeReader();
		return this.configured.isEmpty() ? reader.read(connection, migrated)
				: reader.readNamed(connection, this.configured, migrated);
	}

	private Diagnosis diagnose(Migrations migrations, Connection connection, List<String> schemas,
			List<String> mismatches) throws SQLException {
		Sight sight = new Sight(connection, schemas, migrations.survey(connection),
				new ForeignKeyGraphReader().read(connection, schemas));
		List<Section> sections = new ArrayList<>();
		sections.add(RunCheck.look(sight));
		sections.add(MigrationCheck.look(sight));
		sections.addAll(DropCheck.look(sight));
		sections.add(EntityCheck.look(sight, this.entities.isEmpty(), mismatches));
		sections.add(CycleCheck.look(sight));
		sections.add(IndexCheck.look(sight));
		sections.add(DeleteCheck.look(sight, this.associations));
		sections.add(ArchiveCheck.origin(sight));
		sections.add(ArchiveCheck.look(sight));
		String[] who = Query
			.of("SELECT current_database(), current_user", (row) -> new String[] { row.getString(1), row.getString(2) })
			.list(connection)
			.get(0);
		return new Diagnosis(who[0], who[1], schemas, sections);
	}

}
