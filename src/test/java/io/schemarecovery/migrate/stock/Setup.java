package io.schemarecovery.migrate.stock;

import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.testing.Contents;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.TestDatabase;

/**
 * An application as somebody has set Flyway up.
 *
 * @param name what is set
 * @param properties settings
 * @param earlier settings of a start before, with an older version; empty for none
 * @param prepared statements that prepare the database
 * @param configuration classes
 */
record Setup(String name, List<String> properties, List<String> earlier, List<String> prepared,
		List<Class<?>> configuration) {

	private static final String STOCK = "spring.autoconfigure.exclude="
			+ "io.schemarecovery.boot.SchemaRecoveryAutoConfiguration,io.schemarecovery.boot.ResetAutoConfiguration,"
			+ "io.schemarecovery.boot.SchemaRecoveryHealthAutoConfiguration";

	static Setup of(String name, String... properties) {
		return new Setup(name, List.of(properties), List.of(), List.of(), List.of());
	}

	Setup after(String... settings) {
		return new Setup(this.name, this.properties, List.of(settings), this.prepared, this.configuration);
	}

	Setup on(String... statements) {
		return new Setup(this.name, this.properties, this.earlier, List.of(statements), this.configuration);
	}

	Setup with(Class<?>... classes) {
		return new Setup(this.name, this.properties, this.earlier, this.prepared, List.of(classes));
	}

	void prepare(TestDatabase database) {
		database.execute(this.prepared.toArray(String[]::new));
	}

	/** The start of an older version, without the library. */
	void startEarlier(TestDatabase database) {
		if (!this.earlier.isEmpty()) {
			launch(database, this.earlier).with(STOCK).startAndStop();
		}
	}

	List<String> startStock(TestDatabase database) {
		return start(database, STOCK);
	}

	/** Starts, and tells what was heard, the histories, and what is there. */
	List<String> start(TestDatabase database, String... more) {
		Heard.EVENTS.clear();
		launch(database, this.properties).with(more).startAndStop();
		List<String> told = new ArrayList<>(Heard.EVENTS);
		told.addAll(Contents.histories(database));
		told.addAll(Contents.of(database));
		return told;
	}

	private Launch launch(TestDatabase database, List<String> settings) {
		return Launch.of(PlainApplication.class, database)
			.with(settings.stream()
				.map((setting) -> setting.replace("{url}", database.url()).replace("{owner}", database.owner()))
				.toArray(String[]::new))
			.with(this.configuration.toArray(Class<?>[]::new));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
