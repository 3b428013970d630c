package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.Program;
import io.schemarecovery.testing.Program.Ended;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every exit code, of a process that was started as a host does it, with what it prints:
 * what happened, what shows it, what to do.
 */
@PostgresTest
class ExitCodeTests {

	private TestDatabase database;

	@BeforeEach
	void fill(TestDatabase database) {
		this.database = database;
		database.execute("CREATE TABLE precious (id int)", "INSERT INTO precious VALUES (1)");
	}

	private Program reset(String... locations) {
		return Program.of(ShopApplication.class, this.database, locations).variable("DB_RESET", "true");
	}

	private void assertUntouched() {
		assertThat(this.database.query("SELECT id FROM precious")).containsExactly("1");
		assertThat(tables()).containsExactly("precious");
	}

	private List<String> tables() {
		return this.database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
	}

	/** Boot's own heading, then ours: description, evidence, action; and no stack. */
	private static void assertTold(Ended ended, int exitCode, String what, String evidence, String action) {
		assertThat(ended.exitCode()).as(ended.output()).isEqualTo(exitCode);
		assertThat(ended.output())
			.containsSubsequence("APPLICATION FAILED TO START", "Description:", what, evidence, "Action:", action)
			.doesNotContain("\tat ", TestDatabase.PASSWORD, "s3cr%40t");
	}

	@Test
	void zeroWhenTheResetIsDone() throws Exception {
		Ended ended = reset("shop/tables").run();
		assertThat(ended.exitCode()).as(ended.output()).isZero();
		assertThat(ended.output()).contains("A reset was asked for by DB_RESET=true", "The reset is done");
		assertThat(tables()).containsExactly("cart", "flyway_schema_history", "user");
	}

	@Test
	void zeroWhenItWasOnlyShown() throws Exception {
		Ended ended = reset("shop/tables").variable("SCHEMA_RECOVERY_DRY_RUN", "true").run();
		assertThat(ended.exitCode()).as(ended.output()).isZero();
		assertThat(ended.output()).contains("It would be carried out").doesNotContain("FAILED TO START");
		assertUntouched();
	}

	@Test
	void sixtyFiveWhenAMigrationFailedAndNothingElseMadeTheSchema() throws Exception {
		Ended ended = reset("shop/tables", "shop/broken").with("schema-recovery.fallback.enabled=false").run();
		assertTold(ended, 65, "V3__broken.sql", "SQLSTATE", "");
	}

	@Test
	void sixtyFiveWhenAMigrationOfANormalStartFailed() throws Exception {
		this.database.execute("DROP TABLE precious");
		Ended ended = Program.of(ShopApplication.class, this.database, "shop/tables", "shop/broken").run();
		assertTold(ended, 65, "V3__broken.sql", "SQLSTATE", "Ways out");
	}

	@Test
	void sixtyNineWhenThereIsNoDatabase() throws Exception {
		Program nowhere = reset("shop/tables").variable("DATABASE_URL", "postgres://app:s3cr%40t@localhost:1/shop");
		assertTold(nowhere.run(), 69, "The database could not be reached", "host localhost, port 1, database shop",
				"Check host and port of DATABASE_URL");
		Ended normal = nowhere.variable("DB_RESET", "false").with("spring.flyway.enabled=false").run();
		assertTold(normal, 69, "The database could not be reached", "host localhost, port 1, database shop",
				"Check host and port of DATABASE_URL");
	}

	@Test
	void seventyWhenWhatHappenedIsABug() throws Exception {
		Ended ended = Program.of(Faulty.class, this.database, "shop/tables").variable("DB_RESET", "true").run();
		assertTold(ended, 70, "Stage drop stopped on an unexpected error.", "no such thing as a connection",
				"Please report this");
		assertUntouched();
	}

	@Test
	void seventyFiveWhenALockWasNotToBeHad() throws Exception {
		try (Connection other = this.database.connect(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("LOCK TABLE precious IN ACCESS SHARE MODE");
			Ended ended = reset("shop/tables").variable("SCHEMA_RECOVERY_DROP_LOCK_TIMEOUT", "100ms")
				.variable("SCHEMA_RECOVERY_DROP_TIMEOUT", "1s")
				.run();
			assertTold(ended, 75, "a lock was still held by another session while dropping the schema", "pid ",
					"The transaction was rolled back. End the sessions named above");
			other.rollback();
		}
		assertUntouched();
	}

	@Test
	void seventySevenWhenAGuardRefused() throws Exception {
		Ended ended = reset("shop/tables").variable("SCHEMA_RECOVERY_GUARD_DATABASE", "another").run();
		assertTold(ended, 77, "refused", "another", "schema-recovery.guard.database");
		assertUntouched();
	}

	@Test
	void seventyEightWhenTheRequestMeansNothing() throws Exception {
		Ended ended = reset("shop/tables").variable("DB_RESET", "flase").run();
		assertTold(ended, 78, "DB_RESET has a value that means nothing: 'flase'.", "for a reset, once:",
				"Nothing was touched");
		assertUntouched();
	}

	@Test
	void seventyEightWithEverySettingThatIsWrong() throws Exception {
		Ended ended = reset("shop/tables").variable("SCHEMA_RECOVERY_DROP_MODE", "atomc")
			.variable("SCHEMA_RECOVERY_DRYRUN", "true")
			.variable("SCHEMA_RECOVERY_SERVICE_HOST", "10.0.0.1")
			.with("schema-recovery.drop.enbled=true", "schema-recovery.drop.lock-timeout=5x")
			.run();
		assertTold(ended, 78, "4 settings are wrong.",
				"SCHEMA_RECOVERY_DRYRUN: did you mean SCHEMA_RECOVERY_DRY_RUN?; set in System Environment Property",
				"Correct or remove them. Nothing was touched.");
		assertThat(ended.output()).contains("schema-recovery.drop.enbled: did you mean schema-recovery.drop.enabled?",
				"schema-recovery.drop.mode: 'atomc' is none of auto, atomic, batched",
				"schema-recovery.drop.lock-timeout: '5x' is no time such as 500ms, 5s, 10m");
		assertUntouched();
	}

	/** An application whose connections cannot be had by the drop, for no good reason. */
	@Configuration(proxyBeanMethods = false)
	@Import(ShopApplication.class)
	static class Faulty {

		public static void main(String[] args) {
			SpringApplication.run(Faulty.class, args);
		}

		@Bean
		DataSource dataSource(@Value("${spring.datasource.url}") String url,
				@Value("${spring.datasource.username}") String user,
				@Value("${spring.datasource.password}") String password) {
			return new DelegatingDataSource(new DriverManagerDataSource(url, user, password)) {
				@Override
				public Connection getConnection() throws java.sql.SQLException {
					if (StackWalker.getInstance()
						.walk((frames) -> frames
							.anyMatch((frame) -> frame.getClassName().startsWith("io.schemarecovery.drop.")))) {
						throw new IllegalStateException("no such thing as a connection");
					}
					return super.getConnection();
				}
			};
		}

	}

}
