package io.schemarecovery.boot;

import java.util.List;

import io.schemarecovery.boot.broken.BrokenShopApplication;
import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code DB_RESET} carries out, and when it does not again. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class OnceTests {

	private static final String USERS = "SELECT name FROM \"user\" ORDER BY name";

	private static final String RUNS = "SELECT concat_ws(' ', request, state) FROM schema_recovery.run ORDER BY id";

	private static final String[] MIGRATIONS = { "shop/tables", "shop/rebuild", "shop/seed" };

	private static Launch shop(TestDatabase database, String... settings) {
		return Launch.of(ShopApplication.class, database, MIGRATIONS).with(settings);
	}

	private static void use(TestDatabase database) {
		database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')");
	}

	/** Whether a start with these settings takes a row that was written before it. */
	private static boolean wipes(TestDatabase database, String... settings) {
		database.execute("DELETE FROM \"user\"");
		use(database);
		shop(database, settings).startAndStop();
		return !database.query(USERS).contains("Ada");
	}

	private static RecoveryException leaveUnfinished(TestDatabase database) {
		return Launch.of(BrokenShopApplication.class, database, "shop/tables", "shop/broken")
			.with("DB_RESET=true")
			.fail();
	}

	@Test
	void trueLeftOnNeverWipesAgainAndSaysSo(TestDatabase database, CapturedOutput output) {
		shop(database).startAndStop();
		assertThat(wipes(database, "DB_RESET=true")).isTrue();
		for (String version : List.of("a", "a", "b", "c")) {
			assertThat(wipes(database, "DB_RESET=true", "schema-recovery.deployment=" + version)).isFalse();
		}
		assertThat(output).contains("DB_RESET=true was carried out already, at ", "(run 1): this is a normal start",
				"DB_RESET=once:");
		assertThat(database.query(RUNS)).containsExactly("true done");
	}

	@Test
	void trueCountsAgainAfterAStartWithoutIt(TestDatabase database) {
		shop(database).startAndStop();
		assertThat(wipes(database, "DB_RESET=true")).isTrue();
		assertThat(wipes(database, "spring.profiles.active=reset")).as("the profile means the same").isFalse();
		assertThat(wipes(database, "DB_RESET=false", "spring.profiles.active=reset")).isFalse();
		assertThat(wipes(database, "DB_RESET=true")).isTrue();
		assertThat(database.query(RUNS)).containsExactly("true done", "true done");
	}

	@Test
	void startWithoutItBesideAProcessThatHasItDoesNotMakeItCountAgain(TestDatabase database) {
		try (var withIt = shop(database, "DB_RESET=true").start()) {
			assertThat(withIt.isActive()).isTrue();
			shop(database).startAndStop();
		}
		assertThat(wipes(database, "DB_RESET=true")).isFalse();
	}

	@Test
	void eachDeployResetsOnceForEveryVersion(TestDatabase database) {
		shop(database).startAndStop();
		assertThat(wipes(database, "DB_RESET=each-deploy", "RENDER_GIT_COMMIT=1f")).isTrue();
		assertThat(wipes(database, "DB_RESET=each-deploy", "RENDER_GIT_COMMIT=1f")).isFalse();
		assertThat(wipes(database)).isFalse();
		assertThat(wipes(database, "DB_RESET=each-deploy", "RENDER_GIT_COMMIT=1f")).isFalse();
		assertThat(wipes(database, "DB_RESET=each-deploy", "HEROKU_SLUG_COMMIT=2e")).isTrue();
		assertThat(wipes(database, "DB_RESET=each-deploy", "schema-recovery.deployment=mine", "RENDER_GIT_COMMIT=1f"))
			.isTrue();
		RecoveryException failure = shop(database, "DB_RESET=each-deploy").fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.account()).contains("schema-recovery.deployment", "FLY_IMAGE_REF");
	}

	@Test
	void tokenCountsOnceEver(TestDatabase database) {
		shop(database).startAndStop();
		assertThat(wipes(database, "DB_RESET=once:a b")).isTrue();
		assertThat(wipes(database)).isFalse();
		assertThat(wipes(database, "DB_RESET=once:a b")).isFalse();
		assertThat(wipes(database, "DB_RESET=once:c")).isTrue();
	}

	@Test
	void otherApplicationsAndSchemasHaveRequestsOfTheirOwn(TestDatabase database) {
		shop(database).startAndStop();
		assertThat(wipes(database, "DB_RESET=once:x", "spring.application.name=one")).isTrue();
		assertThat(wipes(database, "DB_RESET=once:x", "spring.application.name=other")).isTrue();
	}

	@Test
	void requestThatWasRefusedMayBeTriedAgain(TestDatabase database) {
		shop(database).startAndStop();
		use(database);
		assertThat(shop(database, "DB_RESET=once:x", "schema-recovery.guard.database=other").fail().getExitCode())
			.isEqualTo(77);
		assertThat(database.query(USERS)).contains("Ada");
		shop(database).startAndStop();
		assertThat(wipes(database, "DB_RESET=once:x")).isTrue();
		assertThat(database.query(RUNS)).containsExactly("once:x void", "once:x done");
	}

	@Test
	void unfinishedRunIsNotServedFromAndTheNextRequestFinishesIt(TestDatabase database) {
		assertThat(leaveUnfinished(database).getExitCode()).isEqualTo(65);
		RecoveryException failure = shop(database).fail();
		assertThat(failure.getExitCode()).isEqualTo(77);
		assertThat(failure.account()).contains("A reset began at ", "stopped in stage fallback", "run 1",
				"Neither the migrations nor the entities");
		assertThat(failure.analysis().getAction()).contains("DB_RESET=true", "DB_RESET=abandon:1");
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
		shop(database, "DB_RESET=once:again").startAndStop();
		assertThat(database.query(RUNS)).containsExactly("once:again done");
		assertThat(wipes(database, "DB_RESET=once:again")).isFalse();
		assertThat(wipes(database)).isFalse();
	}

	@Test
	void abandonedRunLetsTheApplicationStartWithWhatIsThere(TestDatabase database, CapturedOutput output) {
		leaveUnfinished(database);
		RecoveryException failure = shop(database, "DB_RESET=abandon:7").fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		shop(database, "DB_RESET=abandon:1").startAndStop();
		use(database);
		shop(database, "DB_RESET=abandon:1").startAndStop();
		shop(database).startAndStop();
		assertThat(database.query(USERS)).contains("Ada");
		assertThat(database.query(RUNS)).containsExactly("true abandoned");
		assertThat(output).contains("Run 1, which stopped in stage fallback, is abandoned",
				"Run 1 is abandoned: there is nothing to abandon");
	}

	@Test
	void runThatDestroyedNothingIsForgottenByANormalStart(TestDatabase database) {
		shop(database).startAndStop();
		use(database);
		shop(database, "DB_RESET=true", "schema-recovery.guard.database=other").fail();
		database.execute("UPDATE schema_recovery.run SET state = 'running', finished = NULL");
		shop(database).startAndStop();
		assertThat(database.query(USERS)).contains("Ada");
	}

	@Test
	void markedDatabaseWantsAConfirmation(TestDatabase database) {
		shop(database, "schema-recovery.protect=true").startAndStop();
		use(database);
		RecoveryException failure = shop(database, "DB_RESET=true").fail();
		assertThat(failure.getExitCode()).isEqualTo(77);
		assertThat(failure.account()).contains("is protected");
		assertThat(failure.analysis().getAction()).contains("DB_RESET_CONFIRM=" + database.name());
		assertThat(shop(database, "DB_RESET=true", "DB_RESET_CONFIRM=other").fail().getExitCode()).isEqualTo(77);
		assertThat(shop(database, "DB_RESET=true", "schema-recovery.ledger=off").fail().getExitCode()).isEqualTo(77);
		assertThat(database.query(USERS)).contains("Ada");
		assertThat(wipes(database, "DB_RESET=true", "DB_RESET_CONFIRM=" + database.name())).isTrue();
	}

	@Test
	void requestThatWasCarriedOutMarksTheDatabaseLikeAnyOtherStart(TestDatabase database) {
		shop(database, "DB_RESET=true").startAndStop();
		shop(database, "DB_RESET=true", "schema-recovery.protect=true").startAndStop();
		assertThat(database.query("SELECT application FROM schema_recovery.protection")).containsExactly("application");
		assertThat(shop(database, "DB_RESET=once:x").fail().getExitCode()).isEqualTo(77);
	}

	@Test
	void settingProtectsADatabaseThatWasNeverMarked(TestDatabase database) {
		shop(database).startAndStop();
		assertThat(shop(database, "DB_RESET=true", "schema-recovery.protect=true").fail().getExitCode()).isEqualTo(77);
	}

	@Test
	void withoutALedgerEveryStartResetsAndThatIsSaid(TestDatabase database, CapturedOutput output) {
		shop(database).startAndStop();
		assertThat(wipes(database, "DB_RESET=true", "schema-recovery.ledger=off")).isTrue();
		assertThat(wipes(database, "DB_RESET=true", "schema-recovery.ledger=off")).isTrue();
		assertThat(output).contains("schema-recovery.ledger is off");
		assertThat(database.query("SELECT nspname FROM pg_namespace WHERE nspname = 'schema_recovery'")).isEmpty();
		assertThat(shop(database, "DB_RESET=once:x", "schema-recovery.ledger=off").fail().getExitCode()).isEqualTo(78);
	}

	@Test
	void ledgerThatCannotBeMadeIsARefusal(TestDatabase database) {
		shop(database).startAndStop();
		use(database);
		database.superuser("ALTER SCHEMA public OWNER TO " + database.owner(),
				"ALTER DATABASE " + database.name() + " OWNER TO postgres");
		RecoveryException failure = shop(database, "DB_RESET=true").fail();
		assertThat(failure.getExitCode()).isEqualTo(77);
		assertThat(failure.account())
			.contains("GRANT CREATE ON DATABASE \"%s\" TO \"%s\"".formatted(database.name(), database.owner()));
		assertThat(database.query(USERS)).contains("Ada");
		shop(database).startAndStop();
	}

	@Test
	void ledgerOfAnotherRoleDoesNotHinderANormalStart(TestDatabase database) {
		shop(database).startAndStop();
		use(database);
		database.superuser("CREATE SCHEMA schema_recovery", "CREATE TABLE schema_recovery.run (id int)",
				"CREATE FUNCTION schema_recovery.start(text, text[]) RETURNS text[] LANGUAGE sql AS 'SELECT NULL::text[]'");
		shop(database).startAndStop();
		assertThat(shop(database, "DB_RESET=true").fail().getExitCode()).isEqualTo(77);
		assertThat(database.query(USERS)).contains("Ada");
	}

	@Test
	void repeatResetsAtEveryStartOfADatabaseOnThisMachine(TestDatabase database) {
		shop(database).startAndStop();
		assertThat(wipes(database, "DB_RESET=true", "schema-recovery.repeat=true")).isTrue();
		assertThat(wipes(database, "DB_RESET=true", "schema-recovery.repeat=true")).isTrue();
		assertThat(wipes(database, "DB_RESET=true")).isFalse();
	}

	@Test
	void normalStartOnAReadOnlySessionIsNotHindered(TestDatabase database) {
		shop(database, "DB_RESET=true").startAndStop();
		database.superuser("ALTER ROLE " + database.owner() + " SET default_transaction_read_only = on");
		shop(database).startAndStop();
		assertThat(database.query("SELECT count(*) FROM schema_recovery.run WHERE rearmed IS NOT NULL"))
			.containsExactly("0");
	}

	@Test
	void requestThatWasCarriedOutLeavesJpaToTheSettings(TestDatabase database) {
		String[] jpa = { "spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=update", "DB_RESET=true" };
		Launch.of(ShopApplication.class, database).with(jpa).startAndStop();
		database.execute("DROP TABLE cart");
		Launch.of(ShopApplication.class, database).with(jpa).startAndStop();
		assertThat(database.query("SELECT count(*) FROM cart")).as("made by ddl-auto, as without a request")
			.containsExactly("0");
		assertThat(database.query(RUNS)).containsExactly("true done");
	}

	@Test
	void requestThatWasCarriedOutLetsMigrationsCascadeNoFurtherThanANormalStart(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").with("DB_RESET=true").startAndStop();
		database.execute("CREATE VIEW active AS SELECT * FROM \"user\"");
		RecoveryException failure = shop(database, "DB_RESET=true").fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("+- view active");
	}

}
