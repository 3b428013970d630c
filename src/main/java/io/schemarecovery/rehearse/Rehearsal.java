package io.schemarecovery.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.jdbc.ConnectionPool;
import io.schemarecovery.jdbc.DedicatedConnection;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.SiblingDatabase;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.migrate.RehearsedMigration.Status;
import io.schemarecovery.migrate.RehearsedMigrations;
import io.schemarecovery.rehearse.RehearsalReport.RehearsedFlyway;
import io.schemarecovery.request.RehearseProperties;
import io.schemarecovery.request.RehearseProperties.From;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs the pending migrations for real, where nothing of it stays.
 * <ol>
 * <li>A copy is made: a database of its own, else a transaction.</li>
 * <li>Every data source of the application leads to the copy, also for the migrations
 * that are written in Java and whatever they call.</li>
 * <li>Flyway migrates as the next normal start would.</li>
 * <li>The entities are compared with what has come out.</li>
 * <li>The copy is thrown away.</li>
 * </ol>
 */
public final class Rehearsal {

	private static final Log logger = LogFactory.getLog(Rehearsal.class);

	private static final Query<String> DATABASE = Query.text("""
			SELECT concat('database ', current_database(), ' as role ', current_user, ', PostgreSQL ',
			              current_setting('server_version'), ', ', pg_size_pretty(pg_database_size(current_database())))
			""");

	private final RehearseProperties properties;

	private final Consumer<@Nullable UnaryOperator<DataSource>> redirection;

	private final List<DataSource> dataSources;

	private final EntitySchemas entities;

	/**
	 * Prepare one.
	 * @param properties the settings
	 * @param redirection takes where all data sources lead to, or {@code null} for back
	 * to themselves
	 * @param dataSources the data sources of the application
	 * @param entities the entities of the application
	 */
	public Rehearsal(RehearseProperties properties, Consumer<@Nullable UnaryOperator<DataSource>> redirection,
			List<DataSource> dataSources, EntitySchemas entities) {
		this.properties = properties;
		this.redirection = redirection;
		this.dataSources = dataSources;
		this.entities = entities;
	}

	/**
	 * Rehearse.
	 * @param migrations the migrations of the application
	 * @return how it went
	 * @throws RecoveryException if it cannot be done
	 */
	public RehearsalReport rehearse(Migrations migrations) {
		DataSource dataSource = migrations.dataSource();
		String database = database(dataSource);
		if (migrations.isEmpty()) {
			return new RehearsalReport(database, "on nothing", List.of("the application has no Flyway migrations"),
					List.of(), List.of(), null, List.of(), List.of(), List.of(), "Nothing is pending.", 0);
		}
		List<String> reasons = new ArrayList<>();
		Copy copy = copy(dataSource, reasons);
		logger.info("Rehearsing %s: what is logged from here on happens there".formatted(copy.description()));
		List<RehearsedMigrations> rehearsed;
		List<String> mismatches = List.of();
		List<String> remarks;
		try {
			this.redirection.accept((original) -> redirect(dataSource, original, copy));
			rehearsed = migrations.rehearse();
			if (rehearsed.stream().allMatch((one) -> one.failure() == null)) {
				mismatches = this.entities.validate();
			}
		}
		finally {
			this.redirection.accept(null);
			remarks = copy.end();
		}
		return report(database, reasons, copy, rehearsed, mismatches, remarks);
	}

	private static DataSource redirect(DataSource migrated, DataSource original, Copy copy) {
		if (SiblingDatabase.areApart(migrated, original)) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"A migration uses a data source of another database, which is not part of the rehearsal.",
					List.of(String.valueOf(original)),
					"Keep that migration out of this start by @Profile(\"!rehearse\"). Nothing was touched.");
		}
		return copy.as(original);
	}

	private Copy copy(DataSource dataSource, List<String> reasons) {
		From from = this.properties.from();
		if (from != From.TRANSACTION) {
			try {
				check(dataSource, from == From.EMPTY);
				return ScratchDatabase.create(dataSource, from == From.EMPTY);
			}
			catch (NoCopyException ex) {
				if (from != From.AUTO) {
					throw new RecoveryException(ExitCode.REFUSED, "No database for the rehearsal can be made.",
							List.of(ex.reason()),
							"Give the role CREATEDB and let others disconnect, or set schema-recovery.rehearse.from=transaction. "
									+ "Nothing was changed.");
				}
				reasons.add("the database was not copied: " + ex.reason());
			}
		}
		return RolledBackTransaction.begin(dataSource, this.properties);
	}

	private void check(DataSource dataSource, boolean empty) throws NoCopyException {
		try (Connection connection = DedicatedConnection.open(dataSource)) {
			TemplateChecks.checkPrivilege(connection, empty);
			if (!empty) {
				TemplateChecks.checkSize(connection, this.properties.maxSize());
				TemplateChecks.checkSessions(connection, () -> this.dataSources
					.forEach((pooled) -> ConnectionPool.of(pooled).ifPresent(ConnectionPool::drain)));
			}
		}
		catch (SQLException ex) {
			throw SqlFailure.of("looking whether the database can be copied", ex);
		}
	}

	private static String database(DataSource dataSource) {
		try (Connection connection = dataSource.getConnection()) {
			String product = connection.getMetaData().getDatabaseProductName();
			if (!product.equals("PostgreSQL")) {
				throw new RecoveryException(ExitCode.CONFIGURATION, "Only migrations of PostgreSQL can be rehearsed.",
						List.of("The database is " + product + "."), "Start without the profile rehearse.");
			}
			return DATABASE.list(connection).get(0);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("connecting", ex);
		}
	}

	private RehearsalReport report(String database, List<String> reasons, Copy copy,
			List<RehearsedMigrations> rehearsed, List<String> mismatches, List<String> remarks) {
		List<RehearsedFlyway> flyways = rehearsed.stream().map(Rehearsal::told).toList();
		RecoveryException failure = rehearsed.stream()
			.map(RehearsedMigrations::failure)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		Obstacle obstacle = copy.obstacle();
		Verdict verdict = (obstacle != null) ? Verdict.stopped(obstacle)
				: (failure != null)
						? Verdict.failed(failure, copy, count(flyways, Status.PASSED), count(flyways, Status.NOT_RUN))
						: (!mismatches.isEmpty() && this.entities.validatedAtEveryStart()) ? Verdict.MISMATCH
								: Verdict.passed(count(flyways, Status.PASSED), count(flyways, Status.NOT_RUN),
										copy.leftOut().isEmpty());
		return new RehearsalReport(database, copy.description(), reasons, flyways, copy.leftOut(),
				(obstacle != null) ? obstacle.reason() : null, mismatches, copy.cannotShow(), remarks, verdict.text(),
				verdict.exitCode());
	}

	private static long count(List<RehearsedFlyway> flyways, Status status) {
		return flyways.stream()
			.flatMap((flyway) -> flyway.migrations().stream())
			.filter((migration) -> migration.status() == status)
			.count();
	}

	private static RehearsedFlyway told(RehearsedMigrations rehearsed) {
		RecoveryException failure = rehearsed.failure();
		return new RehearsedFlyway(rehearsed.bean(), rehearsed.migrations(), rehearsed.cascades(), rehearsed.remark(),
				(failure != null) ? failure.account() : "",
				(failure != null) ? String.valueOf(failure.analysis().getAction()) : "");
	}

}
