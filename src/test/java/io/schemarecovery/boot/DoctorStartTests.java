package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.boot.clinic.ClinicApplication;
import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A start with the profile doctor. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class DoctorStartTests {

	private static final Pattern SECTION = Pattern.compile("(?ms)^(\\S[^:\n]*: .*?)\n\n");

	@Test
	void healthySchemaEndsWithZero(TestDatabase database, CapturedOutput output) {
		shop(database, "shop/tables").startAndStop();
		database.execute("ALTER TABLE \"user\" ADD email varchar(255)", "CREATE INDEX ON cart (user_id)");
		Fingerprint before = Fingerprint.of(database);
		assertThat(examine(shop(database, "shop/tables").with("spring.datasource.hikari.maximum-pool-size=1")))
			.isZero();
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
		assertThat(output).contains("migrations: 1 applied, 0 pending\n", "entities against the schema: they match\n",
				"Verdict: 0 problems, 0 remarks.\n");
	}

	@Test
	void dropOfAPendingMigrationIsToldAsTheStartWouldTreatIt(TestDatabase database, CapturedOutput output) {
		shop(database, "shop/tables").startAndStop();
		assertThat(examine(shop(database, "shop/tables", "shop/rebuild"))).isZero();
		assertThat(section(output, "DROPs that get CASCADE")).isEqualTo("""
				DROPs that get CASCADE: what they take is gone for good
				  remark: V2__rebuild_user.sql, line 5: DROP TABLE "user"
				    table "user"
				    +- constraint cart_user_id_fkey on table cart
				    to do: Let the migration create again what it takes and what is still needed.""");
		database.execute("CREATE VIEW names AS SELECT name FROM \"user\"");
		assertThat(examine(shop(database, "shop/tables", "shop/rebuild"))).isEqualTo(65);
		assertThat(section(output, "DROPs that will be refused")).contains(
				"  PROBLEM: V2__rebuild_user.sql, line 5: DROP TABLE \"user\"\n", "    +- view names\n",
				"schema-recovery.migrate.cascade=table permits it without.");
		assertThat(examine(shop(database, "shop/tables", "shop/rebuild").with("schema-recovery.migrate.cascade=table")))
			.isZero();
	}

	@Test
	void whatAnEarlierScriptDropsIsGoneForTheLaterOnes(TestDatabase database, CapturedOutput output) {
		shop(database, "shop/tables").startAndStop();
		database.execute("CREATE VIEW names AS SELECT name FROM \"user\"",
				"CREATE VIEW more AS SELECT name FROM names");
		assertThat(examine(
				shop(database, "shop/tables", "shop/dependents-first").with("spring.flyway.placeholders.seen=names")))
			.isZero();
		assertThat(section(output, "DROPs that get CASCADE")).contains("V3__drop.sql, line 1: DROP TABLE \"user\"")
			.doesNotContain("view");
	}

	@Test
	void scriptsOfAnotherSchemaAreReadAsFlywayWould(TestDatabase database, CapturedOutput output) {
		String[] trail = { "spring.flyway.schemas=Trail,public", "spring.jpa.hibernate.ddl-auto=none" };
		shop(database, "clinic/step").with(trail).startAndStop();
		database.execute("CREATE TABLE \"Step\" (id int PRIMARY KEY)",
				"CREATE TABLE of_another (id int REFERENCES \"Step\")",
				"CREATE VIEW \"Trail\".\"Steps\" AS SELECT * FROM \"Trail\".\"Step\"");
		assertThat(examine(shop(database, "clinic/step", "clinic/drop").with(trail))).isEqualTo(65);
		assertThat(section(output, "DROPs that will be refused"))
			.contains("V2__drop.sql, line 2: DROP TABLE \"Step\"", "    table \"Step\"\n    +- view \"Steps\"\n")
			.doesNotContain("of_another");
	}

	@Test
	void tablesWithoutAHistoryAreAProblem(TestDatabase database, CapturedOutput output) {
		database.execute("CREATE TABLE \"user\" (id int)");
		assertThat(examine(shop(database, "shop/tables"))).isEqualTo(65);
		assertThat(section(output, "migrations")).contains("Flyway will refuse a schema without a history.",
				"public.flyway_schema_history is missing, and its schema is not empty: table \"user\"");
		assertThat(examine(shop(database, "shop/tables").with("spring.flyway.baseline-on-migrate=true"))).isZero();
	}

	@Test
	void migrationsThatWereChangedOrAreMissingAreAProblem(TestDatabase database, CapturedOutput output) {
		shop(database, "shop/tables", "shop/rebuild").startAndStop();
		database.superuser("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'");
		assertThat(examine(shop(database, "shop/tables"))).isEqualTo(65);
		assertThat(section(output, "migrations")).contains("migrations: 2 applied, 0 pending\n",
				"PROBLEM: Flyway will refuse to migrate.",
				"    V1__tables.sql: Migration checksum mismatch for migration version 1");
		examine(shop(database, "shop/rebuild"));
		assertThat(section(output, "migrations")).contains("Detected applied migration not resolved locally: 1");
	}

	@Test
	void migrationsThatCannotBeReadAreAProblem(TestDatabase database, CapturedOutput output) {
		assertThat(examine(shop(database, "shop/rebuild", "shop/unordered"))).isEqualTo(65);
		assertThat(section(output, "migrations")).contains("Found more than one migration with version 2");
	}

	@Test
	void whatANewDatabaseWouldDoOtherwiseIsToldExactly(TestDatabase database, CapturedOutput output) {
		database.script("shop/tables/V1__tables.sql");
		shop(database, "shop/tables", "shop/rebuild").with("spring.flyway.baseline-on-migrate=true").startAndStop();
		examine(shop(database, "shop/tables", "shop/rebuild"));
		assertThat(section(output, "migrations"))
			.contains("V1__tables.sql is covered by the baseline: it never ran here, and runs there");
	}

	@Test
	void entitiesThatDoNotMatchAreAProblemOnceNothingIsPending(TestDatabase database, CapturedOutput output) {
		assertThat(examine(shop(database, "shop/tables"))).isZero();
		assertThat(section(output, "entities against the schema"))
			.startsWith("entities against the schema: compared before the 1 pending migrations\n  remark: ")
			.contains("missing table");
		shop(database, "shop/tables").startAndStop();
		assertThat(examine(shop(database, "shop/tables"))).isEqualTo(65);
		assertThat(output.getOut()).contains("PROBLEM: The entities do not match the schema.",
				"missing column [email] in table");
	}

	@Test
	void associationsWithoutCascadingDeleteAreRemarks(TestDatabase database, CapturedOutput output) {
		Launch clinic = Launch.of(ClinicApplication.class, database, "clinic/tables");
		clinic.startAndStop();
		assertThat(examine(Launch.of(ClinicApplication.class, database, "clinic/tables"))).isZero();
		assertThat(section(output, "associations without cascading delete")).isEqualTo(
				"""
						associations without cascading delete: a parent with children cannot be deleted
						  remark: Nothing deletes the children with their parent.
						    Owner.favourite (HousePet.keeper): kept of public.house_pet says ON DELETE RESTRICT
						    Owner.pets (HousePet.owner): house_pet_owner_id_fkey of public.house_pet says ON DELETE NO ACTION
						    to do: Where a child is nothing without its parent, set cascade = CascadeType.REMOVE or orphanRemoval = true at the parent, or ON DELETE CASCADE at the key.""");
	}

	@Test
	void unfinishedRunIsAProblemWithItsWaysOut(TestDatabase database, CapturedOutput output) {
		shop(database, "shop/tables").with("DB_RESET=true").startAndStop();
		database.superuser("UPDATE schema_recovery.run SET state = 'failed', stage = 'drop', error = 'cut off',"
				+ " destructive = now(), finished = NULL, backend = 0");
		Fingerprint before = Fingerprint.of(database);
		assertThat(examine(shop(database, "shop/tables"))).isEqualTo(65);
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
		assertThat(section(output, "unfinished run")).contains(
				"PROBLEM: A reset of application application, run 1, stopped in stage drop.", "    cut off\n",
				"Set DB_RESET=true to finish it, or DB_RESET=abandon:1 to start with the schema as it stands.");
	}

	@Test
	void runThatIsAtWorkIsToldAsSuch(TestDatabase database, CapturedOutput output) throws SQLException {
		shop(database, "shop/tables").with("DB_RESET=true").startAndStop();
		try (Connection session = database.connect(); Statement statement = session.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(1397908835, 1)");
			statement.execute("UPDATE schema_recovery.run SET state = 'running', stage = 'migrate', finished = NULL,"
					+ " backend = pg_backend_pid()");
			assertThat(examine(shop(database, "shop/tables"))).isEqualTo(65);
		}
		assertThat(section(output, "unfinished run")).contains("run 1, is at work, in stage migrate.",
				"to do: Wait for its end, and examine again.");
	}

	@Test
	void recordThatBelongsToAnotherIsToldAsUnread(TestDatabase database, CapturedOutput output) {
		database.superuser("CREATE SCHEMA schema_recovery", "CREATE TABLE schema_recovery.run (id int)");
		assertThat(examine(shop(database, "shop/tables"))).isZero();
		assertThat(output).contains("unfinished run: the record of resets belongs to another role");
	}

	@Test
	void archivesAndAFallbackAreRemarks(TestDatabase database, CapturedOutput output) {
		shop(database, "shop/tables").startAndStop();
		shop(database, "shop/tables", "shop/broken").with("DB_RESET=true", "schema-recovery.archive.enabled=true")
			.startAndStop();
		examine(shop(database, "shop/tables", "shop/broken"));
		assertThat(section(output, "leftover archives")).contains("leftover archives: 1\n", "    run 1 of ",
				", complete, ", " of public", ", 0 days old\n");
		assertThat(section(output, "origin of the schema")).contains("origin of the schema: the entities\n",
				"remark: A fallback created the schema from the entities.", "created from entities");
	}

	@Test
	void jsonIsOneLine(TestDatabase database, CapturedOutput output) {
		shop(database, "shop/tables").startAndStop();
		examine(shop(database, "shop/tables").with("schema-recovery.dry-run-format=json"));
		assertThat(output.getOut().lines().filter((line) -> line.startsWith("{"))).singleElement()
			.asString()
			.contains("\"problems\":1", "\"check\":\"entities\"");
	}

	@Test
	void databaseThatIsNotThereEndsWith69(TestDatabase database) {
		RecoveryException failure = shop(database, "shop/tables")
			.with("spring.profiles.active=doctor", "spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
					"spring.datasource.hikari.connection-timeout=250")
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(69);
	}

	private static Launch shop(TestDatabase database, String... locations) {
		return Launch.of(ShopApplication.class, database, locations);
	}

	private static int examine(Launch launch) {
		return catchThrowableOfType(EndOfStart.class, launch.with("spring.profiles.active=doctor")::start)
			.getExitCode();
	}

	/** The last one of its name. */
	private static String section(CapturedOutput output, String heading) {
		Matcher matcher = SECTION.matcher(output.getOut());
		String found = "";
		while (matcher.find()) {
			found = matcher.group(1).startsWith(heading + ":") ? matcher.group(1) : found;
		}
		return found;
	}

}
