package io.schemarecovery.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Contents;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A rehearsal of what applications do besides SQL scripts, and of one that is killed. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class RehearsedApplicationTests {

	private static final Path OUTPUT = Path.of("target", "rehearsed-process.log");

	private static TestDatabase inUse(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		database.superuser("ALTER ROLE " + database.owner() + " CREATEDB");
		return database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')", "INSERT INTO cart (user_id) VALUES (1)");
	}

	private static List<String> scratch(TestDatabase database) {
		return database.query(("SELECT datname FROM pg_database WHERE datname LIKE 'schema_recovery_rehearsal%%'"
				+ " AND pg_get_userbyid(datdba) = '%s'")
			.formatted(database.owner()));
	}

	private static Launch rehearse(TestDatabase database, String from, Class<?>... configuration) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "rehearse/passing")
			.with("spring.profiles.active=rehearse", "schema-recovery.rehearse.from=" + from)
			.with(configuration);
	}

	private static int end(TestDatabase database, Launch launch) {
		List<String> contents = Contents.of(database);
		AbandonedRunException end = catchThrowableOfType(AbandonedRunException.class, launch::start);
		assertThat(Contents.of(database)).isEqualTo(contents);
		assertThat(scratch(database)).isEmpty();
		return ((ExitCodeGenerator) end).getExitCode();
	}

	@ParameterizedTest
	@ValueSource(strings = { "template", "transaction" })
	void migrationInJavaSeesTheCopyByEveryDataSource(String from, TestDatabase database, CapturedOutput output) {
		assertThat(end(inUse(database), rehearse(database, from, JavaMigrations.class))).isZero();
		assertThat(output.getOut()).contains("counted 2 names", "All pass: 4.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "template", "transaction" })
	void strategyOfTheApplicationIsFollowed(String from, TestDatabase database, CapturedOutput output) {
		assertThat(end(inUse(database),
				rehearse(database, from, Cleaning.class).with("spring.flyway.clean-disabled=false")))
			.isZero();
		assertThat(output.getOut()).contains("V1__tables.sql", "All pass: 4.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "template", "transaction" })
	void groupThatFailsIsTold(String from, TestDatabase database, CapturedOutput output) {
		assertThat(end(inUse(database), rehearse(database, from).with("spring.flyway.group=true",
				"spring.flyway.locations=classpath:shop/tables,classpath:rehearse/passing,classpath:rehearse/failing")))
			.isEqualTo(65);
		assertThat(output.getOut()).contains("2 passed, 1 failed, 2 would not run");
	}

	@ParameterizedTest
	@ValueSource(strings = { "template", "transaction" })
	void eachOfSeveralFlywayBeansIsRehearsed(String from, TestDatabase database, CapturedOutput output) {
		assertThat(end(inUse(database), rehearse(database, from, Second.class).with("spring.flyway.table=shop_history",
				"spring.flyway.baseline-on-migrate=true")))
			.isZero();
		assertThat(output.getOut()).contains("Flyway bean 'secondFlyway':", "V7__", "Flyway bean 'flyway':");
	}

	@ParameterizedTest
	@ValueSource(strings = { "template", "transaction" })
	void rehearsalWithForeignKeysHeldOffGoesAsTheStartWould(String from, TestDatabase database, CapturedOutput output) {
		assertThat(
				end(inUse(database), rehearse(database, from).with("schema-recovery.migrate.foreign-keys=suspended")))
			.isZero();
		assertThat(output.getOut()).contains("foreign keys held off for V10__add_orders.sql", "All pass: 3.");
	}

	@Test
	void killedProcessLeavesACopyThatTheNextOneDrops(TestDatabase database, CapturedOutput output) throws Exception {
		Process process = fork(slow(inUse(database)));
		awaitMigration(database);
		process.destroyForcibly().waitFor();
		assertThat(scratch(database)).hasSize(1);
		awaitNobody(database);
		assertThat(end(database, rehearse(database, "auto"))).isZero();
		assertThat(output.getOut()).contains("left by a rehearsal that was killed, was dropped");
	}

	@Test
	void processThatIsToldToStopLeavesNothing(TestDatabase database) throws Exception {
		Process process = fork(slow(inUse(database)));
		awaitMigration(database);
		process.destroy();
		assertThat(process.waitFor()).isNotZero();
		assertThat(scratch(database)).as(Files.readString(OUTPUT)).isEmpty();
	}

	/** Its first migration would take a minute. */
	private static TestDatabase slow(TestDatabase database) {
		return database.execute(
				"CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
						+ "'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'",
				"CREATE TRIGGER slow AFTER INSERT ON cart FOR EACH ROW EXECUTE FUNCTION slow()");
	}

	private static void awaitMigration(TestDatabase database) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> !database
				.query("SELECT 1 FROM pg_stat_activity WHERE usename = '%s' AND wait_event = 'PgSleep'"
					.formatted(database.owner()))
				.isEmpty());
	}

	private static void awaitNobody(TestDatabase database) {
		database.superuser("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
			.formatted(database.owner()));
		Awaitility.await()
			.until(() -> database
				.query("SELECT 1 FROM pg_stat_activity WHERE usename = '%s'".formatted(database.owner()))
				.isEmpty());
		database.execute("DROP TRIGGER slow ON cart");
	}

	private static Process fork(TestDatabase database) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-cp", System.getProperty("java.class.path"), ShopApplication.class.getName()));
		Arrays.asList("spring.config.name=none", "spring.datasource.url=" + database.url(),
				"spring.datasource.username=" + database.owner(), "spring.datasource.password=" + TestDatabase.PASSWORD,
				"spring.datasource.hikari.maximum-pool-size=2",
				"spring.flyway.locations=classpath:shop/tables,classpath:rehearse/deferred",
				"spring.profiles.active=rehearse")
			.forEach((property) -> command.add("--" + property));
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(OUTPUT.toFile()).start();
	}

	@Configuration(proxyBeanMethods = false)
	static class JavaMigrations {

		@Bean
		JavaMigration javaMigration(DataSource dataSource) {
			return new JavaMigration() {

				@Override
				public MigrationVersion getVersion() {
					return MigrationVersion.fromVersion("9");
				}

				@Override
				public String getDescription() {
					return "by hand";
				}

				@Override
				public @Nullable Integer getChecksum() {
					return null;
				}

				@Override
				public boolean canExecuteInTransaction() {
					return false;
				}

				@Override
				public void migrate(Context context) {
					JdbcTemplate jdbc = new JdbcTemplate(dataSource);
					jdbc.update("INSERT INTO \"user\" (name) VALUES ('Grace')");
					System.out.println(
							"counted " + jdbc.queryForObject("SELECT count(*) FROM \"user\"", Long.class) + " names");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Cleaning {

		@Bean
		FlywayMigrationStrategy cleaning() {
			return (flyway) -> {
				flyway.clean();
				flyway.migrate();
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Second {

		@Bean(initMethod = "migrate", defaultCandidate = false)
		Flyway secondFlyway(DataSource dataSource) {
			return Flyway.configure()
				.dataSource(dataSource)
				.table("second_history")
				.baselineOnMigrate(true)
				.locations("classpath:shop/second")
				.load();
		}

	}

}
