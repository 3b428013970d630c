package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.archive.Archives.Stored;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Which archives there are, and how one is removed. */
@PostgresTest
class ArchivesTests {

	@Test
	void thereAreNoneBeforeTheFirst(TestDatabase database) throws SQLException {
		assertThat(list(database)).isEmpty();
		assertThat(state(database, 1)).isEmpty();
		assertThat(newest(database, "public")).isEmpty();
	}

	@Test
	void thoseThatArePresentAreListedWithTheirSize(TestDatabase database) throws SQLException {
		database.script("archive/shop.sql");
		ArchiveContract contract = ArchiveContract.of(database, "shop", "shop_parts");
		Archive archive = contract.archive(1);
		database.execute("CREATE TABLE shop.a AS SELECT generate_series(1, 10000) AS a");
		contract.archive(2);
		assertThat(list(database)).extracting((stored) -> stored.archive().run()).containsExactly(1L, 2L);
		assertThat(list(database).get(0).archive()).isEqualTo(archive);
		assertThat(list(database).get(1).bytes()).isGreaterThan(300_000L);
		assertThat(archive.objects()).isGreaterThan(30);
		assertThat(archive.completed()).isAfterOrEqualTo(archive.created());
		contract.undo(2, 3);
		assertThat(list(database)).extracting((stored) -> stored.archive().run()).containsExactly(1L, 3L);
	}

	@Test
	void lockedTableKeepsNobodyWaiting(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE public.a (id int)");
		ArchiveContract.of(database).archive(1);
		try (Connection locking = database.connect()) {
			locking.setAutoCommit(false);
			locking.createStatement().execute("LOCK TABLE schema_recovery_archive_1.a");
			assertThat(list(database)).singleElement().satisfies((stored) -> {
				assertThat(stored.bytes()).isNull();
				assertThat(stored.archive().objects()).isOne();
			});
		}
	}

	@Test
	void newestIsTheLastCompleteOneOfTheApplicationAndTheScope(TestDatabase database) throws SQLException {
		database.execute("CREATE SCHEMA shop");
		ArchiveContract.of(database).archive(1);
		ArchiveContract.of(database).archive(2);
		ArchiveContract.of(database, "shop", "public").archive(3);
		assertThat(newest(database, "public")).hasValueSatisfying((archive) -> assertThat(archive.run()).isEqualTo(2));
		assertThat(newest(database, "public", "shop"))
			.hasValueSatisfying((archive) -> assertThat(archive.run()).isEqualTo(3));
		assertThat(newest(database, "shop")).isEmpty();
		ArchiveContract.of(database).undo(2, 4);
		assertThat(newest(database, "public")).hasValueSatisfying((archive) -> assertThat(archive.run()).isEqualTo(4));
		try (Connection connection = database.connect()) {
			assertThat(Archives.newest(connection, "another", List.of("public"))).isEmpty();
		}
	}

	@Test
	void purgedArchiveIsGoneAndNothingElse(TestDatabase database) throws SQLException {
		database.script("archive/shop.sql");
		ArchiveContract contract = ArchiveContract.of(database, "shop", "shop_parts");
		contract.archive(1);
		contract.archive(2);
		ArchiveContract.stage("drop.keep=order,nowhere").purge(database.dataSource(), 1);
		assertThat(list(database)).extracting((stored) -> stored.archive().run()).containsExactly(2L);
		assertThat(database.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'schema_recovery_%' ORDER BY 1"))
			.containsExactly("schema_recovery_archive_2", "schema_recovery_archive_2_2");
	}

	@Test
	void archiveThatWasPutBackIsForgottenByAPurge(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE public.a (id int)");
		ArchiveContract contract = ArchiveContract.of(database);
		contract.archive(1);
		contract.undo(1, 2);
		ArchiveContract.stage().purge(database.dataSource(), 1);
		assertThat(state(database, 1)).isEmpty();
		assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
			.containsExactly("a");
	}

	@Test
	void whatSomebodyElseMadeOfItIsNotTakenAlong(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE public.a (id int)");
		ArchiveContract contract = ArchiveContract.of(database);
		contract.archive(1);
		database.execute("CREATE SCHEMA other", "CREATE VIEW other.v AS SELECT * FROM schema_recovery_archive_1.a");
		RecoveryException refusal = contract.refuse(() -> ArchiveContract.stage().purge(database.dataSource(), 1));
		assertThat(refusal.account()).contains("view other.v");
		assertThat(state(database, 1)).contains(State.COMPLETE);
		ArchiveContract.stage("drop.collateral=allow").purge(database.dataSource(), 1);
		assertThat(list(database)).isEmpty();
	}

	@Test
	void unfinishedArchiveIsNotPurged(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE public.a (id int)");
		ArchiveContract contract = ArchiveContract.of(database);
		BreakingDataSource breaking = new BreakingDataSource(database.dataSource(), 1, false);
		assertThat(catchThrowableOfType(RecoveryException.class, () -> ArchiveContract.stage("drop.mode=batched")
			.archive(breaking, List.of("public"), List.of(), 1, Outlook.NONE))).isNotNull();
		assertThat(state(database, 1)).contains(State.FILLING);
		RecoveryException refusal = contract.refuse(() -> ArchiveContract.stage().purge(database.dataSource(), 1));
		assertThat(refusal.account()).contains("filling");
		contract.undo(1, 2);
		assertThat(state(database, 1)).contains(State.RESTORED);
	}

	private static List<Stored> list(TestDatabase database) throws SQLException {
		return Transaction.snapshot(database.dataSource(), Archives::list);
	}

	private static Optional<State> state(TestDatabase database, long run) throws SQLException {
		try (Connection connection = database.connect()) {
			return Archives.state(connection, run);
		}
	}

	private static Optional<Archive> newest(TestDatabase database, String... scope) throws SQLException {
		try (Connection connection = database.connect()) {
			return Archives.newest(connection, ArchiveContract.APPLICATION, List.of(scope));
		}
	}

}
