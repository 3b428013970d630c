package io.schemarecovery.boot;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PgBouncer;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Row 4: a reset through a real PgBouncer. */
@PostgresTest
class PoolerTests {

	private static final String USERS = "SELECT name FROM \"user\"";

	private static Launch behind(PgBouncer bouncer, TestDatabase database) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/seed")
			.with("spring.datasource.url=" + bouncer.url(), "spring.datasource.username=" + database.owner(),
					"spring.datasource.password=" + TestDatabase.PASSWORD, "DB_RESET=true");
	}

	private static PgBouncer bouncer(TestDatabase database, String mode) {
		assumeThat(PgBouncer.isInstalled()).as("PgBouncer is not installed: apt-get install pgbouncer").isTrue();
		Launch.of(ShopApplication.class, database, "shop/tables", "shop/seed").startAndStop();
		database.execute("UPDATE \"user\" SET name = 'Ada'");
		return PgBouncer.before(database, "pool_mode=" + mode);
	}

	@Test
	void inSessionModeItResets(TestDatabase database) throws Exception {
		try (PgBouncer bouncer = bouncer(database, "session")) {
			behind(bouncer, database).startAndStop();
		}
		assertThat(database.query(USERS)).containsExactly("seeded");
	}

	@Test
	void inTransactionModeItIsRefusedAndLeavesNoLock(TestDatabase database) throws Exception {
		try (PgBouncer bouncer = bouncer(database, "transaction")) {
			RecoveryException failure = behind(bouncer, database).fail();
			assertThat(failure.getExitCode()).isEqualTo(78);
			assertThat(failure.analysis().getAction()).contains("Use the direct connection string");
			assertThat(database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"))
				.containsExactly("0");
		}
		assertThat(database.query(USERS)).containsExactly("Ada");
	}

}
