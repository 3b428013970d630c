package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.StageResult;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * The Flyway migrations that a reset kept out of the refresh. Written during the refresh,
 * read by the runners after it.
 */
public final class FlywayMigrations implements Migrations {

	/** What {@code description} of a history table holds. */
	private static final int LONGEST_DESCRIPTION = 200;

	private final Consumer<FlywayMigrations> gatherer;

	private @Nullable Deferred deferred;

	private record Deferred(Flyway flyway, FlywayMigrationStrategy strategy) {

		Configuration configuration() {
			return this.flyway.getConfiguration();
		}

		/**
		 * Flyway refuses a schema that is not empty and has no history, and counts as
		 * such one with a type that only indirectly belongs to an extension. A baseline
		 * below every migration makes it run all of them.
		 */
		Flyway fromScratch() {
			return load(copy().baselineOnMigrate(true).baselineVersion("0").baselineDescription("emptied by a reset"));
		}

		FluentConfiguration copy() {
			return Flyway.configure(configuration().getClassLoader()).configuration(configuration());
		}

		Flyway load(FluentConfiguration configuration) {
			return CascadeFlyway.load(configuration, dataSource());
		}

		CascadeDataSource dataSource() {
			return (CascadeDataSource) Objects.requireNonNull(configuration().getDataSource());
		}

	}

	/**
	 * None yet.
	 * @param gatherer calls {@link #defer}, if something asks before Boot's initializer
	 */
	public FlywayMigrations(Consumer<FlywayMigrations> gatherer) {
		this.gatherer = gatherer;
	}

	/**
	 * The migrations of a normal start, to look at.
	 * @param flyway what will migrate
	 * @return the migrations, or empty if they are none that could be reset
	 */
	public static Optional<Migrations> of(Flyway flyway) {
		if (!(flyway.getConfiguration().getDataSource() instanceof CascadeDataSource)) {
			return Optional.empty();
		}
		FlywayMigrations migrations = new FlywayMigrations((nothing) -> {
		});
		migrations.deferred = new Deferred(flyway, Flyway::migrate);
		return Optional.of(migrations);
	}

	/**
	 * Have something done before a connection is given to the migrations of a normal
	 * start, each time: the database may not have been there at first.
	 * @param flyway what will migrate
	 * @param action what to do
	 */
	public static void beforeEachConnection(Flyway flyway, Consumer<Migrations> action) {
		if (flyway.getConfiguration().getDataSource() instanceof CascadeDataSource dataSource) {
			of(flyway).ifPresent((migrations) -> dataSource.beforeEach(() -> action.accept(migrations)));
		}
	}

