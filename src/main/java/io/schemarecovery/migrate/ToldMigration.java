package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import io.schemarecovery.failure.SqlFailure;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

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
			dataSource.journal().reset();
			strategy.migrate(flyway);
		}
		catch (FlywayException ex) {
			throw new MigrationFailure(dataSource, reset, flyway.getConfiguration().isGroup()).of(ex);
		}
	}

	/**
	 * Have an application migrate in its own way.
	 * @param flyways what it may migrate, asked for if it fails
	 * @param migration migrates
	 * @throws io.schemarecovery.failure.RecoveryException telling the failure, if Flyway
	 * fails
	 */
	static void migrate(Supplier<List<Flyway>> flyways, Runnable migration) {
		try {
			migration.run();
		}
		catch (FlywayException ex) {
			SQLException sql = SqlFailure.in(ex);
			List<Flyway> told = flyways.get()
				.stream()
				.filter((flyway) -> flyway.getConfiguration().getDataSource() instanceof CascadeDataSource)
				.sorted(Comparator.comparing((flyway) -> !ran(flyway, sql)))
				.toList();
			if (told.isEmpty()
					|| !(told.get(0).getConfiguration().getDataSource() instanceof CascadeDataSource first)) {
				throw ex;
			}
			throw new MigrationFailure(first, false, told.get(0).getConfiguration().isGroup()).of(ex);
		}
	}

	private static boolean ran(Flyway flyway, @Nullable SQLException failed) {
		return flyway.getConfiguration().getDataSource() instanceof CascadeDataSource dataSource
				&& dataSource.journal().failure(failed) != null;
	}

}
