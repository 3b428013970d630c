package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What others do to the schema while it is archived. */
@PostgresTest
class ChangeDuringArchiveTests {

	private static final List<String> PUBLIC = List.of("public");

	private static final String FILL = """
			DO $$ BEGIN
			  FOR i IN 1..150 LOOP EXECUTE format('CREATE TABLE public.t%s (id serial PRIMARY KEY)', i); END LOOP;
			END $$
			""";

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void whatIsMadeWhileALockIsWaitedForGoesToo(String mode, TestDatabase database) throws Exception {
		database.execute(FILL);
		try (Connection other = database.connect(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("SELECT * FROM public.t1");
			CompletableFuture<Archive> archiving = archive(database, mode);
			awaitWaiting(database);
			statement.execute("CREATE TABLE public.later (id int)");
			statement.execute("CREATE VIEW public.v AS SELECT * FROM public.t1");
			other.commit();
			assertThat(archiving).succeedsWithin(60, TimeUnit.SECONDS)
				.satisfies((archive) -> assertThat(archive.objects()).isEqualTo(152));
		}
		ArchiveContract.of(database).undo(1, 2);
		assertThat(database.query("SELECT count(*) FROM public.v")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void whatIsHungOnItFromElsewhereMeanwhileRefusesIt(String mode, TestDatabase database) throws Exception {
		database.execute(FILL, "CREATE SCHEMA other");
		try (Connection other = database.connect(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("SELECT * FROM public.t1");
			CompletableFuture<Archive> archiving = archive(database, mode);
			awaitWaiting(database);
			statement.execute("CREATE VIEW other.v AS SELECT * FROM public.t1");
			other.commit();
			assertThat(archiving).failsWithin(60, TimeUnit.SECONDS)
				.withThrowableThat()
				.havingCause()
				.isInstanceOfSatisfying(RecoveryException.class,
						(ex) -> assertThat(ex.account()).contains("view other.v"));
		}
		database.execute("DROP VIEW other.v");
		ArchiveContract.of(database).archive(1);
	}

	@Test
	void holderOfALockIsNamed(TestDatabase database) throws Exception {
		database.execute(FILL);
		try (Connection other = database.connect(); Statement statement = other.createStatement()) {
			other.setClientInfo("ApplicationName", "old-deployment");
			other.setAutoCommit(false);
			statement.execute("SELECT * FROM public.t1");
			RecoveryException failure = catchThrowableOfType(RecoveryException.class,
					() -> ArchiveContract.stage("drop.mode=batched", "drop.lock-timeout=100ms", "drop.timeout=300ms")
						.archive(database.dataSource(), PUBLIC, List.of(), 1, Outlook.NONE));
			assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(75);
			assertThat(failure.account()).contains("old-deployment", "100 of 150 archived", "and committed");
		}
		ArchiveContract.of(database).archive(1);
	}

	@Test
	void batchThatTakesMoreLocksThanThereAreIsHalved() throws Exception {
		try (PostgresServer server = PostgresServer.with("max_connections=20", "max_locks_per_transaction=10",
				"max_wal_senders=0", "max_worker_processes=0", "shared_buffers=1MB", "autovacuum=off");
				TestDatabase database = server.createDatabase()) {
			database.execute(
					"""
							DO $$ BEGIN
							  FOR i IN 1..300 LOOP
							    EXECUTE format('CREATE TABLE public.t%s (a serial, b serial, c serial, d serial, e serial, f serial)', i);
							    COMMIT;
							  END LOOP;
							END $$
							""");
			ArchiveContract contract = ArchiveContract.of(database);
			assertThat(contract.archive(1).objects()).isEqualTo(300);
			contract.undo(1, 2);
			assertThat(database.query("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
				.containsExactly("2100");
		}
	}

	private static CompletableFuture<Archive> archive(TestDatabase database, String mode) {
		return CompletableFuture.supplyAsync(() -> ArchiveContract.stage("drop.mode=" + mode, "drop.lock-timeout=30s")
			.archive(database.dataSource(), PUBLIC, List.of(), 1, Outlook.NONE));
	}

	/** Without a pause between two looks: the moment is short. */
	private static void awaitWaiting(TestDatabase database) throws SQLException {
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (database
			.query("SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND "
					+ "a.application_name LIKE 'schema-recovery %' AND a.datname = current_database()")
			.isEmpty()) {
			assertThat(System.nanoTime()).isLessThan(deadline);
		}
	}

}
