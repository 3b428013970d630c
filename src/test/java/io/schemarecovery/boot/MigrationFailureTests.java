package io.schemarecovery.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** What a person reads when a normal start stops at a migration. */
@PostgresTest
class MigrationFailureTests {

	@TempDir
	Path directory;

	private Scripts scripts() throws IOException {
		return new Scripts(this.directory).with("V1__shop.sql",
				"CREATE TABLE item (id int PRIMARY KEY, name text NOT NULL);", "INSERT INTO item VALUES (1, 'pen');");
	}

	private RecoveryException fail(TestDatabase database, String... lines) throws IOException {
		return scripts().with("V2__more.sql", lines).launch(database).fail();
	}

	@Test
	void lineOfTheErrorIsMarkedWithinTheStatement(TestDatabase database) throws IOException {
		RecoveryException failure = fail(database, "-- the first", "SELECT 1;", "", "/* and", "   the second */",
				"CREATE TABLE part (", "  id int PRIMARY KEY, -- ünïcødé 🙂", "  item int REFERENCES item,",
				"  price nummeric,", "  name text", ");");
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).isEqualTo("""
				The migration V2__more.sql failed (SQLSTATE 42704, undefined_object).

				  migration:  V2__more.sql, line 9
				  file:       %s/V2__more.sql
				  statement:
				       6 | CREATE TABLE part (
				       7 |   id int PRIMARY KEY, -- ünïcødé 🙂
				       8 |   item int REFERENCES item,
				  >    9 |   price nummeric,
				      10 |   name text
				      11 | )
				  database:   ERROR: type "nummeric" does not exist
				                Position: 116""".formatted(this.directory));
		assertThat(failure.analysis().getAction())
			.startsWith("Nothing of the failed migration was kept. Ways out:\n"
					+ "  - it is not there: look for a typo, for a schema that is not in the search_path")
			.endsWith("which drops everything in the schema, data included, and migrates from scratch.");
	}

	@Test
	void longStatementIsShownAroundTheError(TestDatabase database) throws IOException {
		String[] lines = new String[202];
		lines[0] = "INSERT INTO item VALUES";
		for (int i = 1; i <= 200; i++) {
			lines[i] = (i == 150) ? "  (%d, no_such_name)," : "  (%d, 'item %1$d'),";
			lines[i] = lines[i].formatted(1000 + i);
		}
		lines[201] = "  (0, 'last');";
		RecoveryException failure = fail(database, lines);
		assertThat(failure.account())
			.contains("V2__more.sql, line 151\n", ">  151 |   (1150, no_such_name),", "   147 |", "   155 |",
					"... 47 more lines")
			.doesNotContain("1100", "(0, 'last')");
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					SELECT 1 FORM item;                                        | 42601, syntax_error          | correct the SQL
					CREATE TABLE item (id int);                                | 42P07, duplicate_table       | it is there already
					DROP TABLE no_such_table;                                  | 42P01, undefined_table       | it is not there
					INSERT INTO item VALUES (1, 'again');                      | 23505, unique_violation      | two rows have the same key
					CREATE TABLE p (i int REFERENCES item); INSERT INTO p VALUES (7); | 23503, foreign_key_violation | insert what is referred to first
					ALTER TABLE item ADD c int NOT NULL;                       | 23502, not_null_violation    | rows that are there break
					CREATE ROLE reporter SUPERUSER;                            | 42501, insufficient_privilege | a managed PostgreSQL has none
					SELECT 1/0;                                                | 22012, division_by_zero      | correct the migration
					""",
			delimiter = '|')
	void conditionIsNamedAndAnsweredAccordingly(String sql, String condition, String action, TestDatabase database)
			throws IOException {
		RecoveryException failure = fail(database, sql);
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.getMessage()).contains("(SQLSTATE " + condition + ").");
		assertThat(failure.analysis().getAction()).contains(action);
	}

	@Test
	void whatIsNoFaultOfTheMigrationIsToBeTriedAgain(TestDatabase database) throws IOException {
		RecoveryException failure = fail(database, "SET LOCAL statement_timeout = '20ms';", "SELECT pg_sleep(5);");
		assertThat(failure.getExitCode()).isEqualTo(75);
		assertThat(failure.account()).contains("V2__more.sql, line 2", "statement timeout");
		assertThat(failure.analysis().getAction()).contains("SET LOCAL statement_timeout = 0", "start again.");
	}

	@Test
	void serializationFailureIsNoReasonToCorrectTheMigration(TestDatabase database) throws IOException {
		RecoveryException failure = fail(database, "DO $$ BEGIN RAISE serialization_failure; END $$;");
		assertThat(failure.getExitCode()).isEqualTo(75);
		assertThat(failure.analysis().getAction()).doesNotContain("correct the migration")
			.contains("no fault of the migration: start again.");
	}

	@Test
	void historyThatDisagreesIsAnsweredWithoutHavingRunAnything(TestDatabase database) throws IOException {
		Scripts scripts = scripts().with("V2__more.sql", "SELECT 1;").with("V3__last.sql", "SELECT 2;");
		scripts.launch(database).startAndStop();
		scripts.with("V2__more.sql", "SELECT 3;");
		assertAnswered(scripts.launch(database).fail(), "checksum mismatch", "put its old text back");
		scripts.with("V2__more.sql", "SELECT 1;").with("V2_5__between.sql", "SELECT 5;");
		assertAnswered(scripts.launch(database).fail(), "2.5", "out-of-order=true");
		Files.delete(this.directory.resolve("V2_5__between.sql"));
		Files.delete(this.directory.resolve("V3__last.sql"));
		scripts.with("V4__next.sql", "SELECT 4;");
		assertAnswered(scripts.launch(database).fail(), "not resolved", "the database is ahead");
	}

	@Test
	void failedEntryOfTheHistoryIsAnswered(TestDatabase database) throws IOException {
		Scripts scripts = scripts();
		scripts.launch(database).startAndStop();
		database.execute("UPDATE flyway_schema_history SET success = false");
		assertAnswered(scripts.launch(database).fail(), "failed", "remove the entry with flyway repair");
	}

	@Test
	void whatAMigrationWithoutATransactionDidIsSaidToBeKept(TestDatabase database) throws IOException {
		Scripts scripts = scripts().with("V2__more.sql", "CREATE TABLE x (id int);", "SELECT 1/0;")
			.with("V2__more.sql.conf", "executeInTransaction=false");
		assertThat(scripts.launch(database).fail().analysis().getAction()).contains("was kept, since it runs without");
		assertThat(scripts.launch(database).fail().analysis().getAction()).contains("it is there already");
	}

	@Test
	void failureAtTheCommitNamesTheMigration(TestDatabase database) throws IOException {
		RecoveryException failure = scripts()
			.with("V2__more.sql", "CREATE TABLE p (i int REFERENCES item DEFERRABLE INITIALLY DEFERRED);",
					"INSERT INTO p VALUES (7);")
			.launch(database)
			.with("schema-recovery.migrate.foreign-keys=enforced")
			.fail();
		assertThat(failure.getMessage()).contains("The migration V2__more.sql failed at its commit (SQLSTATE 23503");
		assertThat(failure.account()).contains("migration:  V2__more.sql, at its commit");
		assertThat(failure.analysis().getAction()).startsWith("Everything of it was rolled back. ");
		assertThat(database.query("SELECT to_regclass('p') IS NULL")).containsExactly("t");
	}

	@Test
	void whatAScriptCommittedItselfIsSaidToBeKept(TestDatabase database) throws IOException {
		RecoveryException failure = fail(database, "CREATE TABLE kept (id int);", "COMMIT;", "SELECT 1/0;");
		assertThat(failure.analysis().getAction()).startsWith("What ran before the COMMIT in V2__more.sql was kept");
		assertThat(database.query("SELECT to_regclass('kept') IS NULL")).containsExactly("f");
	}

	@Test
	void tablesWithoutAHistoryAreAnswered(TestDatabase database) throws IOException {
		database.execute("CREATE TABLE legacy (id int)");
		assertAnswered(scripts().launch(database).fail(), "non-empty schema", "spring.flyway.baseline-on-migrate=true");
	}

	@Test
	void callbackIsNamedWithItsLine(TestDatabase database) throws IOException {
		RecoveryException failure = scripts()
			.with("afterMigrate__grants.sql", "SELECT 1;", "GRANT SELECT ON item TO", "  no_such_role;")
			.launch(database)
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("The callback afterMigrate__grants.sql failed (SQLSTATE 42704",
				"callback:   afterMigrate__grants.sql, line 2");
		RecoveryException each = scripts().with("V2__more.sql", "SELECT 1;")
			.with("beforeEachMigrate.sql", "SELECT no_such_column;")
			.launch(database)
			.fail();
		assertThat(each.account()).contains("callback:   beforeEachMigrate.sql, line 1");
	}

	@Test
	void javaMigrationIsNamedWithWhatItThrew(TestDatabase database) throws IOException {
		RecoveryException failure = scripts().launch(database).with(Thrower.class).fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("V5__throws", "java.lang.IllegalStateException: no such luck",
				"V5__throws.migrate(MigrationFailureTests.java:");
		RecoveryException sql = scripts().launch(database).with(SqlThrower.class).fail();
		assertThat(sql.account()).contains("V5__asks", "SQLSTATE 42P01", "statement:  SELECT * FROM no_such_table");
	}

	@ParameterizedTest
	@ValueSource(classes = { InitMethod.class, OwnInitializer.class, OwnStrategy.class })
	void waysOfTheApplicationToMigrateAreToldTheSame(Class<?> way, TestDatabase database) throws IOException {
		RecoveryException failure = scripts().with("V2__more.sql", "SELECT 1;", "SELECT no_such_column;")
			.launch(database)
			.with(way)
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("migration:  V2__more.sql, line 2", "SELECT no_such_column");
		scripts().with("V2__more.sql", "SELECT 1;").launch(database).with(way).startAndStop();
		assertThat(database.query("SELECT version FROM flyway_schema_history ORDER BY 1")).containsExactly("1", "2");
	}

	@Test
	void strategyThatRepairsMayStillCatchWhatFlywayThrows(TestDatabase database) throws IOException {
		Scripts scripts = scripts().with("V2__more.sql", "SELECT 1;");
		scripts.launch(database).startAndStop();
		scripts.with("V2__more.sql", "SELECT 2;").launch(database).with(Repairing.class).startAndStop();
	}

	private static void assertAnswered(RecoveryException failure, String evidence, String action) {
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains(evidence);
		assertThat(failure.analysis().getAction()).contains(action, "No migration was run. ");
	}

	@Configuration(proxyBeanMethods = false)
	static class InitMethod {

		@Bean(initMethod = "migrate")
		Flyway flyway(DataSource dataSource, @Value("${spring.flyway.locations}") String locations) {
			return Flyway.configure().dataSource(dataSource).locations(locations).load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInitializer {

		@Bean
		FlywayMigrationInitializer ownInitializer(Flyway flyway) {
			return new FlywayMigrationInitializer(flyway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy strategy() {
			return Flyway::migrate;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Repairing {

		@Bean
		FlywayMigrationStrategy strategy() {
			return (flyway) -> {
				try {
					flyway.migrate();
				}
				catch (FlywayValidateException ex) {
					flyway.repair();
					flyway.migrate();
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Thrower {

		@Bean
		V5__throws thrower() {
			return new V5__throws();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SqlThrower {

		@Bean
		V5__asks thrower() {
			return new V5__asks();
		}

	}

	static class V5__throws extends BaseJavaMigration {

		@Override
		public void migrate(Context context) {
			throw new IllegalStateException("no such luck");
		}

	}

	static class V5__asks extends BaseJavaMigration {

		@Override
		public void migrate(Context context) throws Exception {
			context.getConnection().createStatement().executeQuery("SELECT * FROM no_such_table");
		}

	}

}
