package io.schemarecovery.actuate;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.schemarecovery.migrate.SchemaOrigin;
import io.schemarecovery.report.RecoveryRun;
import org.flywaydb.core.Flyway;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Says UP, and whether the schema is the one of the migrations, or a makeshift from the
 * entities that somebody should do something about.
 */
public final class SchemaRecoveryHealth extends AbstractHealthIndicator {

	private final SchemaOrigin origin;

	private final PresentArchives archives;

	private final Supplier<Optional<RecoveryRun>> resetting;

	/**
	 * Look at these.
	 * @param origin where the schema came from
	 * @param flyways where archives may be
	 * @param resetting the recovery that is going on; empty if there is none
	 */
	public SchemaRecoveryHealth(SchemaOrigin origin, Collection<Flyway> flyways,
			Supplier<Optional<RecoveryRun>> resetting) {
		super("The history of Flyway, or the archives, could not be read");
		this.archives = new PresentArchives(FlywayDataSources.of(flyways));
		this.origin = origin;
		this.resetting = resetting;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws SQLException {
		Optional<RecoveryRun> run = this.resetting.get();
		if (run.isPresent()) {
			// the history is none, or not the one that will be
			builder.up().withDetail("schema", "being reset");
			Optional.ofNullable(run.get().current())
				.ifPresent((stage) -> builder.withDetail("stage", stage.toString()));
			return;
		}
		String cause = this.origin.causeOfFallback();
		builder.up().withDetail("schema", cause.isEmpty() ? "created by migrations" : SchemaOrigin.FROM_ENTITIES);
		if (!cause.isEmpty()) {
			builder.withDetail("cause", cause)
				.withDetail("missing", SchemaOrigin.MISSING)
				.withDetail("action", "correct the migration, then start once with DB_RESET=true");
		}
		List<String> present = this.archives.lines();
		if (!present.isEmpty()) {
			builder.withDetail("archives", present);
		}
	}

}
