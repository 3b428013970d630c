package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

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
import static org.awaitility.Awaitility.await;

/** Sequences of starts that once wiped twice, lost what was put back, or served half. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class StartsInAnyOrderTests {

	private static final String USERS = "SELECT name FROM public.\"user\" ORDER BY name";

	private static final String ARCHIVE = "schema-recovery.archive.enabled=true";

	private static Launch shop(TestDatabase database, String... settings) {
		return Launch.of(ShopApplication.class, database, "shop/tables").with(settings);
	}

	private static RecoveryException leaveUnfinished(TestDatabase database, String... settings) {
		return Launch.of(BrokenShopApplication.class, database, "shop/tables", "shop/broken").with(settings).fail();
	}

	private static void write(TestDatabase database) {
		database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')");
	}

	private static void asIfKilled(TestDatabase database, int run) {
		database.execute(
				"UPDATE schema_recovery.run SET state = 'running', stage = 'drop', finished = NULL WHERE id = " + run);
	}

	@Test
	void undoThatWasKilledAtItsEndIsFinishedByAnUndoAndByNothingElse(TestDatabase database) {
		shop(database).startAndStop();
		write(database);
		shop(database, "DB_RESET=true", ARCHIVE).startAndStop();
		shop(database, "DB_RESET=undo:last").startAndStop();
		asIfKilled(database, 2);
		RecoveryException failure = shop(database).fail();
		assertThat(failure.account()).contains("An undo began at ");
		assertThat(failure.analysis().getAction()).contains("DB_RESET=undo:last to finish it");
		RecoveryException refused = shop(database, "DB_RESET=once:x").fail();
		assertThat(refused.getExitCode()).isEqualTo(77);
		assertThat(refused.analysis().getAction()).contains("DB_RESET=undo:1 to finish it", "DB_RESET=abandon:2");
		shop(database, "DB_RESET=undo:1").startAndStop();
		assertThat(database.query(USERS)).containsExactly("Ada");
		shop(database).startAndStop();
	}

	@Test
	void requestThatWasCarriedOutIsNotServedFromWhatAnotherApplicationLeftHalf(TestDatabase database) {
		shop(database, "spring.application.name=a", "DB_RESET=true").startAndStop();
		leaveUnfinished(database, "spring.application.name=b", "DB_RESET=true");
		RecoveryException failure = shop(database, "spring.application.name=a", "DB_RESET=true").fail();
		assertThat(failure.getExitCode()).isEqualTo(77);
		assertThat(failure.analysis().getAction()).contains("application b", "DB_RESET=abandon:2");
	}

	@Test
	void requestThatWasCarriedOutIsNotServedFromHalfAfterTheScopeHasChanged(TestDatabase database) {
		database.execute("CREATE SCHEMA other");
		shop(database, "DB_RESET=once:x").startAndStop();
		leaveUnfinished(database, "DB_RESET=true", "schema-recovery.schemas=public,other");
		assertThat(shop(database, "DB_RESET=once:x").fail().getExitCode()).isEqualTo(77);
	}

	@Test
	void waitingWithTheRequestIsPresenceToo(TestDatabase database) throws Exception {
		shop(database, "DB_RESET=true").startAndStop();
		write(database);
		CompletableFuture<Void> waiting;
		try (Connection first = database.connect(); Statement statement = first.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(1397908835, 1)");
			waiting = CompletableFuture.runAsync(() -> shop(database, "DB_RESET=true").startAndStop());
			await().atMost(Duration.ofSeconds(60))
				.until(() -> database.query("SELECT 1 FROM pg_locks WHERE classid = 1397908836").size() == 1);
			statement.execute("SELECT pg_advisory_unlock(1397908835, 1)");
			statement.execute("SELECT schema_recovery.start('application', '{public}')");
		}
		assertThat(waiting).succeedsWithin(Duration.ofSeconds(60));
		assertThat(database.query(USERS)).contains("Ada");
	}

	@Test
	void versionThatAddsASchemaOrANameDoesNotMakeTheRequestCountAgain(TestDatabase database) {
		shop(database, "DB_RESET=true").startAndStop();
		write(database);
		database.execute("CREATE SCHEMA audit");
		shop(database, "DB_RESET=true", "spring.flyway.schemas=public,audit").startAndStop();
		shop(database, "DB_RESET=true", "spring.application.name=shop").startAndStop();
		assertThat(database.query(USERS)).contains("Ada");
	}

	@Test
	void requestWhoseRunWasFinishedByAnotherIsUsedUp(TestDatabase database) {
		leaveUnfinished(database, "DB_RESET=true");
		shop(database, "DB_RESET=once:script").startAndStop();
		write(database);
		shop(database, "DB_RESET=true").startAndStop();
		assertThat(database.query(USERS)).contains("Ada");
	}

	@Test
	void undoOfTheArchiveOfOtherSchemasIsRefused(TestDatabase database) {
		shop(database).startAndStop();
		shop(database, "DB_RESET=true", ARCHIVE).startAndStop();
		write(database);
		database.execute("CREATE SCHEMA other");
		assertThat(shop(database, "DB_RESET=undo:1", "spring.flyway.schemas=other").fail().getExitCode()).isEqualTo(77);
		assertThat(database.query(USERS)).contains("Ada");
	}

	@Test
	void undoBesideAnArchiveThatIsBeingFilledIsRefused(TestDatabase database) {
		shop(database).startAndStop();
		shop(database, "DB_RESET=true", ARCHIVE).startAndStop();
		write(database);
		shop(database, "DB_RESET=once:2", ARCHIVE).startAndStop();
		database.execute("UPDATE schema_recovery.archive SET state = 'filling', completed = NULL WHERE run = 2");
		RecoveryException failure = shop(database, "DB_RESET=undo:1").fail();
		assertThat(failure.getExitCode()).isEqualTo(77);
		assertThat(failure.account()).contains("run 2 of ");
	}

	@Test
	void purgeOfAllLeavesTheArchivesOfOtherApplications(TestDatabase database) {
		shop(database, "spring.application.name=a", "DB_RESET=true", ARCHIVE).startAndStop();
		shop(database, "spring.application.name=b", "schema-recovery.archive.purge=all").startAndStop();
		assertThat(database.query("SELECT run FROM schema_recovery.archive")).containsExactly("1");
	}

	@Test
	void resetWithoutALedgerDoesNotPretendToFinishARun(TestDatabase database) {
		leaveUnfinished(database, "DB_RESET=true");
		assertThat(shop(database, "DB_RESET=true", "schema-recovery.ledger=off").fail().getExitCode()).isEqualTo(77);
		shop(database, "DB_RESET=true").startAndStop();
	}

	@Test
	void normalStartDoesNotWaitForEverForWhoVanished(TestDatabase database) throws Exception {
		shop(database, "DB_RESET=true").startAndStop();
		database.execute("UPDATE schema_recovery.run SET state = 'running', destructive = NULL, finished = NULL");
		try (Connection vanished = database.connect(); Statement statement = vanished.createStatement()) {
			vanished.setAutoCommit(false);
			statement.execute("SELECT FROM schema_recovery.run FOR KEY SHARE");
			assertThat(shop(database, "schema-recovery.wait-timeout=1s").fail().getExitCode()).isEqualTo(75);
		}
		shop(database).startAndStop();
	}

	@Test
	void twoStartsAtOnceOfARoleThatRepeatsItsReads(TestDatabase database) throws Exception {
		shop(database, "DB_RESET=true").startAndStop();
		database.superuser("ALTER ROLE " + database.owner() + " SET default_transaction_isolation = 'repeatable read'");
		CompletableFuture<Void> start;
		try (Connection other = database.connect(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("SELECT schema_recovery.start('application', '{public}')");
			start = CompletableFuture.runAsync(() -> shop(database).startAndStop());
			await().atMost(Duration.ofSeconds(60))
				.until(() -> database.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
					.size() == 1);
			other.commit();
		}
		assertThat(start).succeedsWithin(Duration.ofSeconds(60));
	}

	@Test
	void requestThatWasCarriedOutStartsOnAReadOnlySession(TestDatabase database) {
		shop(database, "DB_RESET=true").startAndStop();
		database.superuser("ALTER ROLE " + database.owner() + " SET default_transaction_read_only = on");
		shop(database, "DB_RESET=true").startAndStop();
	}

	@Test
	void recordThatCannotBeReadIsNotPassedOverInSilence(TestDatabase database, CapturedOutput output) {
		shop(database, "DB_RESET=true").startAndStop();
		database.superuser("ALTER SCHEMA schema_recovery OWNER TO postgres");
		shop(database).startAndStop();
		assertThat(output).contains("cannot be read: whether a reset was left unfinished cannot be seen");
	}

	@Test
	void functionOfAStrangerIsNotRun(TestDatabase database, CapturedOutput output) {
		String stranger = "stranger_" + database.name();
		database.superuser("CREATE ROLE " + stranger, "GRANT CREATE ON DATABASE " + database.name() + " TO " + stranger,
				"SET ROLE " + stranger, "CREATE SCHEMA schema_recovery",
				"GRANT USAGE ON SCHEMA schema_recovery TO PUBLIC", "CREATE TABLE schema_recovery.run (id int)",
				"GRANT ALL ON schema_recovery.run TO PUBLIC",
				"CREATE FUNCTION schema_recovery.start(text, text[]) RETURNS text[] LANGUAGE plpgsql AS"
						+ " $$BEGIN CREATE TABLE public.planted (); RETURN NULL; END$$",
				"RESET ROLE");
		shop(database).startAndStop();
		assertThat(output).contains("belongs to another role");
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE tablename = 'planted'")).isEmpty();
		database.superuser("DROP OWNED BY " + stranger + " CASCADE", "DROP ROLE " + stranger);
	}

	@Test
	void whatAnUndoSaysAtTheEndIsNoWayToAReset(TestDatabase database, CapturedOutput output) {
		shop(database, "DB_RESET=true", ARCHIVE).startAndStop();
		shop(database, "DB_RESET=undo:last").startAndStop();
		shop(database, "DB_RESET=undo:last").startAndStop();
		assertThat(output.toString().lines().filter((line) -> line.contains("undo:last was carried out already")))
			.isNotEmpty()
			.noneMatch((line) -> line.contains("once:"));
		assertThat(output).contains("To have back what stood there before, set DB_RESET=undo:2.");
	}

}
