package io.schemarecovery.migrate;

import java.util.ArrayList;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/**
 * A Flyway that goes on where a migration failed on a foreign key, which is then held
 * off. Whoever calls {@link #migrate()} sees one run.
 */
final class CascadeFlyway extends Flyway {

	private final CascadeDataSource dataSource;

	private CascadeFlyway(Configuration configuration, CascadeDataSource dataSource) {
		super(configuration);
		this.dataSource = dataSource;
	}

	/** Load a configuration, whose data source is decorated. */
	static Flyway load(FluentConfiguration configuration, CascadeDataSource dataSource) {
		return new CascadeFlyway(configuration, dataSource);
	}

	@Override
	public MigrateResult migrate() throws FlywayException {
		this.dataSource.journal().reset();
		this.dataSource.suspensions().reset();
		MigrateResult before = null;
		while (true) {
			try {
				return joined(before, super.migrate());
			}
			catch (FlywayException ex) {
				MigrateResult failed = MigrationFailure.result(ex);
				if (!this.dataSource.suspensions().again(ex)) {
					throw ex;
				}
				before = (failed != null) ? joined(before, failed) : before;
			}
		}
	}

	/** A group that was rolled back counts none of its migrations as executed. */
	private static MigrateResult joined(@Nullable MigrateResult before, MigrateResult after) {
		if (before != null) {
			after.initialSchemaVersion = before.initialSchemaVersion;
			after.migrations = new ArrayList<>(after.migrations);
			after.migrationsExecuted += before.migrationsExecuted;
			after.migrations.addAll(0, before.migrations.subList(0, before.migrationsExecuted));
			after.warnings.addAll(0, before.warnings);
		}
		return after;
	}

}
