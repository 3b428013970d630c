package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A drop whose connections or whose process end in the middle of it: dropping again
 * finishes it. {@code -Drandom.seed=17} repeats the moments of a run.
 */
@PostgresTest
class InterruptedDropTests {

	private static final List<String> PUBLIC = List.of("public");

	private static final int ROUNDS = 4;

	private static final int PROCESSES = 2;

	private final long seed = Long.getLong("random.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void connectionsLostInBatchesLoseNothingThatWasCommitted(int lanes, TestDatabase database) throws Exception {
		List<Integer> left = new ArrayList<>();
		try (Connection watcher = database.connectAsSuperuser()) {
			Interruption interruption = new Interruption(watcher);
			for (int round = 0; round < ROUNDS; round++) {
				database.execute(Interruption.FILL);
				int moment = moment();
				CompletableFuture<DropPlan> dropping = drop(database, "drop.mode=batched", "drop.parallelism=" + lanes);
				interruption.awaitLeft(moment, dropping::isDone);
				interruption.terminate(dropping::isDone);
				RecoveryException failure = failure(dropping);
				left.add(interruption.left());
				if (failure != null) {
					assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(69);
					assertThat(failure.account()).as("seed %d, moment %d", this.seed, moment)
						.contains("dropped", "and committed");
				}
				DropContract.stage("drop.mode=batched").drop(database.dataSource(), PUBLIC);
				assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
					.as("seed %d, moment %d", this.seed, moment)
					.isEmpty();
			}
		}
		assertThat(left).as("tables left, seed %d", this.seed).anyMatch(InterruptedDropTests::inTheMiddle);
	}

	@Test
	void connectionLostInOneTransactionLosesAllOrNothing(TestDatabase database) throws Exception {
		List<Integer> left = new ArrayList<>();
		try (Connection watcher = database.connectAsSuperuser()) {
			Interruption interruption = new Interruption(watcher);
			for (int round = 0; round < ROUNDS; round++) {
				if (interruption.left() == 0) {
					database.execute(Interruption.FILL);
				}
				CompletableFuture<DropPlan> dropping = drop(database, "drop.mode=atomic");
				// more than the tables are locked once it drops
				interruption.awaitLocked(moment() * 2, dropping::isDone);
				interruption.terminate(dropping::isDone);
				RecoveryException failure = failure(dropping);
				left.add(interruption.left());
				if (failure != null) {
					assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(69);
				}
			}
		}
		assertThat(left).as("tables left, seed %d", this.seed)
			.contains(Interruption.TABLES)
			.isSubsetOf(0, Interruption.TABLES);
		DropContract.of(database).drop("drop.mode=atomic");
		assertThat(BatchedDropTests.tables(database)).isEmpty();
	}

	@Test
	void processKilledBetweenBatchesIsFollowedByOneThatFinishes(TestDatabase database) throws Exception {
		List<Integer> left = kill(database, "drop.mode=batched", Interruption::awaitLeft);
		assertThat(left).as("tables left, seed %d", this.seed).anyMatch(InterruptedDropTests::inTheMiddle);
	}

	@Test
	void processKilledInOneTransactionLosesAllOrNothing(TestDatabase database) throws Exception {
		List<Integer> left = kill(database, "drop.mode=atomic", Interruption::awaitLocked);
		assertThat(left).as("tables left, seed %d", this.seed)
			.contains(Interruption.TABLES)
			.isSubsetOf(0, Interruption.TABLES);
	}

	private List<Integer> kill(TestDatabase database, String mode, Moment moment) throws Exception {
		List<Integer> left = new ArrayList<>();
		try (Connection watcher = database.connectAsSuperuser()) {
			Interruption interruption = new Interruption(watcher);
			for (int round = 0; round < PROCESSES; round++) {
				database.execute(Interruption.FILL);
				try (DroppingProcess process = DroppingProcess.start(database, mode)) {
					moment.await(interruption, moment(), process::ended);
				}
				left.add(interruption.left());
				DropContract.stage(mode).drop(database.dataSource(), PUBLIC);
				assertThat(interruption.left()).as("left by the second drop, seed %d", this.seed).isZero();
			}
		}
		assertThat(DropContract.of(database).drop().objects()).isEmpty();
		return left;
	}

	private interface Moment {

		void await(Interruption interruption, int tables, BooleanSupplier over) throws SQLException;

	}

	/** Some of the tables; where they are dropped in batches, more than one batch. */
	private int moment() {
		return Interruption.TABLES / 3 + this.random.nextInt(Interruption.TABLES / 2);
	}

	private static boolean inTheMiddle(int left) {
		return left > 0 && left < Interruption.TABLES;
	}

	private static CompletableFuture<DropPlan> drop(TestDatabase database, String... settings) {
		return CompletableFuture.supplyAsync(() -> DropContract.stage(settings).drop(database.dataSource(), PUBLIC));
	}

	/** What it failed with, or {@code null} if it had finished by then. */
	private static @Nullable RecoveryException failure(CompletableFuture<DropPlan> dropping) {
		CompletionException failure = catchThrowableOfType(CompletionException.class,
				() -> dropping.orTimeout(60, TimeUnit.SECONDS).join());
		if (failure == null) {
			return null;
		}
		assertThat(failure.getCause()).isInstanceOf(RecoveryException.class);
		return (RecoveryException) failure.getCause();
	}

}
