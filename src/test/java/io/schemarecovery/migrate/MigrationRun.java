package io.schemarecovery.migrate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.request.SchemaRecoveryProperties;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/** Migrations written by a test, run by stock Flyway or by the decorated one. */
final class MigrationRun {

	private final TestDatabase database;

	private final Path folder;

	private UnaryOperator<FluentConfiguration> customizer = UnaryOperator.identity();

	MigrationRun(TestDatabase database, Path folder) {
		this.database = database;
		this.folder = folder;
	}

	/** Write a migration, or a callback. */
	MigrationRun file(String name, String... statements) {
		try {
			Files.writeString(this.folder.resolve(name), String.join(";\n", statements) + "\n");
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	MigrationRun with(UnaryOperator<FluentConfiguration> customizer) {
		this.customizer = customizer;
		return this;
	}

	/** By Flyway alone. */
	MigrateResult stock() {
		return flyway().migrate();
	}

	/**
	 * As an application would with the library.
	 * @param settings such as {@code migrate.cascade=all}
	 */
	MigrateResult decorated(String... settings) {
		SchemaRecoveryProperties properties = Settings.of(settings);
		CascadeFlywayPostProcessor processor = new CascadeFlywayPostProcessor(
				new MigrationSettings(() -> properties, () -> properties, () -> Fence.NONE, UnaryOperator.identity()));
		Flyway flyway = (Flyway) processor.postProcessBeforeInitialization(flyway(), "flyway");
		MigrateResult[] result = new MigrateResult[1];
		ToldMigration.migrate(flyway, (told) -> result[0] = told.migrate());
		return result[0];
	}

	/** What a person reads when the decorated run fails. */
	String failure(String... settings) {
		try {
			decorated(settings);
		}
		catch (RecoveryException ex) {
			return ex.account() + "\n" + ex.analysis().getAction();
		}
		throw new AssertionError("it did not fail");
	}

	private Flyway flyway() {
		return this.customizer
			.apply(Flyway.configure()
				.dataSource(this.database.dataSource())
				.locations("filesystem:" + this.folder)
				.baselineOnMigrate(true)
				.baselineVersion("0"))
			.load();
	}

}
