package io.schemarecovery.migrate.stock;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Migrations that need no CASCADE: whatever is set, the events that callbacks hear, the
 * history and the database are those of a start without the library.
 */
class StockFlywayTests {

	private static final String FILES = "filesystem:src/test/resources/flyway/";

	static Stream<Setup> setups() {
		return Stream.of(
				Setup.of("SQL and Java callbacks", "spring.flyway.locations=classpath:flyway/callbacks")
					.with(Callbacks.class),
				Setup.of("callbacks elsewhere, default ones skipped",
						"spring.flyway.locations=classpath:flyway/callbacks",
						"spring.flyway.skip-default-callbacks=true"),
				Setup.of("placeholders", "spring.flyway.locations=classpath:flyway/placeholders",
						"spring.flyway.placeholder-prefix=#[", "spring.flyway.placeholder-suffix=]",
						"spring.flyway.placeholders.name=renamed"),
				Setup.of("no placeholders", "spring.flyway.locations=classpath:flyway/grouped",
						"spring.flyway.placeholder-replacement=false"),
				Setup
					.of("several locations",
							"spring.flyway.locations=classpath:flyway/first,classpath:flyway/second/*/sql," + FILES
									+ "outside,classpath:io/schemarecovery/migrate/stock/java")
					.with(JavaBeans.class),
				Setup.of("a group", "spring.flyway.locations=classpath:flyway/grouped", "spring.flyway.group=true")
					.with(Callbacks.class),
				Setup
					.of("mixed, and without a transaction",
							"spring.flyway.locations=classpath:flyway/grouped,classpath:flyway/mixture",
							"spring.flyway.mixed=true", "spring.flyway.postgresql.transactional-lock=false")
					.with(Callbacks.class),
				Setup.of("COPY", "spring.flyway.locations=classpath:flyway/copy"),
				Setup.of("a schema and a table of its own", "spring.flyway.locations=classpath:flyway/callbacks",
						"spring.flyway.schemas=Shop,other", "spring.flyway.default-schema=Shop",
						"spring.flyway.table=History"),
				Setup
					.of("schemas that are there", "spring.flyway.locations=classpath:flyway/first",
							"spring.flyway.default-schema=shop", "spring.flyway.create-schemas=false")
					.on("CREATE SCHEMA shop"),
				Setup
					.of("a session of its own", "spring.flyway.locations=classpath:flyway/first",
							"spring.flyway.init-sqls=SET search_path = shop")
					.on("CREATE SCHEMA shop"),
				Setup
					.of("out of order", "spring.flyway.locations=classpath:flyway/late,classpath:flyway/early",
							"spring.flyway.out-of-order=true")
					.after("spring.flyway.locations=classpath:flyway/early"),
				Setup
					.of("a migration that is gone", "spring.flyway.locations=classpath:flyway/ignored/left",
							"spring.flyway.ignore-migration-patterns=*:missing")
					.after("spring.flyway.locations=classpath:flyway/ignored"),
				Setup
					.of("no validation", "spring.flyway.locations=classpath:flyway/ignored/left",
							"spring.flyway.validate-on-migrate=false")
					.after("spring.flyway.locations=classpath:flyway/ignored"),
				Setup.of("a data source of its own by URL", "spring.flyway.locations=classpath:flyway/copy",
						"spring.flyway.url={url}", "spring.flyway.user={owner}",
						"spring.flyway.password=" + TestDatabase.PASSWORD),
				Setup
					.of("a data source of its own as a bean", "spring.flyway.locations=classpath:flyway/copy",
							"own.url={url}", "own.user={owner}")
					.with(OwnDataSource.class),
				Setup.of("a customizer and a strategy", "spring.flyway.locations=classpath:flyway/callbacks")
					.with(Customized.class));
	}

	@ParameterizedTest
	@MethodSource("setups")
	void normalStartDoesAsStockFlyway(Setup setup) {
		try (TestDatabase stock = create(setup); TestDatabase ours = create(setup)) {
			setup.startEarlier(stock);
			setup.startEarlier(ours);
			assertThat(setup.start(ours)).anyMatch((line) -> line.contains(" | SQL | "))
				.isEqualTo(setup.startStock(stock));
			assertThat(setup.start(ours)).as("nothing to migrate").isEqualTo(setup.startStock(stock));
		}
	}

	@ParameterizedTest
	@MethodSource("setups")
	void resetDoesAsStockFlywayInAnEmptyDatabase(Setup setup) {
		try (TestDatabase stock = create(setup); TestDatabase ours = create(setup)) {
			setup.startEarlier(ours);
			assertThat(setup.start(ours, "DB_RESET=true")).anyMatch((line) -> line.contains(" | SQL | "))
				.isEqualTo(setup.startStock(stock));
		}
	}

	@ParameterizedTest
	@MethodSource("baselined")
	void baselineOfASchemaThatIsInUseIsTheSame(Setup setup) {
		try (TestDatabase stock = create(setup); TestDatabase ours = create(setup)) {
			assertThat(setup.start(ours)).isEqualTo(setup.startStock(stock));
		}
	}

	static Stream<Setup> baselined() {
		return Stream.of(Setup
			.of("baseline on migrate", "spring.flyway.locations=classpath:flyway/baselined",
					"spring.flyway.baseline-on-migrate=true", "spring.flyway.baseline-version=1",
					"spring.flyway.baseline-description=in use")
			.on("CREATE TABLE in_use (id int)")
			.with(Callbacks.class));
	}

	private static TestDatabase create(Setup setup) {
		TestDatabase database = PostgresServer.shared().createDatabase();
		setup.prepare(database);
		return database;
	}

	@Configuration(proxyBeanMethods = false)
	static class Callbacks {

		@Bean
		Callback last() {
			return new Heard("zuletzt", Heard.EVENTS);
		}

		@Bean
		Callback first() {
			return new Heard("anfangs", Heard.EVENTS);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JavaBeans {

		@Bean
		JavaMigration v6() {
			return new V6__bean();
		}

	}

	static class V6__bean extends BaseJavaMigration {

		@Override
		public void migrate(Context context) throws Exception {
			context.getConnection().createStatement().execute("CREATE TABLE bean (id int REFERENCES scanned)");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDataSource {

		@Bean
		@FlywayDataSource
		DataSource flywayDataSource(@Value("${own.url}") String url, @Value("${own.user}") String user) {
			return DataSourceBuilder.create().url(url).username(user).password(TestDatabase.PASSWORD).build();
		}

		@Bean
		@org.springframework.context.annotation.Primary
		DataSource dataSource(@Value("${own.url}") String url, @Value("${own.user}") String user) {
			return flywayDataSource(url, user);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customized {

		@Bean
		FlywayConfigurationCustomizer customizer() {
			return (configuration) -> configuration.installedBy("somebody").table("customized").target("1");
		}

		@Bean
		FlywayMigrationStrategy strategy() {
			return (flyway) -> {
				Heard.EVENTS.add("strategy " + List.of(flyway.getConfiguration().getTable()));
				flyway.migrate();
			};
		}

	}

}
