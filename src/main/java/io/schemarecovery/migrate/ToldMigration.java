package io.schemarecovery.migrate;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** A migration whose failure is told in full. */
public final class ToldMigration {

	private ToldMigration() {
	}

	/**
	 * Migrate on a normal boot.
	 * @param flyway what to migrate
	 * @param strategy how
	 * @throws io.schemarecovery.failure.RecoveryException telling the failure, if Flyway
	 * fails
	 */
	public static void migrate(Flyway flyway, FlywayMigrationStrategy strategy) {
		migrate(flyway, strategy, false);
	}

	static void migrate(Flyway flyway, FlywayMigrationStrategy strategy, boolean reset) {
		if (!(flyway.getConfiguration().getDataSource() instanceof CascadeDataSource dataSource)) {
			strategy.migrate(flyway);
			return;
		}
		try {
			strategy.migrate(flyway);
		}
		catch (FlywayException ex) {
			throw new MigrationFailure(dataSource, reset, flyway.getConfiguration().isGroup()).of(ex);
		}
	}

}
