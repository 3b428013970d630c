package io.schemarecovery.drop;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.Batch;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A drop on a server whose lock table is tiny, and may be taken by others. */
@ExtendWith(OutputCaptureExtension.class)
class LockTableTests {

	private static final List<String> PUBLIC = List.of("public");

	/** Out of shared memory. */
	private static final String FULL = "53200";

	private static PostgresServer server;

	private TestDatabase database;

	@BeforeAll
	static void start() {
		server = PostgresServer.with("max_connections=20", "max_locks_per_transaction=10", "max_wal_senders=0",
				"max_worker_processes=0", "shared_buffers=1MB", "autovacuum=off");
	}

	@AfterAll
	static void stop() throws IOException {
		server.close();
	}

	@BeforeEach
	void create() {
		this.database = server.createDatabase();
	}

	@AfterEach
	void remove() {
		this.database.close();
	}

	@Test
	void oneTransactionTakesWhatItHasLocksFor() {
		fill(5);
		DropPlan plan = DropContract.of(this.database).drop();
		assertThat(plan.atomic()).isTrue();
		assertThat(plan.locks()).isLessThanOrEqualTo(plan.limits().locksFree());
	}

	@Test
	void severalTakeWhatOneHasNoLocksFor() {
		fill(310);
		DropPlan plan = DropContract.stage().drop(this.database.dataSource(), PUBLIC);
		assertThat(plan.atomic()).isFalse();
		assertThat(plan.lanes()).hasSize(3);
		long budget = plan.limits().locksFree() / 3 / 2;
		assertThat(plan.batches())
			.allSatisfy((batch) -> assertThat(batch.divisible() && batch.locks() > budget).isFalse());
		assertThat(BatchedDropTests.tables(this.database)).isEmpty();
	}

	@Test
	void oneTransactionThatIsAskedForAndDoesNotFitFailsWithoutAnyLoss() {
		fill(310);
		RecoveryException failure = catchThrowableOfType(RecoveryException.class,
				() -> DropContract.stage("drop.mode=atomic").drop(this.database.dataSource(), PUBLIC));
		assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(75);
		assertThat(failure.analysis().getAction()).contains("max_locks_per_transaction",
				"schema-recovery.drop.mode=auto");
		assertThat(BatchedDropTests.tables(this.database)).hasSize(310);
	}

	@Test
	void batchesAreHalvedWhenOthersTakeTheLocks(CapturedOutput output) throws Exception {
		fill(60);
		DropPlan plan = plan();
		long largest = plan.batches().stream().mapToLong(Batch::locks).max().orElseThrow();
		try (Connection other = this.database.connect()) {
			leave(other, (int) largest / 2);
			new BatchedDrop(DropContract.transaction(), new ProgressBoard()).run(this.database.dataSource(), plan);
		}
		assertThat(output).contains("half as many objects");
		assertThat(BatchedDropTests.tables(this.database)).isEmpty();
	}

	@Test
	void lanesThatTakeTheLastLocksFromOneAnotherGoOn() throws Exception {
		fill(310);
		DropPlan plan = DropContract.plan(this.database, "drop.mode=batched", "drop.parallelism=3");
		assertThat(plan.lanes()).hasSize(3);
		try (Connection other = this.database.connect()) {
			leave(other, 45);
			new BatchedDrop(DropContract.transaction(), new ProgressBoard()).run(this.database.dataSource(), plan);
		}
		assertThat(BatchedDropTests.tables(this.database)).isEmpty();
	}

	@Test
	void oneTableThatDoesNotFitFailsAndGoesOnLater() throws Exception {
		fill(60);
		try (Connection other = this.database.connect()) {
			DropPlan plan = plan();
			leave(other, 4);
			RecoveryException failure = catchThrowableOfType(RecoveryException.class,
					() -> new BatchedDrop(DropContract.transaction(), new ProgressBoard())
						.run(this.database.dataSource(), plan));
			assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(75);
			assertThat(failure.account()).contains("0 of 60 dropped");
		}
		assertThat(BatchedDropTests.tables(this.database)).hasSize(60);
		DropContract.of(this.database).drop();
	}

	private void fill(int tables) {
		this.database.execute("""
				DO $$ BEGIN
				  FOR i IN 1..%d LOOP
				    EXECUTE format('CREATE TABLE t%%s (id bigserial PRIMARY KEY, note text, before bigint%%s)', i,
				                   CASE WHEN i > 1 THEN format(' REFERENCES t%%s', i - 1) END);
				    IF i %% 5 = 0 THEN COMMIT; END IF;
				  END LOOP;
				END $$
				""".formatted(tables));
	}

	private DropPlan plan() {
		return DropContract.plan(this.database, "drop.mode=batched", "drop.parallelism=1");
	}

	/** Takes all locks there are, but for some. */
	private static void leave(Connection connection, int free) throws SQLException {
		connection.setAutoCommit(true);
		try (Statement statement = connection.createStatement()) {
			int taken = 0;
			String state = "";
			while (!FULL.equals(state)) {
				try {
					statement.execute("SELECT pg_advisory_lock(" + taken + ")");
					taken++;
				}
				catch (SQLException ex) {
					state = ex.getSQLState();
				}
			}
			for (int i = 0; i < free; i++) {
				statement.execute("SELECT pg_advisory_unlock(" + i + ")");
			}
		}
	}

}
