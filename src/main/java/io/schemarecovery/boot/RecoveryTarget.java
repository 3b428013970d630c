package io.schemarecovery.boot;

import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.migrate.NoMigrations;

import org.springframework.beans.factory.ObjectProvider;

/**
 * Finds what a recovery works on, after the refresh: the migrations that were kept out of
 * it, else the data source of the application.
 *
 * @param migrations the migration tool, if it is there
 * @param dataSources the data sources of the application
 * @param connections lets the recovery through
 * @param purpose what is done to it, a verb
 */
record RecoveryTarget(ObjectProvider<Migrations> migrations, ObjectProvider<DataSource> dataSources,
		ConnectionGate connections, String purpose) {

	Migrations find() {
		Migrations found = this.migrations.getIfAvailable();
		if (found != null) {
			found.gather();
			if (!found.isEmpty()) {
				return found;
			}
		}
		DataSource dataSource = this.dataSources.getIfUnique();
		if (dataSource == null) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"There is no one data source to %s.".formatted(this.purpose),
					List.of("%s data sources, no Flyway migrations".formatted(this.dataSources.stream().count())),
					"Mark one data source @Primary, or let Flyway migrate it. Nothing was touched.");
		}
		return new NoMigrations(this.connections.target(dataSource));
	}

}
