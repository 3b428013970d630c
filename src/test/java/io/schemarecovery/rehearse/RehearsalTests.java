package io.schemarecovery.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Contents;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Pending migrations run for real, and nothing of it stays. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class RehearsalTests {

	/** In use, with a row that some of the migrations do not like. */
	private static TestDatabase inUse(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		return database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')", "INSERT INTO cart (user_id) VALUES (1)");
	}

	private static TestDatabase withCreateDb(TestDatabase database) {
		return database.superuser("ALTER ROLE " + database.owner() + " CREATEDB");
	}

	private static List<String> scratch(TestDatabase database) {
		return database.query(("SELECT datname FROM pg_database WHERE datname LIKE 'schema_recovery_rehearsal%%'"
				+ " AND pg_get_userbyid(datdba) = '%s'")
			.formatted(database.owner()));
	}

	private static Launch rehearse(TestDatabase database, String... locations) {
		return Launch.of(ShopApplication.class, database, locations).with("spring.profiles.active=rehearse");
	}

	private static int end(TestDatabase database, Launch launch) {
		Fingerprint before = Fingerprint.of(database);
		List<String> contents = Contents.of(database);
		List<String> histories = Contents.histories(database);
		AbandonedRunException end = catchThrowableOfType(AbandonedRunException.class, launch::start);
		assertThat(end).isInstanceOf(ExitCodeGenerator.class);
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
		assertThat(Contents.of(database)).isEqualTo(contents);
		assertThat(Contents.histories(database)).isEqualTo(histories);
		assertThat(scratch(database)).isEmpty();
		return ((ExitCodeGenerator) end).getExitCode();
	}

	@ParameterizedTest
	@ValueSource(strings = { "template", "transaction" })
	void migrationsThatPassAreToldOneByOne(String from, TestDatabase database, CapturedOutput output) {
		withCreateDb(inUse(database));
		Launch launch = rehearse(database, "shop/tables", "shop/rebuild", "rehearse/passing")
			.with("schema-recovery.rehearse.from=" + from);
		assertThat(end(database, launch)).isZero();
		assertThat(output.getOut()
			.lines()
			.map((line) -> line.replaceAll("\\(\\d+ ms\\)", "(n ms)").strip().replaceAll(" +", " ")))
			.containsSubsequence("passed 2 V2__rebuild_user.sql rebuild user (n ms)",
					"passed 10 V10__add_orders.sql add orders (n ms)",
					"passed 11 V11__require_name.sql require name (n ms)", "passed R__view.sql view (n ms)",
					"CASCADE would be added:",
					"V2__rebuild_user.sql, line 5: \"DROP TABLE \"user\"\" takes constraint cart_user_id_fkey on table cart",
					"All pass: 4.");
		assertThat(output.getOut()).contains(from.equals("template") ? "on the copy schema_recovery_rehearsal_"
				: "in a transaction on the database itself");
	}

	@ParameterizedTest
	@ValueSource(strings = { "template", "transaction" })
	void migrationThatFailsIsFoundAndToldInFull(String from, TestDatabase database, CapturedOutput output) {
		withCreateDb(inUse(database));
		Launch launch = rehearse(database, "shop/tables", "rehearse/passing", "rehearse/failing")
			.with("schema-recovery.rehearse.from=" + from);
		assertThat(end(database, launch)).isEqualTo(65);
		assertThat(output.getOut()
			.lines()
			.map((line) -> line.replaceAll("\\(\\d+ ms\\)", "(n ms)").strip().replaceAll(" +", " ")))
			.containsSubsequence("passed 10 V10__add_orders.sql add orders (n ms)",
					"passed 11 V11__require_name.sql require name (n ms)", "FAILED 12 V12__break.sql break",
					"not run 13 V13__after.sql after", "not run R__view.sql view",
					"The migration V12__break.sql failed (SQLSTATE 23514, check_violation).",
					"migration: V12__break.sql, line 3",
					"The next start would fail: 2 passed, 1 failed, 2 would not run.");
		RecoveryException real = Launch
			.of(ShopApplication.class, database, "shop/tables", "rehearse/passing", "rehearse/failing")
			.fail();
		assertThat(output.getOut()).contains(real.account());
	}

	@ParameterizedTest
	@ValueSource(strings = { "template", "transaction" })
	void violationThatIsDeferredFailsTheMigrationItBelongsTo(String from, TestDatabase database,
			CapturedOutput output) {
		withCreateDb(inUse(database));
		Launch launch = rehearse(database, "shop/tables", "rehearse/deferred")
			.with("schema-recovery.rehearse.from=" + from);
		assertThat(end(database, launch)).isEqualTo(65);
		assertThat(output.getOut().lines().map((line) -> line.strip().replaceAll(" +", " "))).contains(
				"FAILED 11 V11__orphan.sql orphan",
				"The migration V11__orphan.sql failed at its commit (SQLSTATE 23503, foreign_key_violation).");
		assertThat(output.getOut().contains("public.cart_id_seq from 1 to 2")).isEqualTo(from.equals("transaction"));
	}

	@Test
	void withoutCreateDbATransactionIsTakenAndTheReasonTold(TestDatabase database, CapturedOutput output) {
		assertThat(end(database, rehearse(inUse(database), "shop/tables", "rehearse/passing"))).isZero();
		assertThat(output.getOut()).contains("in a transaction on the database itself",
				"the database was not copied: role " + database.owner() + " has not CREATEDB",
				"is aborted, as the server says");
	}

	@Test
	void othersThatAreConnectedAreNotWaitedFor(TestDatabase database, CapturedOutput output) throws SQLException {
		withCreateDb(inUse(database));
		try (Connection other = database.connectAsSuperuser()) {
			other.setClientInfo("ApplicationName", "the old deployment");
			assertThat(end(database, rehearse(database, "shop/tables", "rehearse/passing"))).isZero();
			assertThat(output.getOut()).containsPattern(
					"the database was not copied: others are connected \\(1\\), and a database in use cannot be copied: pid");
			RecoveryException failure = rehearse(database, "shop/tables", "rehearse/passing")
				.with("schema-recovery.rehearse.from=template")
				.fail();
			assertThat(failure.getExitCode()).isEqualTo(77);
		}
	}

	@Test
	void largerDatabaseThanPermittedIsNotCopied(TestDatabase database, CapturedOutput output) {
		withCreateDb(inUse(database));
		assertThat(end(database,
				rehearse(database, "shop/tables", "rehearse/passing").with("schema-recovery.rehearse.max-size=1MB")))
			.isZero();
		assertThat(output.getOut())
			.containsPattern("the database has .*, more than schema-recovery.rehearse.max-size=");
	}

	@Test
	void emptyDatabaseShowsWhetherANewOneCanBeBuilt(TestDatabase database, CapturedOutput output) {
		withCreateDb(inUse(database));
		assertThat(end(database,
				rehearse(database, "shop/tables", "shop/rebuild").with("schema-recovery.rehearse.from=empty")))
			.isZero();
		assertThat(output.getOut()).contains("V1__tables.sql", "All pass: 2.");
	}

	@Test
	void whatRunsInNoTransactionIsLeftOutAndTold(TestDatabase database, CapturedOutput output) {
		Launch launch = rehearse(inUse(database), "shop/tables", "rehearse/alone")
			.with("spring.flyway.postgresql.transactional-lock=false");
		assertThat(end(database, launch)).isZero();
		assertThat(output.getOut()).contains("not rehearsed, since the server runs it in no transaction:",
				"    CREATE INDEX CONCURRENTLY user_name_idx", "All pass: 2, but for what was left out.");
		withCreateDb(database);
		assertThat(end(database, launch)).isZero();
		assertThat(output.getOut()).contains("All pass: 2.");
	}

	@Test
	void newValueOfAnEnumStopsATransactionAndNotACopy(TestDatabase database, CapturedOutput output) {
		inUse(database).execute("CREATE TYPE mood AS ENUM ('ok')", "CREATE TABLE moods (mood mood)");
		Launch launch = rehearse(database, "shop/tables", "rehearse/enums");
		assertThat(end(database, launch)).isEqualTo(77);
		assertThat(output.getOut()).contains("not rehearsed  12", "It could not be rehearsed to the end");
		assertThat(end(withCreateDb(database), launch)).isZero();
	}

	@Test
	void commitOfAMigrationDoesNotComeThrough(TestDatabase database, CapturedOutput output) {
		Launch launch = rehearse(inUse(database), "shop/tables", "rehearse/commits");
		assertThat(end(database, launch)).isEqualTo(77);
		assertThat(output.getOut()).contains("it ends its transaction by itself (COMMIT)");
	}

	@Test
	void lockThatIsHeldIsNotWaitedForLong(TestDatabase database, CapturedOutput output) throws SQLException {
		inUse(database);
		try (Connection session = database.connect(); Statement statement = session.createStatement()) {
			session.setAutoCommit(false);
			statement.execute("LOCK TABLE \"user\" IN ACCESS SHARE MODE");
			assertThat(end(database, rehearse(database, "shop/tables", "rehearse/passing")
				.with("schema-recovery.rehearse.lock-timeout=200ms"))).isEqualTo(75);
		}
	}

	@Test
	void deadlineEndsATransaction(TestDatabase database, CapturedOutput output) {
		inUse(database).execute(
				"CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
						+ "'BEGIN SET LOCAL statement_timeout = 0; PERFORM pg_sleep(60); RETURN NEW; END'",
				"CREATE TRIGGER slow AFTER INSERT ON cart FOR EACH ROW EXECUTE FUNCTION slow()");
		assertThat(end(database,
				rehearse(database, "shop/tables", "rehearse/deferred").with("schema-recovery.rehearse.timeout=1s")))
			.isEqualTo(75);
		assertThat(output.getOut()).contains("it took longer than schema-recovery.rehearse.timeout=1 s");
	}

	@Test
	void leftoverOfAKilledRehearsalIsDropped(TestDatabase database, CapturedOutput output) {
		withCreateDb(inUse(database));
		String name = "schema_recovery_rehearsal_1_1";
		database.execute("CREATE DATABASE " + name,
				"COMMENT ON DATABASE " + name + " IS 'Schema Recovery: rehearsal of x, session 1.1'");
		AbandonedRunException end = catchThrowableOfType(AbandonedRunException.class,
				rehearse(database, "shop/tables", "rehearse/passing")::start);
		assertThat(end).isNotNull();
		assertThat(scratch(database)).isEmpty();
		assertThat(output.getOut()).contains(name + ", left by a rehearsal that was killed, was dropped");
	}

	@Test
	void deferredConstraintsOfSchemasThatAreClosedToTheRoleDoNotMatter(TestDatabase database) {
		inUse(database)
			.superuser("CREATE SCHEMA closed; CREATE TABLE closed.one (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
		assertThat(end(database, rehearse(database, "shop/tables", "rehearse/passing")
			.with("schema-recovery.rehearse.from=transaction"))).isZero();
	}

	@Test
	void copyWhoseMakerWasKilledWhileItWasMadeIsDroppedAndNobodyElsesIs(TestDatabase database) {
		withCreateDb(inUse(database));
		String others = "schema_recovery_rehearsal_1_3";
		database.execute("CREATE DATABASE schema_recovery_rehearsal_1_2", "CREATE DATABASE " + others,
				"COMMENT ON DATABASE " + others + " IS 'mine'");
		assertThatExceptionOfType(AbandonedRunException.class)
			.isThrownBy(rehearse(database, "shop/tables", "rehearse/passing")::start);
		assertThat(database.query("SELECT datname FROM pg_database WHERE datname LIKE 'schema_recovery_rehearsal%'"))
			.containsExactly(others);
		database.execute("DROP DATABASE " + others);
	}

	@Test
	void jsonSaysTheSame(TestDatabase database, CapturedOutput output) {
		assertThat(end(database, rehearse(inUse(database), "shop/tables", "rehearse/passing")
			.with("schema-recovery.rehearse.format=json"))).isZero();
		assertThat(output.getOut()).contains("\"script\":\"V10__add_orders.sql\",\"status\":\"PASSED\"",
				"\"exitCode\":0");
	}

	@Test
	void nothingPendingPasses(TestDatabase database, CapturedOutput output) {
		assertThat(end(database, rehearse(inUse(database), "shop/tables"))).isZero();
		assertThat(output.getOut()).contains("no migration is pending", "Nothing is pending.");
	}

}
