package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

import javax.sql.DataSource;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.Effects;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.report.StageResult;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * The migrations that a reset keeps out of the refresh, of every Flyway bean, all of them
 * on one database. Written during the refresh, read by the runners after it.
 */
public final class FlywayMigrations implements Migrations {

	private final Source source;

	private final String profile;

	/** In the order in which they would have migrated. */
	private final Map<Flyway, FlywayMigrationStrategy> deferred = new LinkedHashMap<>();

	private @Nullable FlywayBeans gathered;

	/** What the application has. */
	public interface Source {

		/**
		 * The Flyway beans.
		 * @return each by its name
		 */
		Map<String, Flyway> flyways();

		/** Have every initializer call {@link #defer} that has not done so yet. */
		void initialize();

	}

	/**
	 * None yet.
	 * @param source knows the beans
	 * @param profile the profile of this start, by which a bean can be kept out of it
	 */
	public FlywayMigrations(Source source, String profile) {
		this.source = source;
		this.profile = profile;
	}

	/**
	 * The migrations of a normal start, to look at.
	 * @param flyway what is about to migrate
	 * @param all every Flyway bean by its name
	 * @return the migrations on its data source, or empty if it could not be reset
	 */
	public static Optional<MigratedSchemas> of(Flyway flyway, Map<String, Flyway> all) {
		if (!(flyway.getConfiguration().getDataSource() instanceof CascadeDataSource dataSource)) {
			return Optional.empty();
		}
		Map<String, Flyway> beside = new LinkedHashMap<>(all);
		beside.values()
			.removeIf((other) -> !(other.getConfiguration().getDataSource() instanceof CascadeDataSource cascading)
					|| cascading.target() != dataSource.target());
		if (!beside.containsValue(flyway)) {
			beside.put("", flyway);
		}
		return Optional.of(FlywayBeans.of(beside));
	}

	/**
	 * Have something done before a connection is given to the migrations of a normal
	 * start, each time: the database may not have been there at first.
	 * @param flyway what will migrate
	 * @param action what to do
	 */
	public static void beforeEachConnection(Flyway flyway, Runnable action) {
		if (flyway.getConfiguration().getDataSource() instanceof CascadeDataSource dataSource) {
			dataSource.beforeEach(action);
		}
	}

	/**
	 * Remember to migrate in stage 3.
	 * @param flyway what to migrate
	 * @param strategy how
	 */
	public void defer(Flyway flyway, FlywayMigrationStrategy strategy) {
		checkCascades(flyway);
		this.deferred.putIfAbsent(flyway, strategy);
	}

	/**
	 * The database has to answer already now, so that one that is not there is told as
	 * such, before anything else of the application fails.
	 */
	@Override
	public void gather() {
		if (this.gathered == null) {
			Map<String, Flyway> flyways = this.source.flyways();
			flyways.values().forEach(this::checkCascades);
			FlywayBeans found = FlywayBeans.of(flyways);
			new OneDatabase(found.beans(), this.profile).check();
			// asking for one bean may have led to another that gathers
			this.gathered = (this.gathered != null) ? this.gathered : found;
		}
	}

	@Override
	public void complete() {
		this.source.initialize();
		List<String> left = beans().beans()
			.stream()
			.filter((bean) -> !this.deferred.containsKey(bean.flyway()))
			.map((bean) -> "Flyway bean '%s': no FlywayMigrationInitializer calls it".formatted(bean.name()))
			.toList();
		if (!left.isEmpty()) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "Not all of the migrations can be kept for stage 3.",
					left, "Add a bean new FlywayMigrationInitializer(flyway) for each, or keep the Flyway bean out of "
							+ "this start: @Profile(\"!%s\"). Nothing was touched.".formatted(this.profile));
		}
	}

	@Override
	public boolean isEmpty() {
		return this.gathered == null || this.gathered.beans().isEmpty();
	}

	@Override
	public boolean baselinesNonEmptySchema() {
		return beans().baselineNonEmptySchema();
	}

	@Override
	public DataSource dataSource() {
		return beans().dataSource();
	}

	@Override
	public List<String> schemas() throws SQLException {
		return beans().schemas();
	}

	@Override
	public boolean preparesSessions() {
		return beans().preparesSessions();
	}

	@Override
	public void prepare(Connection connection) throws SQLException {
		beans().prepare(connection);
	}

	@Override
	public List<QualifiedName> histories(Connection connection) throws SQLException {
		return beans().histories(connection);
	}

	@Override
	public List<MigrationSurvey> survey(Connection connection) throws SQLException {
		List<MigrationSurvey> surveys = new ArrayList<>();
		for (FlywayBean bean : beans().beans()) {
			surveys.add(new MigrationSurveyor(bean, connection).survey());
		}
		return surveys;
	}

	@Override
	public StageResult migrate(boolean emptied, ProgressBoard board) {
		try {
			return StageResult.done(each((bean, strategy) -> bean.migrate(strategy, emptied, board)),
					Effects.of(cascades()));
		}
		catch (RecoveryException ex) {
			if (ex.getExitCode() != ExitCode.MIGRATION_FAILED.code()) {
				// a lost connection or a lock is no reason to give the migrations up
				throw ex;
			}
			return StageResult.failed(String.valueOf(ex.getMessage()), ex);
		}
		catch (RuntimeException ex) {
			SQLException sql = SqlFailure.in(ex);
			if (sql != null && SqlFailure.exitCode(sql) == ExitCode.NO_DATABASE) {
				throw SqlFailure.of("migrating", sql);
			}
			return StageResult.failed("Flyway failed: " + ex.getMessage(), ex);
		}
	}

	@Override
	public List<RehearsedMigrations> rehearse() {
		this.source.initialize();
		List<RehearsedMigrations> rehearsed = new ArrayList<>();
		Map<Flyway, @Nullable FlywayMigrationStrategy> all = new LinkedHashMap<>(this.deferred);
		// what nothing calls at the start is told, and not run
		beans().beans().forEach((bean) -> all.putIfAbsent(bean.flyway(), null));
		boolean failed = false;
		for (Map.Entry<Flyway, @Nullable FlywayMigrationStrategy> entry : all.entrySet()) {
			RehearsedMigrations one = beans().of(entry.getKey()).rehearse(failed ? null : entry.getValue());
			failed |= one.failure() != null;
			rehearsed.add(one);
		}
		return rehearsed;
	}

	@Override
	public String baseline(String description) {
		return each((bean, strategy) -> bean.baseline(description));
	}

	private String each(BiFunction<FlywayBean, FlywayMigrationStrategy, String> action) {
		List<String> done = new ArrayList<>();
		this.deferred.forEach((flyway, strategy) -> {
			FlywayBean bean = beans().of(flyway);
			String result = action.apply(bean, strategy);
			done.add((this.deferred.size() == 1) ? result : "%s: %s".formatted(bean.name(), result));
		});
		return String.join("; ", done);
	}

	private List<Cascade> cascades() {
		return this.deferred.keySet()
			.stream()
			.flatMap((flyway) -> beans().of(flyway).dataSource().journal().cascades().stream())
			.toList();
	}

	private FlywayBeans beans() {
		return Objects.requireNonNull(this.gathered, "nothing was gathered");
	}

	private void checkCascades(Flyway flyway) {
		if (!(flyway.getConfiguration().getDataSource() instanceof CascadeDataSource)) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"A Flyway bean cannot take part in a start with the profile %s.".formatted(this.profile),
					List.of("It is a subclass of Flyway, or has no data source, or is no bean: "
							+ flyway.getClass().getName()),
					"Make it a bean, with Flyway.configure()...load().");
		}
	}

}
