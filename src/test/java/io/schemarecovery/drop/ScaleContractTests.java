package io.schemarecovery.drop;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import io.schemarecovery.testing.Threads;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The failures of size and of company: more than one transaction can lock, and two
 * instances at once.
 */
@PostgresTest
class ScaleContractTests {

	private static final List<String> PUBLIC = List.of("public");

	/**
	 * Number of sessions that a PostgreSQL allows by default, from which its lock table
	 * has its size.
	 */
	private static final String DEFAULT_SIZE = "max_connections=100";

	@Test
	void row01MoreTablesThanOneTransactionCanLockAreTaken() throws Exception {
		try (PostgresServer server = PostgresServer.with(DEFAULT_SIZE);
				TestDatabase database = server.createDatabase()) {
			DropContract contract = DropContract.of(database).given("01-many-tables");
			assertThat(contract.drop().objects()).hasSizeGreaterThanOrEqualTo(1100);
		}
	}

	@RepeatedTest(3)
	void row02OfTwoAtOnceOneDropsAndNoneFails(TestDatabase database) {
		DropContract contract = DropContract.of(database).given("02-two-instances");
		CyclicBarrier start = new CyclicBarrier(2);
		CompletableFuture<DropPlan> one = CompletableFuture.supplyAsync(() -> drop(database, start),
				Threads.EACH_ITS_OWN);
		CompletableFuture<DropPlan> two = CompletableFuture.supplyAsync(() -> drop(database, start),
				Threads.EACH_ITS_OWN);
		assertThat(CompletableFuture.allOf(one, two)).succeedsWithin(60, TimeUnit.SECONDS);
		assertThat(List.of(one.join(), two.join())).anySatisfy((plan) -> assertThat(plan.objects()).isNotEmpty());
		assertThat(contract.drop().objects()).isEmpty();
	}

	private static DropPlan drop(TestDatabase database, CyclicBarrier start) {
		try {
			start.await(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		return DropContract.stage().drop(database.dataSource(), PUBLIC);
	}

}