	/**
	 * Remember to migrate in stage 3. The database has to answer already now, so that one
	 * that is not there is told as such, before anything else of the application fails.
	 * @param flyway what to migrate
	 * @param strategy how
	 */
	public void defer(Flyway flyway, FlywayMigrationStrategy strategy) {
		if (!(flyway.getConfiguration().getDataSource() instanceof CascadeDataSource dataSource)) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "A Flyway bean cannot take part in a reset.",
					List.of("It is a subclass of Flyway, or has no data source: " + flyway.getClass().getName()),
					"Make it with Flyway.configure()...load().");
		}
		try (Connection connection = dataSource.target().getConnection()) {
			connection.isValid(0);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("connecting", ex, "database: " + DatabaseAddress.of(dataSource.target()));
		}
		if (this.deferred != null && this.deferred.flyway() == flyway) {
			return;
		}
		if (this.deferred != null) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "A reset of several Flyway beans is not supported yet.",
					List.of("More than one Flyway bean wants to migrate."),
					"Start the reset with one Flyway bean. Nothing was touched.");
		}
		this.deferred = new Deferred(flyway, strategy);
	}

	@Override
	public void gather() {
		if (this.deferred == null) {
			this.gatherer.accept(this);
		}
	}

	@Override
	public boolean isEmpty() {
		return this.deferred == null;
	}

	@Override
	public boolean baselinesNonEmptySchema() {
		return deferred().configuration().isBaselineOnMigrate();
	}

	@Override
	public DataSource dataSource() {
		return deferred().dataSource().target();
	}

	@Override
	public List<String> schemas() {
		return CascadeFlywayPostProcessor.schemas(deferred().configuration());
	}

	@Override
	public boolean preparesSessions() {
		String sql = deferred().configuration().getInitSql();
		return sql != null && !sql.isBlank();
	}

	@Override
	public void prepare(Connection connection) throws SQLException {
		if (preparesSessions()) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(deferred().configuration().getInitSql());
			}
		}
	}

	@Override
	public List<QualifiedName> histories(Connection connection) throws SQLException {
		Configuration configuration = deferred().configuration();
		List<String> schemas = schemas();
		String schema = schemas.isEmpty()
				? Query.text("SELECT coalesce(current_schema(), 'public')").list(connection).get(0) : schemas.get(0);
		return List.of(new QualifiedName(schema, configuration.getTable()));
	}

	@Override
	public StageResult migrate(boolean emptied) {
		try {
			Flyway flyway = emptied ? deferred().fromScratch() : deferred().flyway();
			ToldMigration.migrate(flyway, deferred().strategy(), true);
			MigrationInfo[] pending = flyway.info().pending();
			if (pending.length > 0) {
				throw new RecoveryException(ExitCode.MIGRATION_FAILED,
						"The FlywayMigrationStrategy of the application left migrations pending.",
						Arrays.stream(pending).map(MigrationInfo::getScript).toList(),
						"Let the strategy call flyway.migrate().");
			}
			return StageResult.done(describe(deferred()), cascades());
		}
		catch (RecoveryException ex) {
			if (ex.getExitCode() != ExitCode.MIGRATION_FAILED.code()) {
				// a lost connection or a lock is no reason to give the migrations up
				throw ex;
			}
			return StageResult.failed(String.valueOf(ex.getMessage()), ex, cascades());
		}
		catch (RuntimeException ex) {
			SQLException sql = SqlFailure.in(ex);
			if (sql != null && SqlFailure.exitCode(sql) == ExitCode.NO_DATABASE) {
				throw SqlFailure.of("migrating", sql);
			}
			return StageResult.failed("Flyway failed: " + ex.getMessage(), ex, cascades());
		}
	}

	@Override
	public String baseline(String description) {
		MigrationVersion newest = newest(deferred().flyway());
		String text = description.replaceAll("\\s+", " ");
		Flyway flyway = deferred().load(deferred().copy()
			.baselineVersion(newest)
			.baselineDescription(text.substring(0, Math.min(text.length(), LONGEST_DESCRIPTION))));
		try {
			flyway.baseline();
			return "history baselined at %s, repeatable migrations run: %d".formatted(newest,
					flyway.migrate().migrationsExecuted);
		}
		catch (FlywayException ex) {
			throw new MigrationFailure(deferred().dataSource(), true).of(ex);
		}
	}

	private List<Cascade> cascades() {
		return deferred().dataSource().journal().cascades();
	}

	private Deferred deferred() {
		return Objects.requireNonNull(this.deferred, "nothing was deferred");
	}

	/** Version 0 where there is none: a later first migration is then still run. */
	private static MigrationVersion newest(Flyway flyway) {
		return Arrays.stream(flyway.info().all())
			.filter((migration) -> migration.getState().isResolved())
			.map(MigrationInfo::getVersion)
			.filter(Objects::nonNull)
			.max(MigrationVersion::compareTo)
			.orElse(MigrationVersion.fromVersion("0"));
	}

	private static String describe(Deferred entry) {
		String taken = Cascade.summary(entry.dataSource().journal().cascades());
		return entry.flyway().info().applied().length + " migrations applied"
				+ (taken.isEmpty() ? "" : "; CASCADE took " + taken) + entry.dataSource().suspensions().summary();
	}

}
