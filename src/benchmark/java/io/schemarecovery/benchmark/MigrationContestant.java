package io.schemarecovery.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.migrate.CascadeFlywayPostProcessor;
import io.schemarecovery.migrate.MigrationSettings;
import io.schemarecovery.testing.Settings;
import org.flywaydb.core.Flyway;

/**
 * Flyway, stock or decorated, with its migrations.
 *
 * @param name how it is called
 * @param directory where the migrations are
 * @param decorated whether its connections know when a DROP may cascade
 */
record MigrationContestant(String name, Path directory, boolean decorated) {

	static MigrationContestant of(String name, Path root, MigrationFiles files, boolean decorated) throws IOException {
		Path directory = Files.createDirectories(root.resolve(name));
		files.write(directory);
		return new MigrationContestant(name, directory, decorated);
	}

	/** Migrates a fresh database. */
	double seconds(Server server, String database, int migrations) throws SQLException {
		server.execute("CREATE DATABASE " + database + " OWNER " + Server.OWNER);
		try (HikariDataSource pool = Target.pool(server.url(database), Server.OWNER, Server.PASSWORD)) {
			Flyway flyway = flyway(pool);
			server.execute("CHECKPOINT");
			System.gc();
			long start = System.nanoTime();
			int executed = flyway.migrate().migrationsExecuted;
			double seconds = (System.nanoTime() - start) / 1e9;
			if (executed != migrations) {
				throw new IllegalStateException("%s ran %d migrations".formatted(this.name, executed));
			}
			return seconds;
		}
		finally {
			server.execute("DROP DATABASE " + database + " WITH (FORCE)");
		}
	}

	private Flyway flyway(HikariDataSource pool) {
		Flyway stock = Flyway.configure().dataSource(pool).locations("filesystem:" + this.directory).load();
		return this.decorated ? (Flyway) new CascadeFlywayPostProcessor(
				new MigrationSettings(Settings::of, Settings::of, () -> Fence.NONE, (dataSource) -> dataSource))
			.postProcessBeforeInitialization(stock, "flyway") : stock;
	}

}
