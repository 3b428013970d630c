package io.schemarecovery.boot;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.schemarecovery.migrate.SchemaOrigin;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Says UP, and whether the schema is the one of the migrations, or a makeshift from the
 * entities that somebody should do something about.
 */
class SchemaRecoveryHealth extends AbstractHealthIndicator {

	private final SchemaOrigin origin;

	private final PresentArchives archives;

	private final BooleanSupplier resetting;

	SchemaRecoveryHealth(SchemaOrigin origin, PresentArchives archives, BooleanSupplier resetting) {
		super("The history of Flyway, or the archives, could not be read");
		this.archives = archives;
		this.origin = origin;
		this.resetting = resetting;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) throws SQLException {
		if (this.resetting.getAsBoolean()) {
			// the history is none, or not the one that will be
			builder.up().withDetail("schema", "being reset");
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
