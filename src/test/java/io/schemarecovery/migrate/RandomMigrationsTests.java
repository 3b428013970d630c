package io.schemarecovery.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.testing.Contents;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any migrations of which none needs a CASCADE leave the history and the catalog that
 * stock Flyway leaves, whatever the policy.
 */
class RandomMigrationsTests {

	private static final int MIGRATIONS = 40;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 })
	void leaveWhatStockFlywayLeaves(long seed, @TempDir Path directory) throws IOException {
		write(new Random(seed), directory);
		try (TestDatabase stock = PostgresServer.shared().createDatabase();
				TestDatabase ours = PostgresServer.shared().createDatabase()) {
			flyway(stock, directory).migrate();
			String policy = List.of("none", "foreign-keys", "table", "all").get((int) (seed % 4));
			CascadeFlywayPostProcessor postProcessor = new CascadeFlywayPostProcessor(
					new MigrationSettings(Settings::of, () -> Settings.of("migrate.cascade=" + policy),
							() -> Fence.NONE, (dataSource) -> dataSource));
			((Flyway) postProcessor.postProcessBeforeInitialization(flyway(ours, directory), "flyway")).migrate();
			assertThat(Contents.histories(ours)).hasSize(MIGRATIONS).isEqualTo(Contents.histories(stock));
			assertThat(Contents.of(ours)).hasSizeGreaterThan(MIGRATIONS).isEqualTo(Contents.of(stock));
		}
	}

	private static Flyway flyway(TestDatabase database, Path directory) {
		return Flyway.configure().dataSource(database.dataSource()).locations("filesystem:" + directory).load();
	}

	private static void write(Random random, Path directory) throws IOException {
		List<String> tables = new ArrayList<>();
		for (int version = 1; version <= MIGRATIONS; version++) {
			StringBuilder script = new StringBuilder("-- DROP TABLE t1; /* not this one\n");
			int statements = 1 + random.nextInt(4);
			for (int statement = 0; statement < statements; statement++) {
				script.append(statement(random, tables, version * 10 + statement)).append(";\n");
			}
			Files.writeString(directory.resolve("V%d__m.sql".formatted(version)), script);
		}
	}

	private static String statement(Random random, List<String> tables, int number) {
		String any = tables.isEmpty() ? "" : tables.get(random.nextInt(tables.size()));
		switch (tables.isEmpty() ? 0 : random.nextInt(12)) {
			case 1:
				return "INSERT INTO %s (name) VALUES ('it''s; DROP TABLE %s'), (E'\\\\'), ($$ -- $$)".formatted(any,
						any);
			case 2:
				return "ALTER TABLE %s ADD COLUMN c%d text DEFAULT 'DROP TABLE %s'".formatted(any, number, any);
			case 3:
				return "CREATE INDEX \"drop %d\" ON %s (name)".formatted(number, any);
			case 4:
				return "CREATE FUNCTION f%d() RETURNS void LANGUAGE plpgsql AS $f$ BEGIN DROP TABLE %s; END $f$"
					.formatted(number, any);
			case 5:
				return "DO $$ BEGIN CREATE TABLE passing (id int); DROP TABLE passing; END $$";
			case 6:
				return "CREATE TABLE short%1$d (id int); CREATE INDEX short%1$d_id ON short%1$d (id); /* ; */ DROP TABLE short%1$d"
					.formatted(number);
			case 7:
				return "CREATE VIEW v%1$d AS SELECT name FROM %2$s;\nDROP VIEW v%1$d".formatted(number, any);
			case 8:
				return "CREATE TYPE e%1$d AS ENUM ('a', 'b'); DROP TYPE IF EXISTS e%1$d, e0 RESTRICT".formatted(number);
			case 9:
				return "ALTER TABLE %1$s ADD COLUMN gone%2$d int; ALTER TABLE %1$s DROP COLUMN gone%2$d".formatted(any,
						number);
			case 10:
				return "DROP TABLE IF EXISTS t0, \"DROP\"; DROP FUNCTION IF EXISTS f0(int, text)";
			case 11:
				return "CREATE VIEW kept%d AS SELECT id, name FROM %s".formatted(number, any);
			default:
				tables.add("t" + number);
				return "CREATE TABLE t%d (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text%s)"
					.formatted(number, any.isEmpty() ? "" : ", parent int REFERENCES " + any);
		}
	}

}
