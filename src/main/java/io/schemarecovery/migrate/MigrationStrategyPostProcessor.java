package io.schemarecovery.migrate;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Wraps every {@link FlywayMigrationStrategy}, a user's own too: on a normal boot it
 * tells failures in full, for a reset it only remembers what is to be migrated in stage
 * 3.
 */
public final class MigrationStrategyPostProcessor implements BeanPostProcessor {

	private final BiConsumer<Flyway, FlywayMigrationStrategy> action;

	private MigrationStrategyPostProcessor(BiConsumer<Flyway, FlywayMigrationStrategy> action) {
		this.action = action;
	}

	/** The one of a normal boot: migrates, and tells failures in full. */
	public static MigrationStrategyPostProcessor migrating() {
		return new MigrationStrategyPostProcessor(MigrationStrategyPostProcessor::migrate);
	}

	/**
	 * The one of a reset: migrates nothing during the refresh.
	 * @param migrations gives where to remember what is to be migrated
	 */
	public static MigrationStrategyPostProcessor deferring(Supplier<FlywayMigrations> migrations) {
		return new MigrationStrategyPostProcessor((flyway, strategy) -> migrations.get().defer(flyway, strategy));
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof FlywayMigrationStrategy strategy) {
			return (FlywayMigrationStrategy) (flyway) -> this.action.accept(flyway, strategy);
		}
		return bean;
	}

	/**
	 * Migrate as the strategy does.
	 * @param flyway what to migrate
	 * @param strategy how
	 * @throws io.schemarecovery.failure.RecoveryException telling the failure, if Flyway
	 * fails
	 */
	static void migrate(Flyway flyway, FlywayMigrationStrategy strategy) {
		try {
			strategy.migrate(flyway);
		}
		catch (FlywayException ex) {
			if (flyway.getConfiguration().getDataSource() instanceof CascadeDataSource dataSource) {
				throw MigrationFailure.of(ex, dataSource.journal(), dataSource.target());
			}
			throw ex;
		}
	}

}
