package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Row 37: who is at work while the schema goes and comes again. */
@PostgresTest
class GatedApplicationTests {

	private static final List<String> EVENTS = new ArrayList<>();

	private static CountDownLatch held = new CountDownLatch(0);

	@BeforeEach
	void forget() {
		Onlookers.forget();
		EVENTS.clear();
		held = new CountDownLatch(0);
	}

	private static Launch shop(TestDatabase database, String... settings) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild", "shop/seed").with(settings);
	}

	/** A schema in use, of many tables: a batched drop commits some before others. */
	private static String inUse(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		database.execute("INSERT INTO \"user\" (name) VALUES ('Ada'), ('Grace')", "CREATE TABLE held (id int)",
				"DO $$ BEGIN FOR i IN 1..300 LOOP EXECUTE 'CREATE TABLE t' || i || ' (id int)'; END LOOP; END $$");
		return sight(database);
	}

	private static String sight(TestDatabase database) {
		return database.query(Onlookers.SIGHT).get(0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void onlookersSeeTheOldSchemaOrTheNewOneAndNothingBetween(int poolSize, TestDatabase database) throws Exception {
		String before = inUse(database);
		Connection reader = database.connect();
		reader.setAutoCommit(false);
		reader.createStatement().execute("SELECT * FROM held");
		CompletableFuture<ConfigurableApplicationContext> starting = CompletableFuture
			.supplyAsync(() -> shop(database, "DB_RESET=true", "schema-recovery.drop.mode=batched",
					"schema-recovery.drop.lock-timeout=300ms", "spring.datasource.hikari.connection-timeout=1000",
					"spring.datasource.hikari.maximum-pool-size=" + poolSize,
					// which itself needs two connections
					"spring.flyway.enabled=" + (poolSize > 1))
				.with(Onlookers.class)
				.start());
		await().atMost(Duration.ofSeconds(60))
			.until(() -> database.query("SELECT count(*) FROM pg_tables WHERE tablename LIKE 't%'"),
					(left) -> !left.contains("300"));
		await().atMost(Duration.ofSeconds(60)).until(() -> Onlookers.REFUSED.size() > 1);
		assertThat(starting).isNotDone();
		reader.close();
		try (ConfigurableApplicationContext context = starting.get(60, TimeUnit.SECONDS)) {
			assertThat(context.isActive()).isTrue();
			String after = sight(database);
			for (List<String> sights : List.of(Onlookers.SCHEDULED, Onlookers.BACKGROUND)) {
				int known = sights.size();
				await().atMost(Duration.ofSeconds(60)).until(() -> sights.size() > known && sights.contains(after));
			}
			assertThat(Onlookers.ERRORS).isEmpty();
			assertThat(Onlookers.SEEN).containsExactlyInAnyOrder(before, after);
			assertThat(Onlookers.REFUSED).allSatisfy((message) -> assertThat(message).contains("reset"));
		}
	}

	@Test
	void onlookersWaitWhileAStrategyOfTheApplicationTakesItsTime(TestDatabase database) throws Exception {
		String before = inUse(database);
		held = new CountDownLatch(1);
		CompletableFuture<ConfigurableApplicationContext> starting = CompletableFuture
			.supplyAsync(() -> shop(database, "DB_RESET=true", "spring.datasource.hikari.maximum-pool-size=2")
				.with(Onlookers.class, SlowStrategy.class)
				.start());
		await().atMost(Duration.ofSeconds(60)).until(() -> EVENTS.contains("strategy sees 0 tables"));
		int seen = Onlookers.BACKGROUND.size();
		held.countDown();
		try (ConfigurableApplicationContext context = starting.get(60, TimeUnit.SECONDS)) {
			assertThat(context.isActive()).isTrue();
			await().atMost(Duration.ofSeconds(60)).until(() -> Onlookers.BACKGROUND.size() > seen);
			assertThat(Onlookers.ERRORS).isEmpty();
			assertThat(Onlookers.REFUSED).isEmpty();
			assertThat(Onlookers.SEEN).containsExactlyInAnyOrder(before, sight(database));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT * FROM \"user\"", "SELECT pg_sleep(600) FROM (SELECT count(*) FROM \"user\") u" })
	void threadThatKeepsTheOnlyConnectionIsCutOff(String work, TestDatabase database) {
		inUse(database);
		try (ConfigurableApplicationContext context = shop(database, "DB_RESET=true", "test.work=" + work,
				"schema-recovery.drop.lock-timeout=300ms", "spring.datasource.hikari.connection-timeout=1000",
				"spring.datasource.hikari.maximum-pool-size=1", "spring.flyway.enabled=false")
			.with(Keeper.class)
			.start()) {
			assertThat(context.getBean(Keeper.class).failure()).isInstanceOf(SQLException.class);
			assertThat(JdbcClient.create(context.getBean(DataSource.class))
				.sql("SELECT name FROM \"user\"")
				.query(String.class)
				.list()).isEmpty();
		}
	}

	@Test
	void poolIsInjectedByItsTypeMeasuredAndClosedAtTheEnd(TestDatabase database) {
		HikariDataSource pool;
		try (ConfigurableApplicationContext context = shop(database, "DB_RESET=true", "spring.jmx.enabled=true",
				"spring.datasource.hikari.register-mbeans=true")
			.start()) {
			pool = context.getBean(HikariDataSource.class);
			assertThat(AopUtils.isAopProxy(pool)).isTrue();
			DataSourcePoolMetadata metadata = new CompositeDataSourcePoolMetadataProvider(
					context.getBeanProvider(DataSourcePoolMetadataProvider.class).orderedStream().toList())
				.getDataSourcePoolMetadata(pool);
			assertThat(metadata).isNotNull();
			assertThat(metadata.getMax()).isEqualTo(4);
			assertThat(metadata.getActive()).isZero();
			assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection()).isZero();
		}
		assertThat(pool.isClosed()).isTrue();
	}

	@Test
	void dataSourceThatDelegatesToAnotherServesTheReset(TestDatabase database) {
		inUse(database);
		try (ConfigurableApplicationContext context = shop(database, "DB_RESET=true",
				"schema-recovery.drop.mode=batched")
			.with(Delegating.class)
			.start()) {
			assertThat(context.getBean(DataSource.class)).isInstanceOf(LazyConnectionDataSourceProxy.class);
			assertThat(sight(database)).contains(" 1 users");
		}
	}

	@Test
	void normalBootGuardsNothing(TestDatabase database) {
		try (ConfigurableApplicationContext context = shop(database).start()) {
			assertThat(AopUtils.isAopProxy(context.getBean(DataSource.class))).isFalse();
			assertThat(context.getBeansOfType(ConnectionGate.class)).isEmpty();
		}
	}

	@Test
	void runnerOfTheApplicationAndWhatItWaitsForFindTheNewSchema(TestDatabase database) {
		inUse(database);
		shop(database, "DB_RESET=true").with(LateRunner.class).startAndStop();
		assertThat(EVENTS).containsExactly("runner sees 1", "its task sees 1");
	}

	@Test
	void failedResetEndsThoughThreadsAreWaiting(TestDatabase database) {
		inUse(database);
		assertThat(Launch.of(ShopApplication.class, database, "shop/tables", "shop/broken")
			.with("DB_RESET=true", "schema-recovery.fallback.enabled=false")
			.with(Onlookers.class)
			.fail()
			.getExitCode()).isEqualTo(65);
		assertThat(Onlookers.ERRORS).isEmpty();
		assertThat(Onlookers.SEEN).hasSize(1);
	}

	@Configuration(proxyBeanMethods = false)
	static class SlowStrategy {

		@Bean
		FlywayMigrationStrategy slowStrategy(DataSource dataSource) {
			return (flyway) -> {
				JdbcClient client = JdbcClient.create(dataSource);
				EVENTS.add("strategy sees %d tables"
					.formatted(client.sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
						.query(Integer.class)
						.single()));
				try {
					assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
				flyway.migrate();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Delegating {

		@Bean
		HikariDataSource pool(DataSourceProperties properties) {
			return properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
		}

		@Bean
		@Primary
		LazyConnectionDataSourceProxy lazy(@Qualifier("pool") DataSource pool) {
			return new LazyConnectionDataSourceProxy(pool);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LateRunner {

		@Bean
		ApplicationRunner lateRunner(JdbcClient client) {
			return (arguments) -> {
				EVENTS.add("runner sees " + count(client));
				EVENTS.add("its task sees " + CompletableFuture.supplyAsync(() -> count(client)).join());
			};
		}

		private static int count(JdbcClient client) {
			return client.sql("SELECT count(*) FROM \"user\"").query(Integer.class).single();
		}

	}

}
