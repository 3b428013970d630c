package io.schemarecovery.boot;

import javax.sql.DataSource;

import io.schemarecovery.actuate.SchemaRecoveryHealth;
import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

import static org.assertj.core.api.Assertions.assertThat;

/** Several Flyway beans, each with a history of its own. */
@PostgresTest
class SeveralFlywayBeansTests {

	private static final String TABLES = "SELECT schemaname || '.' || tablename FROM pg_tables"
			+ " WHERE schemaname IN ('public', 'trail') ORDER BY 1";

	private static final String[] COMPLETE = { "public.cart", "public.flyway_schema_history", "public.user",
			"trail.flyway_schema_history", "trail.note", "trail.step" };

	private static final String HISTORIES = "SELECT 'public ' || coalesce(version, script) || ' ' || type FROM public.flyway_schema_history"
			+ " UNION ALL SELECT 'trail ' || coalesce(version, script) || ' ' || type FROM trail.flyway_schema_history"
			+ " WHERE type <> 'SCHEMA' ORDER BY 1";

	private static Launch shop(TestDatabase database, Class<?>... configuration) {
		return Launch.of(ShopApplication.class, database).with(configuration);
	}

	/** Used, and with something in either schema that no history knows. */
	private static TestDatabase stuck(TestDatabase database) {
		shop(database, ShopAndTrail.class).with("trail.target=1").startAndStop();
		return database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')",
				"CREATE VIEW trail.steps AS SELECT * FROM trail.step", "CREATE VIEW users AS SELECT * FROM \"user\"");
	}

	@Test
	void normalStartCascadesInEach(TestDatabase database) {
		shop(database, ShopAndTrail.class).startAndStop();
		assertThat(database.query(TABLES)).containsExactly(COMPLETE);
		assertThat(database.query("SELECT conname FROM pg_constraint WHERE conname = 'note_step_id_fkey'")).isEmpty();
	}

	@Test
	void failureOfTheSecondIsToldInFull(TestDatabase database) {
		RecoveryException failure = shop(stuck(database), ShopAndTrail.class).fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("V2__rebuild_step.sql, line 1")
			.contains("2BP01")
			.contains("+- view steps");
	}

	@Test
	void resetEmptiesAndMigratesAllInTheOrderOfTheirInitializers(TestDatabase database) {
		try (ConfigurableApplicationContext context = shop(stuck(database), ShopAndTrail.class).with("DB_RESET=true")
			.start()) {
			RecoveryRun run = context.getBean(RecoveryRun.class);
			assertThat(run.result(Stage.OPEN).orElseThrow().detail()).contains("public", "trail");
			assertThat(run.result(Stage.PURGE).orElseThrow().detail()).contains("public.flyway_schema_history",
					"trail.flyway_schema_history");
			assertThat(run.result(Stage.MIGRATE).orElseThrow().detail())
				.matches("shopFlyway: 2 migrations applied.*; trailFlyway: . migrations applied.*");
			assertThat(context.getBean(SchemaRecoveryHealth.class).health().getDetails()).containsEntry("schema",
					"created by migrations");
		}
		assertThat(database.query(TABLES)).containsExactly(COMPLETE);
		assertThat(database.query("SELECT name FROM \"user\"")).isEmpty();
		shop(database, ShopAndTrail.class).startAndStop();
	}

	@Test
	void requestThatWasCarriedOutMigratesEachInTheRefresh(TestDatabase database) {
		shop(stuck(database), ShopAndTrail.class).with("DB_RESET=once:a", "trail.target=1").startAndStop();
		database.execute("INSERT INTO \"user\" (name) VALUES ('Grace')");
		shop(database, ShopAndTrail.class).with("DB_RESET=once:a").startAndStop();
		assertThat(database.query(HISTORIES)).contains("trail 2 SQL");
		assertThat(database.query("SELECT name FROM \"user\"")).containsExactly("Grace");
	}

	@Test
	void fallbackBaselinesEachAndTheHealthSaysWhy(TestDatabase database) {
		try (ConfigurableApplicationContext context = shop(stuck(database), ShopAndTrail.class)
			.with("DB_RESET=true", "trail.more=classpath:shop/trail-broken")
			.start()) {
			Health health = context.getBean(SchemaRecoveryHealth.class).health();
			assertThat(health.getDetails()).containsEntry("schema", "created from entities");
			assertThat(String.valueOf(health.getDetails().get("cause"))).contains("V3__broken.sql");
		}
		assertThat(database.query(HISTORIES)).containsExactly("public 2 BASELINE", "trail 3 BASELINE");
		shop(database, ShopAndTrail.class).with("trail.more=classpath:shop/trail-broken").startAndStop();
	}

	@Test
	void bootsOwnTakesPartBesideOneOfTheApplication(TestDatabase database) {
		Launch launch = Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild")
			.with("spring.flyway.default-schema=public")
			.with(TrailBesideBoots.class);
		launch.startAndStop();
		database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')", "CREATE TABLE trail.junk ()");
		launch.with("DB_RESET=true").startAndStop();
		assertThat(database.query(TABLES)).containsExactly(COMPLETE);
		assertThat(database.query("SELECT name FROM \"user\"")).isEmpty();
	}

	@Test
	void severalHistoriesInTheCurrentSchemaArePurgedAndFilled(TestDatabase database) {
		Launch launch = shop(database, TwoHistories.class);
		launch.startAndStop();
		database.execute("CREATE VIEW users AS SELECT * FROM \"user\"");
		launch.with("DB_RESET=true").startAndStop();
		assertThat(database.query("SELECT version FROM shop_history WHERE type = 'SQL' ORDER BY installed_rank"))
			.containsExactly("1", "2");
		assertThat(database.query("SELECT version FROM seed_history WHERE type = 'SQL'")).containsExactly("7");
		assertThat(database.query("SELECT 1 FROM pg_views WHERE viewname = 'users'")).isEmpty();
	}

	@Test
	void differentDatabasesAreRefusedWithBothAddresses(TestDatabase database) {
		try (TestDatabase other = PostgresServer.shared().createDatabase()) {
			String[] trail = { "trail.url=" + other.url(), "trail.user=" + other.owner() };
			RecoveryException failure = shop(database.execute("CREATE TABLE precious ()"), TwoDatabases.class)
				.with("DB_RESET=true")
				.with(trail)
				.fail();
			assertThat(failure.getExitCode()).isEqualTo(78);
			assertThat(failure.account())
				.containsPattern("'shopFlyway': host localhost, port [0-9]+, database " + database.name())
				.containsPattern("'trailFlyway': host localhost, port [0-9]+, database " + other.name())
				.doesNotContain(TestDatabase.PASSWORD, other.owner());
			assertThat(failure.analysis().getAction()).contains("@Profile(\"!reset\")");
			assertThat(database.query(TABLES)).containsExactly("public.precious");
			database.execute("DROP TABLE precious");
			shop(database, TwoDatabases.class).with(trail).startAndStop();
			assertThat(other.query(TABLES)).contains("trail.step");
		}
	}

	@Test
	void severalDataSourcesOfOneDatabaseAreReset(TestDatabase database) {
		Launch launch = shop(database, TwoDatabases.class).with("trail.url=" + database.url(),
				"trail.user=" + database.owner());
		launch.startAndStop();
		database.execute("CREATE TABLE trail.junk ()");
		launch.with("DB_RESET=true").startAndStop();
		assertThat(database.query(TABLES)).doesNotContain("trail.junk").contains("trail.step", "public.user");
	}

	@Test
	void beanThatNothingMigratesIsRefusedByName(TestDatabase database) {
		RecoveryException failure = shop(stuck(database), ShopAndTrail.class, Forgotten.class).with("DB_RESET=true")
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.account()).contains("'forgottenFlyway'");
		assertThat(database.query("SELECT name FROM \"user\"")).containsExactly("Ada");
	}

	private static Flyway shop(DataSource dataSource) {
		return Flyway.configure()
			.dataSource(dataSource)
			.schemas("public")
			.locations("classpath:shop/tables", "classpath:shop/rebuild")
			.load();
	}

	private static Flyway trail(DataSource dataSource, String target, String more) {
		return Flyway.configure()
			.dataSource(dataSource)
			.schemas("trail")
			.target(target)
			.locations("classpath:shop/trail", more)
			.load();
	}

	@Configuration(proxyBeanMethods = false)
	static class ShopAndTrail {

		@Bean
		@DependsOn("shopInitializer")
		FlywayMigrationInitializer anInitializer(@Qualifier("trailFlyway") Flyway flyway) {
			return new FlywayMigrationInitializer(flyway);
		}

		@Bean
		FlywayMigrationInitializer shopInitializer(@Qualifier("shopFlyway") Flyway flyway) {
			return new FlywayMigrationInitializer(flyway, (migrated) -> migrated.migrate());
		}

		@Bean
		Flyway trailFlyway(DataSource dataSource, @Value("${trail.target:latest}") String target,
				@Value("${trail.more:classpath:shop/trail}") String more) {
			return trail(dataSource, target, more);
		}

		@Bean
		Flyway shopFlyway(DataSource dataSource) {
			return shop(dataSource);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TrailBesideBoots {

		@Bean(defaultCandidate = false)
		Flyway trailFlyway(DataSource dataSource) {
			return trail(dataSource, "latest", "classpath:shop/trail");
		}

		@Bean(defaultCandidate = false)
		@DependsOn("flywayInitializer")
		FlywayMigrationInitializer trailInitializer(@Qualifier("trailFlyway") Flyway flyway) {
			return new FlywayMigrationInitializer(flyway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoHistories {

		@Bean
		Flyway shopFlyway(DataSource dataSource) {
			return Flyway.configure()
				.dataSource(dataSource)
				.table("shop_history")
				.locations("classpath:shop/tables", "classpath:shop/rebuild")
				.load();
		}

		@Bean
		Flyway seedFlyway(DataSource dataSource) {
			return Flyway.configure()
				.dataSource(dataSource)
				.table("seed_history")
				.baselineOnMigrate(true)
				.locations("classpath:shop/second")
				.load();
		}

		@Bean
		FlywayMigrationInitializer shopInitializer(Flyway shopFlyway) {
			return new FlywayMigrationInitializer(shopFlyway);
		}

		@Bean
		@DependsOn("shopInitializer")
		FlywayMigrationInitializer seedInitializer(Flyway seedFlyway) {
			return new FlywayMigrationInitializer(seedFlyway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDatabases {

		@Bean(defaultCandidate = false)
		DataSource trailDataSource(@Value("${trail.url}") String url, @Value("${trail.user}") String user) {
			return DataSourceBuilder.create().url(url).username(user).password(TestDatabase.PASSWORD).build();
		}

		@Bean
		Flyway shopFlyway(DataSource dataSource) {
			return shop(dataSource);
		}

		@Bean
		Flyway trailFlyway(@Qualifier("trailDataSource") DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).schemas("trail").locations("classpath:shop/second").load();
		}

		@Bean
		FlywayMigrationInitializer shopInitializer(Flyway shopFlyway) {
			return new FlywayMigrationInitializer(shopFlyway);
		}

		@Bean
		FlywayMigrationInitializer trailInitializer(Flyway trailFlyway) {
			return new FlywayMigrationInitializer(trailFlyway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Forgotten {

		@Bean
		Flyway forgottenFlyway(DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).schemas("forgotten").load();
		}

	}

}
