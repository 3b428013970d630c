package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.Progress;
import io.schemarecovery.report.ProgressBoard;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.util.StringUtils;

/**
 * One Flyway bean: where it migrates, and what a reset does with it.
 *
 * @param name name of the bean
 * @param flyway the bean, whose data source cascades
 */
record FlywayBean(String name, Flyway flyway) {

	/** What {@code description} of a history table holds. */
	private static final int LONGEST_DESCRIPTION = 200;

	CascadeDataSource dataSource() {
		return (CascadeDataSource) Objects.requireNonNull(configuration().getDataSource());
	}

	/** The data source as the application made it. */
	DataSource target() {
		return dataSource().target();
	}

	/** Names of the schemas, unquoted; empty for the current one. */
	List<String> schemas() {
		return CascadeFlywayPostProcessor.schemas(configuration());
	}

	boolean baselinesNonEmptySchema() {
		return configuration().isBaselineOnMigrate();
	}

	boolean preparesSessions() {
		return StringUtils.hasText(configuration().getInitSql());
	}

	void prepare(Connection connection) throws SQLException {
		if (preparesSessions()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(configuration().getInitSql());
			}
		}
	}

	QualifiedName history(Connection connection) throws SQLException {
		List<String> schemas = schemas();
		String schema = schemas.isEmpty()
				? Query.text("SELECT coalesce(current_schema(), 'public')").list(connection).get(0) : schemas.get(0);
		return new QualifiedName(schema, configuration().getTable());
	}

	/**
	 * Run the migrations.
	 * @param strategy how
	 * @param emptied whether the schemas were emptied before
	 * @param board shows how far it is
	 * @return what was done, for the log
	 * @throws RecoveryException telling the failure, if Flyway fails or leaves migrations
	 * pending
	 */
	String migrate(FlywayMigrationStrategy strategy, boolean emptied, ProgressBoard board) {
		Flyway migrating = emptied ? fromScratch() : this.flyway;
		try (Progress progress = board.begin("migrations run", pending(migrating))) {
			dataSource().journal().count(() -> progress.add(1));
			ToldMigration.migrate(migrating, strategy, true);
		}
		MigrationInfo[] pending = FlywayCopy.info(migrating).pending();
		if (pending.length > 0) {
			throw new RecoveryException(ExitCode.MIGRATION_FAILED,
					"The FlywayMigrationStrategy of the application left migrations pending.",
					Arrays.stream(pending).map(MigrationInfo::getScript).toList(),
					"Let the strategy call flyway.migrate().");
		}
		String taken = Cascade.summary(dataSource().journal().cascades());
		return FlywayCopy.info(this.flyway).applied().length + " migrations applied"
				+ (taken.isEmpty() ? "" : "; CASCADE took " + taken) + dataSource().suspensions().summary();
	}

	private static int pending(Flyway flyway) {
		try {
			return FlywayCopy.info(flyway).pending().length;
		}
		catch (FlywayException ex) {
			// migrating fails as well, and tells why
			return 0;
		}
	}

	/**
	 * Run the pending migrations on a copy, to which this data source connects meanwhile.
	 * @param strategy how, or {@code null} if they are not to be run, but only told
	 * @return how they went
	 */
	RehearsedMigrations rehearse(@Nullable FlywayMigrationStrategy strategy) {
		RehearsalCallback callback = new RehearsalCallback();
		List<MigrationInfo> pending = List.of();
		RecoveryException failure = null;
		try {
			pending = List.of(FlywayCopy.info(this.flyway).pending());
			if (strategy != null) {
				ToldMigration.migrate(FlywayCopy.of(this.flyway,
						(copy) -> copy.callbacks(Stream.concat(Arrays.stream(copy.getCallbacks()), Stream.of(callback))
							.toArray(Callback[]::new))),
						strategy);
			}
		}
		catch (RecoveryException ex) {
			failure = ex;
		}
		catch (FlywayException ex) {
			failure = new MigrationFailure(dataSource(), false).of(ex);
		}
		String last = dataSource().journal().last();
		if (failure != null && last != null && failure.account().contains(last + ", at its commit")) {
			callback.failedAtCommit(last);
		}
		return new RehearsedMigrations(this.name, callback.migrations(pending), dataSource().journal().cascades(),
				dataSource().suspensions().summary().replaceFirst("^; ", ""), failure);
	}

	/**
	 * Make the history say that the schema is up to date, and run the repeatable
	 * migrations.
	 * @param description what the history remembers
	 * @return what was done, for the log
	 * @throws RecoveryException if Flyway fails
	 */
	String baseline(String description) {
		MigrationVersion newest = newest();
		String text = description.replaceAll("\\s+", " ");
		Flyway baselining = FlywayCopy.of(this.flyway, (copy) -> copy.baselineVersion(newest)
			.baselineDescription(text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION))));
		try {
			baselining.baseline();
			return "history baselined at %s, repeatable migrations run: %s".formatted(newest,
					baselining.migrate().migrationsExecuted);
		}
		catch (FlywayException ex) {
			throw new MigrationFailure(dataSource(), true).of(ex);
		}
	}

	/**
	 * Flyway refuses a schema that is not empty and has no history, and counts as such
	 * one with a type that only indirectly belongs to an extension. A baseline below
	 * every migration makes it run all of them.
	 */
	private Flyway fromScratch() {
		return FlywayCopy.of(this.flyway,
				(copy) -> copy.baselineOnMigrate(true).baselineVersion("0").baselineDescription("emptied by a reset"));
	}

	/** Version 0 where there is none: a later first migration is then still run. */
	private MigrationVersion newest() {
		return Arrays.stream(FlywayCopy.info(this.flyway).all())
			.filter((migration) -> migration.getState().isResolved())
			.map(MigrationInfo::getVersion)
			.filter(Objects::nonNull)
			.max(MigrationVersion::compareTo)
			.orElse(MigrationVersion.fromVersion("0"));
	}

	private Configuration configuration() {
		return this.flyway.getConfiguration();
	}

}
