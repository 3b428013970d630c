package io.schemarecovery.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.migrate.CascadeFlywayPostProcessor;
import io.schemarecovery.migrate.MigrationSettings;
import io.schemarecovery.testing.Settings;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

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

	/**
	 * Migrates a fresh database.
	 * @return seconds until the first migration, and of each migration
	 */
	List<Double> measure(Server server, String database, int migrations) throws SQLException {
		server.execute("CREATE DATABASE " + database + " OWNER " + Server.OWNER);
		try (HikariDataSource pool = Target.pool(server.url(database), Server.OWNER, Server.PASSWORD)) {
			List<Long> beginnings = new ArrayList<>();
			Flyway flyway = flyway(pool, new Beginnings(beginnings));
			server.execute("CHECKPOINT");
			System.gc();
			beginnings.add(System.nanoTime());
			int executed = flyway.migrate().migrationsExecuted;
			beginnings.add(System.nanoTime());
			if (executed != migrations) {
				throw new IllegalStateException("%s ran %d migrations".formatted(this.name, executed));
			}
			return IntStream.range(1, beginnings.size())
				.mapToObj((i) -> (beginnings.get(i) - beginnings.get(i - 1)) / 1e9)
				.toList();
		}
		finally {
			server.execute("DROP DATABASE " + database + " WITH (FORCE)");
		}
	}

	private Flyway flyway(HikariDataSource pool, Callback callback) {
		Flyway stock = Flyway.configure()
			.dataSource(pool)
			.callbacks(callback)
			.locations("filesystem:" + this.directory)
			.load();
		return this.decorated ? (Flyway) new CascadeFlywayPostProcessor(
				new MigrationSettings(Settings::of, Settings::of, () -> Fence.NONE, (dataSource) -> dataSource))
			.postProcessBeforeInitialization(stock, "flyway") : stock;
	}

	/** Takes down when each migration begins. */
	private record Beginnings(List<Long> times) implements Callback {

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.BEFORE_EACH_MIGRATE;
		}

		@Override
		public boolean canHandleInTransaction(Event event, Context context) {
			return true;
		}

		@Override
		public void handle(Event event, Context context) {
			this.times.add(System.nanoTime());
		}

		@Override
		public String getCallbackName() {
			return "beginnings";
		}

	}

}
