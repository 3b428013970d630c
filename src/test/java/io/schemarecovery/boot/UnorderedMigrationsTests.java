package io.schemarecovery.boot;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult.Status;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Migrations that know no order among their tables. */
@PostgresTest
class UnorderedMigrationsTests {

	private static Launch shop(TestDatabase database) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/unordered");
	}

	@Test
	void normalBootRefusesThemAndNamesTheSetting(TestDatabase database) {
		RecoveryException failure = shop(database).fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("V2__children_first.sql", "SQLSTATE 23503",
				"schema-recovery.migrate.foreign-keys=on-violation");
		assertThat(database.query("SELECT count(*) FROM cart")).containsExactly("0");
	}

	@Test
	void resetRunsThemAndEveryKeyHolds(TestDatabase database) {
		try (ConfigurableApplicationContext context = shop(database).with("DB_RESET=true").start()) {
			assertThat(context.getBean(RecoveryRun.class).result(Stage.MIGRATE)).hasValueSatisfying((result) -> {
				assertThat(result.status()).isEqualTo(Status.DONE);
				assertThat(result.detail())
					.contains("foreign keys held off for V2__children_first.sql, V3__refill.sql, V4__dump.sql");
			});
		}
		assertThat(database.query("SELECT user_id FROM cart ORDER BY 1")).containsExactly("41", "42", "51", "52");
		assertThat(database.query("SELECT convalidated FROM pg_constraint WHERE contype = 'f'")).containsExactly("t");
	}

}
