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

/** Resets that keep what was there, and starts that put it back. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class UndoTests {

	private static final String USERS = "SELECT name FROM public.\"user\" ORDER BY name";

	private static final String HISTORY = "SELECT coalesce(version, script) FROM public.flyway_schema_history ORDER BY installed_rank";

	private static final String ARCHIVES = "SELECT run || ' ' || state FROM schema_recovery.archive ORDER BY run";

	private static final String ARCHIVE = "schema-recovery.archive.enabled=true";

	private static Launch shop(TestDatabase database, String... settings) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild", "shop/seed").with(settings);
	}

	private static RecoveryException fail(TestDatabase database, String... settings) {
		return Launch.of(BrokenShopApplication.class, database, "shop/tables", "shop/broken").with(settings).fail();
	}

	/** As the version before left it. */
	private static void used(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')", "INSERT INTO cart (user_id) VALUES (1)",
				"CREATE VIEW active AS SELECT * FROM \"user\"", "CREATE TABLE alembic_version (version_num text)");
	}

	@Test
	void undoBringsEverythingBackAndIsUndoneInTurn(TestDatabase database, CapturedOutput output) {
		used(database);
		shop(database, "DB_RESET=true", ARCHIVE).startAndStop();
		assertThat(database.query(USERS)).containsExactly("seeded");
		assertThat(output).contains("into schema_recovery_archive_1, from where DB_RESET=undo:1 puts them back");
		shop(database, "DB_RESET=undo:1").startAndStop();
		assertThat(database.query(USERS)).containsExactly("Ada");
		assertThat(database.query("SELECT name FROM public.active")).containsExactly("Ada");
		assertThat(database.query(HISTORY)).containsExactly("1");
		assertThat(database.query("SELECT count(*) FROM public.alembic_version")).containsExactly("0");
		shop(database, "DB_RESET=undo:2").startAndStop();
		assertThat(database.query(USERS)).containsExactly("seeded");
		assertThat(database.query(HISTORY)).containsExactly("1", "2", "R__seed.sql");
		assertThat(database.query(ARCHIVES)).containsExactly("1 restored", "2 restored", "3 complete");
	}

	@Test
	void undoOfTheLastIsCarriedOutOnce(TestDatabase database) {
		used(database);
		shop(database, "DB_RESET=true", ARCHIVE).startAndStop();
		for (int start = 0; start < 3; start++) {
			Launch.of(ShopApplication.class, database, "shop/tables").with("DB_RESET=undo:last").startAndStop();
			assertThat(database.query(USERS)).contains("Ada");
			database.execute("INSERT INTO \"user\" (name) VALUES ('after the undo')");
		}
		assertThat(database.query(ARCHIVES)).containsExactly("1 restored", "2 complete");
	}

	@Test
	void nothingToUndoIsARefusal(TestDatabase database) {
		used(database);
		assertThat(shop(database, "DB_RESET=undo:last").fail().getExitCode()).isEqualTo(78);
		assertThat(shop(database, "DB_RESET=undo:7").fail().getExitCode()).isEqualTo(78);
		assertThat(database.query(USERS)).containsExactly("Ada");
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
	}

	@Test
	void runsThatNeverBecameUsableArchiveNothingMoreAndTheFirstArchiveStays(TestDatabase database) {
		used(database);
		assertThat(fail(database, "DB_RESET=true", ARCHIVE).getExitCode()).isEqualTo(65);
		database.execute("CREATE TABLE half_made (id int)");
		assertThat(fail(database, "DB_RESET=true", ARCHIVE).getExitCode()).isEqualTo(65);
		assertThat(fail(database, "DB_RESET=once:more", ARCHIVE).getExitCode()).isEqualTo(65);
		assertThat(database.query(ARCHIVES)).containsExactly("1 complete");
		shop(database, "DB_RESET=once:last", ARCHIVE).startAndStop();
		assertThat(database.query(ARCHIVES)).containsExactly("1 complete");
		database.execute("INSERT INTO \"user\" (name) VALUES ('worth keeping')");
		shop(database, "DB_RESET=once:another", ARCHIVE).startAndStop();
		assertThat(database.query(ARCHIVES)).as("its own, beside the earlier")
			.containsExactly("1 complete", "2 complete");
		shop(database, "DB_RESET=undo:1").startAndStop();
		assertThat(database.query(USERS)).containsExactly("Ada");
	}

	@Test
	void unfinishedRunIsUndoneInsteadOfFinished(TestDatabase database) {
		used(database);
		assertThat(fail(database, "DB_RESET=true", ARCHIVE).getExitCode()).isEqualTo(65);
		assertThat(shop(database).fail().getExitCode()).isEqualTo(77);
		Launch.of(ShopApplication.class, database, "shop/tables").with("DB_RESET=undo:1").startAndStop();
		assertThat(database.query(USERS)).containsExactly("Ada");
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		assertThat(database.query(USERS)).containsExactly("Ada");
	}

	@Test
	void resetWithoutAnArchiveTakesNoPartOfOne(TestDatabase database) {
		used(database);
		shop(database, "DB_RESET=true", ARCHIVE).startAndStop();
		database.execute("UPDATE schema_recovery.archive SET state = 'restoring'");
		RecoveryException failure = shop(database, "DB_RESET=once:x").fail();
		assertThat(failure.getExitCode()).isEqualTo(77);
		assertThat(failure.analysis().getAction()).contains("DB_RESET=undo:<run>");
		assertThat(database.query(USERS)).containsExactly("seeded");
	}

	@Test
	void archiveNeedsTheLedger(TestDatabase database) {
		used(database);
		assertThat(shop(database, "DB_RESET=true", ARCHIVE, "schema-recovery.ledger=off").fail().getExitCode())
			.isEqualTo(78);
	}

	@Test
	void archivesAreRemovedByANormalStartThatNamesThemAndByNoOther(TestDatabase database, CapturedOutput output) {
		used(database);
		shop(database, "DB_RESET=true", ARCHIVE).startAndStop();
		shop(database, "DB_RESET=once:2", ARCHIVE, "schema-recovery.archive.purge=all").startAndStop();
		assertThat(database.query(ARCHIVES)).containsExactly("1 complete", "2 complete");
		assertThat(output).contains("Archives present: ", "run 1 of ");
		shop(database, "schema-recovery.archive.purge=1").startAndStop();
		shop(database, "schema-recovery.archive.purge=1").startAndStop();
		assertThat(database.query(ARCHIVES)).containsExactly("2 complete");
		shop(database, "schema-recovery.archive.purge=all").startAndStop();
		assertThat(database.query(ARCHIVES)).isEqualTo(List.of());
		assertThat(database.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'schema_recovery_archive%'"))
			.isEmpty();
		assertThat(database.query(USERS)).containsExactly("seeded");
	}

}
