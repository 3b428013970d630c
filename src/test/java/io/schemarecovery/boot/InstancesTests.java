package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Several instances of an application, started while one of them resets. */
@PostgresTest
class InstancesTests {

	private static final String WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
			+ " AND wait_event_type = 'Lock'";

	private static Launch shop(TestDatabase database, String... settings) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/seed").with(settings);
	}

	@Test
	void oldInstanceThatStartsInTheMiddleWaitsAndThenStarts(TestDatabase database) throws SQLException {
		shop(database).startAndStop();
		try (Connection reader = database.connect(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.execute("SELECT count(*) FROM cart");
			CompletableFuture<Void> reset = CompletableFuture
				.runAsync(() -> shop(database, "DB_RESET=true").startAndStop());
			Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> database.query(WAITING).get(0).equals("1"));
			RecoveryException impatient = shop(database, "schema-recovery.wait-timeout=1s").fail();
			assertThat(impatient.getExitCode()).isEqualTo(75);
			assertThat(impatient.account()).contains("another instance still resets", "in stage drop");
			assertThat(shop(database, "DB_RESET=once:more", "schema-recovery.wait-timeout=1s").fail().account())
				.contains("the lock is held by pid ");
			CompletableFuture<Void> old = CompletableFuture.runAsync(() -> shop(database).startAndStop());
			assertThat(reset).isNotDone();
			reader.rollback();
			assertThat(reset).succeedsWithin(Duration.ofSeconds(60));
			assertThat(old).succeedsWithin(Duration.ofSeconds(60));
		}
		assertThat(database.query("SELECT state FROM schema_recovery.run")).containsExactly("done");
		assertThat(database.query("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")).containsExactly("0");
	}

}
