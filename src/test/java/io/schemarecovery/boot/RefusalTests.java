package io.schemarecovery.boot;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

import static org.assertj.core.api.Assertions.assertThat;

/** Each refusal leaves the database as it was. */
@PostgresTest
class RefusalTests {

	private static final List<String> EVENTS = new ArrayList<>();

	@BeforeEach
	void forget() {
		EVENTS.clear();
	}

	private static Launch reset(TestDatabase database) {
		database.execute("CREATE TABLE precious (id int)", "INSERT INTO precious VALUES (1)");
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild").with("DB_RESET=true");
	}

	private TestDatabase untouched;

	@AfterEach
	void nothingWasTouched() {
		if (this.untouched != null) {
			assertThat(this.untouched.query("SELECT id FROM precious")).containsExactly("1");
			assertThat(this.untouched.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
				.containsExactly("precious");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "DB_RESET=flase", "DB_RESET=each-deploy", "DB_RESET=once:a", "DB_RESET=undo:last",
			"DB_RESET=abandon:1", "schema-recovery.drop.enabled=perhaps", "schema-recovery.drop.collateral=some",
			"schema-recovery.drop.lock-timeout=soon", "schema-recovery.schemas=pg_catalog",
			"schema-recovery.schemas=schema_recovery", "schema-recovery.schemas=schema_recovery_archive_1",
			"schema-recovery.archive.purge=some", "schema-recovery.schemas=publik", "schema-recovery.drop.timeout=-5s",
			"schema-recovery.drop.lock-timeout=0", "schema-recovery.fallback.data-locations=classpath:nowhere.sql",
			"schema-recovery.drop.enabled=false", "schema-recovery.purge.enabled=false" })
	void badSettingIsBadConfiguration(String setting, TestDatabase database) {
		this.untouched = database;
		RecoveryException failure = reset(database).with(setting).fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.analysis().getAction()).isNotBlank();
	}

