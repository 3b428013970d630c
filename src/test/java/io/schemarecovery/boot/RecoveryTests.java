package io.schemarecovery.boot;

import java.util.List;

import io.schemarecovery.actuate.SchemaRecoveryHealth;
import io.schemarecovery.boot.broken.BrokenShopApplication;
import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult.Status;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class RecoveryTests {

	private static final String TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

	private static final String HISTORY = "SELECT coalesce(version, script) || ' ' || type FROM flyway_schema_history ORDER BY installed_rank";

	private final String[] migrations = { "shop/tables", "shop/rebuild", "shop/seed" };

	/** The first migration was applied and the application used, then it got stuck. */
	private TestDatabase stuck(TestDatabase database) {
		shop(database, "shop/tables").startAndStop();
		return database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')", "INSERT INTO cart (user_id) VALUES (1)",
				"CREATE VIEW active AS SELECT * FROM \"user\"", "CREATE TABLE alembic_version (version_num text)");
	}

	private static Launch shop(TestDatabase database, String... locations) {
		return Launch.of(ShopApplication.class, database, locations);
	}

	@Test
	void normalBootCascadesOverForeignKeysAloneAndLosesNoRow(TestDatabase database) {
		stuck(database).execute("DROP VIEW active");
		shop(database, this.migrations).startAndStop();
		assertThat(database.query("SELECT user_id FROM cart")).containsExactly("1");
		assertThat(database.query("SELECT conname FROM pg_constraint WHERE contype = 'f'"))
			.containsExactly("cart_user_id_fkey");
	}

	@Test
	void normalBootRefusesWhereAViewDependsAndTellsTheTree(TestDatabase database) {
		stuck(database);
		RecoveryException failure = shop(database, this.migrations).fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("V2__rebuild_user.sql, line 5")
			.contains("statement:  DROP TABLE \"user\"")
			.contains("SQLSTATE 2BP01")
			.contains("table \"user\"\n")
			.contains("+- view active")
			.contains("+- constraint cart_user_id_fkey on table cart");
		assertThat(failure.analysis().getAction()).contains("DB_RESET=true", "schema-recovery.migrate.cascade=table");
		assertThat(database.query("SELECT count(*) FROM active")).containsExactly("1");
	}

	@Test
	void normalBootHasNoRunnerAndNoGate(TestDatabase database) {
		try (ConfigurableApplicationContext context = shop(database, this.migrations).start()) {
			assertThat(context.getBeansOfType(ApplicationRunner.class)).isEmpty();
			assertThat(context.getBeansOfType(RecoveryRun.class)).isEmpty();
		}
	}

	@Test
	void resetRebuildsWhatIsStuck(TestDatabase database) {
		stuck(database);
		try (ConfigurableApplicationContext context = shop(database, this.migrations).with("DB_RESET=true").start()) {
			RecoveryRun run = context.getBean(RecoveryRun.class);
			assertThat(run.outcomes()).extracting((outcome) -> outcome.result().status())
				.containsExactly(Status.DONE, Status.DONE, Status.DONE, Status.DONE, Status.SKIPPED, Status.DONE);
			assertThat(run.result(Stage.PURGE).orElseThrow().detail()).contains("public.flyway_schema_history",
					"public.alembic_version");
		}
		assertThat(database.query(TABLES)).containsExactly("cart", "flyway_schema_history", "user");
		assertThat(database.query("SELECT name FROM \"user\"")).containsExactly("seeded");
		assertThat(database.query(HISTORY)).containsExactly("1 SQL", "2 SQL", "R__seed.sql SQL");
	}

	@Test
	void profileMeansTheSameAndFalseBeatsIt(TestDatabase database) {
		stuck(database).execute("DROP VIEW active");
		shop(database, this.migrations).with("spring.profiles.active=reset", "DB_RESET=false").startAndStop();
		assertThat(database.query("SELECT name FROM \"user\" ORDER BY 1")).containsExactly("Ada", "seeded");
		shop(database, this.migrations).with("spring.profiles.active=reset").startAndStop();
		assertThat(database.query("SELECT name FROM \"user\"")).containsExactly("seeded");
	}

	@Test
	void tablesThatNoHistoryKnowsAreTakenToo(TestDatabase database) {
		database.execute("CREATE TABLE \"user\" (id int)",
				"CREATE FUNCTION left_over() RETURNS int LANGUAGE sql AS 'SELECT 1'",
				"CREATE TYPE left_type AS ENUM ('a')");
		assertThat(shop(database, this.migrations).fail().getMessage()).contains("Flyway could not migrate");
		shop(database, this.migrations).with("DB_RESET=yes").startAndStop();
		assertThat(database.query(TABLES)).containsExactly("cart", "flyway_schema_history", "user");
	}

	@Test
	void historyOutsideOfTheScopeIsPurged(TestDatabase database) {
		String[] elsewhere = { "spring.flyway.schemas=public", "spring.flyway.default-schema=history",
				"spring.flyway.create-schemas=true", "spring.flyway.init-sqls=SET search_path = public" };
		shop(database, "shop/elsewhere").with(elsewhere).startAndStop();
		database.execute("CREATE TABLE history.kept (id int)", "INSERT INTO public.elsewhere VALUES (1)");
		shop(database, "shop/elsewhere").with(elsewhere)
			.with("DB_RESET=true", "schema-recovery.schemas=public")
			.startAndStop();
		assertThat(database.query("SELECT count(*) FROM public.elsewhere")).containsExactly("0");
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'history' ORDER BY 1"))
			.containsExactly("flyway_schema_history", "kept");
	}

	@Test
	void failedMigrationFallsBackToTheEntitiesAndTheNextStartRuns(TestDatabase database) {
		stuck(database);
		String[] broken = { "shop/tables", "shop/rebuild", "shop/seed", "shop/broken" };
		try (ConfigurableApplicationContext context = shop(database, broken).with("DB_RESET=true").start()) {
			RecoveryRun run = context.getBean(RecoveryRun.class);
			assertThat(run.result(Stage.MIGRATE).orElseThrow().status()).isEqualTo(Status.FAILED);
			assertThat(run.result(Stage.FALLBACK).orElseThrow().status()).isEqualTo(Status.DONE);
		}
		assertThat(database.query(TABLES)).containsExactly("cart", "flyway_schema_history", "user");
		assertThat(database.query("SELECT viewname FROM pg_views WHERE schemaname = 'public'")).isEmpty();
		assertThat(database.query("SELECT name FROM \"user\"")).containsExactly("seeded");
		assertThat(database.query(HISTORY)).containsExactly("3 BASELINE", "R__seed.sql SQL");
		database.execute("INSERT INTO \"user\" (name) VALUES ('later')");
		try (ConfigurableApplicationContext context = shop(database, broken).start()) {
			assertThat(database.query("SELECT name FROM \"user\" ORDER BY 1")).containsExactly("later", "seeded");
			Health health = context.getBean(SchemaRecoveryHealth.class).health();
			assertThat(health.getDetails()).containsEntry("schema", "created from entities");
			assertThat(String.valueOf(health.getDetails().get("cause"))).contains("V3__broken.sql", "42703");
		}
	}

	@Test
	void successfulResetAfterAFallbackForgetsIt(TestDatabase database) {
		shop(database, "shop/tables", "shop/broken").with("DB_RESET=true").startAndStop();
		try (ConfigurableApplicationContext context = shop(database, this.migrations).with("DB_RESET=once:more")
			.start()) {
			assertThat(context.getBean(SchemaRecoveryHealth.class).health().getDetails()).containsEntry("schema",
					"created by migrations");
		}
	}

	@Test
	void brokenMigrationAndBrokenEntitiesEndWithBothCauses(TestDatabase database) {
		RecoveryException failure = Launch.of(BrokenShopApplication.class, database, "shop/tables", "shop/broken")
			.with("DB_RESET=true")
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("V3__broken.sql", "no_such_column")
			.contains("2 of ", "no_such_type", "neither_this");
		assertThat(database.query(TABLES)).as("neither half of the schema is left").isEmpty();
	}

	@Test
	void closedFallbackEndsWithTheMigrationsFailure(TestDatabase database) {
		RecoveryException failure = shop(database, "shop/tables", "shop/broken")
			.with("DB_RESET=true", "schema-recovery.fallback.enabled=false")
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("V3__broken.sql, line 2");
	}

	@Test
	void dropsOfOtherKindsNeedAResetToCascade(TestDatabase database) {
		String[] kinds = { "shop/tables", "shop/kinds" };
		RecoveryException failure = shop(database, kinds).fail();
		assertThat(failure.account()).contains("ALTER TABLE person DROP COLUMN age", "+- view ages");
		shop(database, kinds).with("DB_RESET=true").startAndStop();
		assertThat(database.query("SELECT attname FROM pg_attribute WHERE attrelid = 'person'::regclass AND attnum > 0"
				+ " AND NOT attisdropped"))
			.containsExactly("id", "label");
	}

	@Test
	void indexIsCreatedConcurrentlyWhereFlywayHoldsNoTransaction(TestDatabase database) {
		shop(database, "shop/tables", "shop/concurrently")
			.with("DB_RESET=true", "spring.flyway.postgresql.transactional-lock=false",
					"schema-recovery.fallback.enabled=false")
			.startAndStop();
		assertThat(database.query("SELECT indexname FROM pg_indexes WHERE tablename = 'cart'"))
			.contains("cart_user_id_idx");
	}

	@Test
	void indexThatWouldWaitForFlywaysOwnLockForEverIsRefused(TestDatabase database) {
		RecoveryException failure = shop(database, "shop/tables", "shop/concurrently").fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("V3__index.sql", "spring.flyway.postgresql.transactional-lock=false");
		assertThat(database.query("SELECT indexname FROM pg_indexes WHERE tablename = 'cart'"))
			.containsExactly("cart_pkey");
	}

	@Test
	void applicationWithoutFlywayGetsItsSchemaFromTheEntities(TestDatabase database) {
		database.execute("CREATE TABLE cart (wrong int)");
		shop(database).with("DB_RESET=true", "spring.flyway.enabled=false").startAndStop();
		assertThat(database.query(TABLES)).containsExactly("cart", "user");
	}

	@Test
	void scriptInitialisersRunAgain(TestDatabase database) {
		shop(database, this.migrations)
			.with("DB_RESET=true", "spring.sql.init.mode=always",
					"spring.sql.init.schema-locations=classpath:shop/extra.sql")
			.startAndStop();
		assertThat(database.query(TABLES)).contains("extra", "cart");
	}

	@Test
	void ddlAutoTouchesNothingBeforeTheStagesAndIsValidatedAfterThem(TestDatabase database) {
		RecoveryException failure = shop(database, "shop/tables")
			.with("DB_RESET=true", "spring.jpa.hibernate.ddl-auto=validate")
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("email");
		shop(database, this.migrations).with("DB_RESET=true", "spring.jpa.hibernate.ddl-auto=validate").startAndStop();
		assertThat(List.of("user")).isSubsetOf(database.query(TABLES));
	}

	@Test
	void schemaThatFlywayReallyWorksInIsTheOneThatIsReset(TestDatabase database) {
		database.execute("CREATE SCHEMA app", "CREATE TABLE public.precious (id int)");
		String[] sql = { "spring.flyway.init-sqls=SET search_path TO app" };
		shop(database, "shop/tables").with(sql).startAndStop();
		database.execute("INSERT INTO app.\"user\" (name) VALUES ('Ada')");
		shop(database, "shop/tables").with(sql).with("DB_RESET=true").startAndStop();
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
			.containsExactly("precious");
		assertThat(database.query("SELECT count(*) FROM app.\"user\"")).containsExactly("0");
	}

	@Test
	void lockThatIsNotToBeHadInStageThreeIsNoReasonToFallBack(TestDatabase database) {
		RecoveryException failure = shop(database, "shop/tables", "shop/impatient").with("DB_RESET=true").fail();
		assertThat(failure.getExitCode()).isEqualTo(75);
		assertThat(failure.account()).contains("V3__impatient.sql");
		assertThat(failure.analysis().getAction()).contains("start again with DB_RESET=true");
		assertThat(database.query(TABLES)).containsExactly("cart", "flyway_schema_history", "user");
	}

	@Test
	void dependentsInOtherSchemasThatTheMigrationsMadeDoNotStopTheFallback(TestDatabase database) {
		shop(database, "shop/tables", "shop/audit").with("DB_RESET=true").startAndStop();
		assertThat(database.query(TABLES)).containsExactly("cart", "flyway_schema_history", "user");
		assertThat(database.query(HISTORY)).containsExactly("4 BASELINE");
	}

	@Test
	void stageClosedByAPropertySourceOfAClassStaysClosed(TestDatabase database) {
		database.execute("CREATE TABLE precious (id int)");
		RecoveryException failure = shop(database, "shop/tables").with(Closing.class).with("DB_RESET=true").fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(database.query(TABLES)).containsExactly("precious");
	}

	@Test
	void scriptsThatNeedTheNewTablesRunAfterThem(TestDatabase database) {
		shop(database, this.migrations)
			.with("DB_RESET=true", "spring.sql.init.mode=always", "spring.jpa.defer-datasource-initialization=true",
					"spring.sql.init.data-locations=classpath:shop/data.sql")
			.startAndStop();
		assertThat(database.query("SELECT name FROM \"user\" ORDER BY 1")).containsExactly("from a script", "seeded");
	}

	@Test
	void schemaOfAnEntityThatIsThereIsNotCreatedAgain(TestDatabase database) {
		database.superuser("ALTER SCHEMA public OWNER TO " + database.owner(),
				"ALTER DATABASE " + database.name() + " OWNER TO postgres");
		shop(database, "shop/tables", "shop/broken")
			.with("DB_RESET=true", "schema-recovery.ledger=off",
					"spring.jpa.properties.hibernate.default_schema=public")
			.startAndStop();
		assertThat(database.query(TABLES)).contains("cart", "user");
	}

	@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
	@org.springframework.context.annotation.PropertySource("classpath:shop/closing.properties")
	static class Closing {

	}

}