	@Test
	void flywayBeanWithAnInitMethodIsRefusedByName(TestDatabase database) {
		this.untouched = database;
		RecoveryException failure = reset(database).with(InitMethod.class).fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.getMessage()).contains("'handMadeFlyway'");
	}

	@Test
	void flywayBeanThatBootDoesNotCallIsRefusedByName(TestDatabase database) {
		this.untouched = database;
		RecoveryException failure = reset(database).with(OwnFlyway.class).fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.getMessage()).contains("'ownFlyway'");
	}

	@Test
	void roleThatCouldMakeNothingAgainIsRefused(TestDatabase database) {
		this.untouched = database;
		Launch launch = reset(database);
		database.superuser("ALTER SCHEMA public OWNER TO postgres", "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
				"REVOKE ALL ON SCHEMA public FROM " + database.owner(),
				"GRANT USAGE ON SCHEMA public TO " + database.owner());
		RecoveryException failure = launch.fail();
		assertThat(failure.getExitCode()).isEqualTo(77);
		assertThat(failure.analysis().getAction()).contains("GRANT CREATE ON SCHEMA \"public\"");
	}

	@Test
	void historyElsewhereOnWhichSomethingDependsIsRefusedBeforeTheDrop(TestDatabase database) {
		this.untouched = database;
		Launch launch = reset(database).with("spring.flyway.schemas=public", "spring.flyway.default-schema=history",
				"schema-recovery.schemas=public");
		database.execute("CREATE SCHEMA history", "CREATE TABLE history.flyway_schema_history (version text)",
				"CREATE VIEW history.versions AS SELECT * FROM history.flyway_schema_history");
		RecoveryException failure = launch.fail();
		assertThat(failure.getExitCode()).isEqualTo(77);
		assertThat(failure.account()).contains("view history.versions");
	}

	@Test
	void readOnlyDatabaseIsNoBug(TestDatabase database) {
		this.untouched = database;
		Launch launch = reset(database);
		database.superuser("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
		assertThat(launch.fail().getExitCode()).isEqualTo(77);
		database.superuser("SET default_transaction_read_only = off",
				"ALTER DATABASE " + database.name() + " RESET default_transaction_read_only");
	}

	@Test
	void strategyKeepsItsTypeOnANormalBoot(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").with(TypedStrategy.class).startAndStop();
		assertThat(EVENTS).containsExactly("typed strategy");
	}

	@Test
	void initializerThatIsASubclassIsRefusedByName(TestDatabase database) {
		this.untouched = database;
		RecoveryException failure = reset(database).with(OwnInitializer.class).fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.getMessage()).contains("'ownInitializer'");
	}

	@Test
	void changesOfLiquibaseAreRefusedByName(TestDatabase database) {
		this.untouched = database;
		RecoveryException failure = reset(database).with(Changes.class).fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.account()).contains("Liquibase", "changes");
		assertThat(failure.analysis().getAction()).contains("spring.liquibase.enabled=false");
	}

	@Test
	void runnerThatWouldComeFirstIsRefusedByName(TestDatabase database) {
		this.untouched = database;
		RecoveryException failure = reset(database).with(EagerRunner.class).fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.getMessage()).contains("EagerRunner");
		assertThat(EVENTS).isEmpty();
	}

	@Test
	void unreachableDatabaseIsNamedWithHostAndPort(TestDatabase database) throws IOException {
		int closedPort;
		try (ServerSocket socket = new ServerSocket(0)) {
			closedPort = socket.getLocalPort();
		}
		for (String request : List.of("true", "false")) {
			RecoveryException failure = Launch.of(ShopApplication.class, database, "shop/tables")
				.with("DATABASE_URL=postgres://app:s3cret@localhost:" + closedPort + "/shop", "DB_RESET=" + request)
				.fail();
			assertThat(failure.getExitCode()).isEqualTo(69);
			assertThat(failure.account()).contains("host localhost, port " + closedPort + ", database shop")
				.doesNotContain("s3cret");
		}
	}

	@Test
	void missingDatabaseIsToldWithTheVariableToSet(TestDatabase database) {
		RecoveryException failure = Launch.of(ShopApplication.class, database, "shop/tables")
			.with("DATABASE_URL= ", "spring.datasource.url=")
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.analysis().getAction()).contains("Set DATABASE_URL to postgresql://");
	}

	@Test
	void wrongPasswordIsToldWithoutIt(TestDatabase database) {
		String url = database.url().replace("jdbc:postgresql://", "postgresql://" + database.owner() + ":wr%40ng@");
		for (String request : List.of("true", "false")) {
			RecoveryException failure = Launch.of(ShopApplication.class, database, "shop/tables")
				.with("DATABASE_URL=" + url, "DB_RESET=" + request)
				.fail();
			assertThat(failure.getExitCode()).isEqualTo(69);
			assertThat(failure.account()).contains("password authentication failed").doesNotContain("wr@ng", "wr%40ng");
		}
	}

	@Test
	void databaseUrlOfAHostReachesTheDatabase(TestDatabase database) {
		String password = TestDatabase.PASSWORD.replace("@", "%40").replace("/", "%2F").replace(":", "%3A");
		String url = database.url()
			.replace("jdbc:postgresql://", "postgresql://" + database.owner() + ":" + password + "@");
		Launch.of(ShopApplication.class, database, "shop/tables").with("DATABASE_URL=" + url).startAndStop();
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).contains("cart");
	}

	@Test
	void strategyOfTheApplicationIsCalledInStageThreeAndNotBefore(TestDatabase database) {
		reset(database).with(OwnStrategy.class, LateRunner.class).startAndStop();
		assertThat(EVENTS).containsExactly("strategy after the drop", "runner");
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
			.containsExactly("cart", "flyway_schema_history", "user");
	}

	@Configuration(proxyBeanMethods = false)
	static class InitMethod {

		@Bean(initMethod = "migrate")
		Flyway handMadeFlyway(DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).locations("classpath:shop/tables").load();
		}

	}

	/** Stands for Liquibase, which is not on the class path of the tests. */
	@Configuration(proxyBeanMethods = false)
	static class Changes {

		@Bean
		static UndeferrableLiquibase ofThisType() {
			return new UndeferrableLiquibase(Runnable.class.getName());
		}

		@Bean
		Runnable changes() {
			return () -> EVENTS.add("changes");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFlyway {

		@Bean
		Flyway ownFlyway(DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).locations("classpath:shop/tables").load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TypedStrategy {

		@Bean
		Typed typed() {
			return new Typed();
		}

		@Bean
		Object needsTheType(Typed typed) {
			return new Object();
		}

	}

	static class Typed implements FlywayMigrationStrategy {

		@Override
		public void migrate(Flyway flyway) {
			EVENTS.add("typed strategy");
			flyway.migrate();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnInitializer {

		@Bean
		EagerInitializer ownInitializer(Flyway flyway) {
			return new EagerInitializer(flyway);
		}

	}

	static class EagerInitializer extends FlywayMigrationInitializer {

		EagerInitializer(Flyway flyway) {
			super(flyway);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStrategy {

		@Bean
		FlywayMigrationStrategy strategy(DataSource dataSource) {
			return (flyway) -> {
				boolean dropped = new org.springframework.jdbc.core.JdbcTemplate(dataSource)
					.queryForList("SELECT 1 FROM pg_tables WHERE tablename = 'precious'")
					.isEmpty();
				EVENTS.add(dropped ? "strategy after the drop" : "strategy before the drop");
				flyway.migrate();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LateRunner {

		@Bean
		ApplicationRunner lateRunner() {
			return (arguments) -> EVENTS.add("runner");
		}

	}

	static class EagerRunner implements ApplicationRunner, PriorityOrdered {

		@Override
		public void run(ApplicationArguments arguments) {
			EVENTS.add("eager runner");
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

}
