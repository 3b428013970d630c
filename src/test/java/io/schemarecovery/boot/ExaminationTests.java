package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A start with the profile of an examination changes nothing, does nothing, and ends. */
@PostgresTest
class ExaminationTests {

	private static final List<String> EVENTS = Collections.synchronizedList(new ArrayList<>());

	@BeforeEach
	void forget() {
		EVENTS.clear();
	}

	private static Launch rehearse(TestDatabase database) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild")
			.with("spring.profiles.active=rehearse");
	}

	private static int end(Launch launch) {
		EndOfStart end = catchThrowableOfType(EndOfStart.class, launch::start);
		assertThat(end).isInstanceOf(AbandonedRunException.class);
		assertThat(end.getApplicationContext().isActive()).isFalse();
		return end.getExitCode();
	}

	@Test
	void nothingOfTheApplicationTouchesTheDatabase(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		Fingerprint before = Fingerprint.of(database);
		assertThat(end(rehearse(database).web()
			.with("spring.jpa.hibernate.ddl-auto=create", "spring.sql.init.mode=always",
					"spring.sql.init.data-locations=classpath:shop/data.sql", "schema-recovery.protect=true",
					"schema-recovery.archive.purge=all")
			.with(Busy.class))).isZero();
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
		assertThat(EVENTS).containsExactly("read 0", "refused 25006");
	}

	@ParameterizedTest
	@ValueSource(strings = { "doctor", "rehearse" })
	void whoeverBorrowsAConnectionCannotMakeItWrite(String profile, TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		Fingerprint before = Fingerprint.of(database);
		end(Launch.of(ShopApplication.class, database, "shop/tables")
			.with("spring.profiles.active=" + profile)
			.with(Insisting.class));
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
		assertThat(EVENTS).containsExactly("setAutoCommit 25006", "setReadOnly 25006", "at the end 08001");
	}

	@Test
	void unfinishedRunDoesNotStopIt(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").with("DB_RESET=true").startAndStop();
		database.superuser("UPDATE schema_recovery.run SET state = 'running', stage = 'drop', finished = NULL,"
				+ " destructive = now()");
		Launch.of(ShopApplication.class, database, "shop/tables").fail();
		Fingerprint before = Fingerprint.of(database);
		assertThat(end(rehearse(database))).isZero();
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			doctor,rehearse | false      | The profiles doctor and rehearse are two starts.
			rehearse        | true       | The profile rehearse changes nothing, and DB_RESET=true asks for a change.
			prod,doctor     | abandon:3  | The profile doctor changes nothing, and DB_RESET=abandon:3 asks for a change.
			reset,rehearse  | ''         | The profile rehearse changes nothing, and profile reset asks for a change.
			""")
	void contradictionsAreRefused(String profiles, String reset, String description, TestDatabase database) {
		RecoveryException failure = Launch.of(ShopApplication.class, database, "shop/tables")
			.with("spring.profiles.active=" + profiles, "DB_RESET=" + reset)
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.account()).isEqualTo(description);
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
	}

	@Test
	void otherProfilesAndNoResetAreNoContradiction(TestDatabase database) {
		assertThat(end(rehearse(database).with("spring.profiles.active=prod,rehearse,reset", "DB_RESET=false")))
			.isZero();
	}

	@Test
	void initMethodOfAFlywayBeanMigratesNothing(TestDatabase database) {
		assertThat(end(rehearse(database).with(OwnFlyway.class))).isZero();
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
	}

	@Test
	void applicationThatCallsFlywayByItselfIsRefused(TestDatabase database) {
		RecoveryException failure = rehearse(database).with(Calling.class).fail();
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.account()).contains("calls Flyway by itself", Calling.class.getName());
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
	}

	@Test
	void databaseThatIsNotThereIsToldAsSuch(TestDatabase database) {
		RecoveryException failure = rehearse(database)
			.with("spring.datasource.url=jdbc:postgresql://localhost:1/nowhere",
					"spring.datasource.hikari.connection-timeout=250")
			.fail();
		assertThat(failure.getExitCode()).isEqualTo(69);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Busy implements SmartLifecycle {

		private final JdbcTemplate jdbc;

		Busy(DataSource dataSource) {
			this.jdbc = new JdbcTemplate(dataSource);
		}

		@PostConstruct
		void read() {
			EVENTS.add("read " + this.jdbc.queryForObject("SELECT count(*) FROM \"user\"", String.class));
		}

		@EventListener(ContextRefreshedEvent.class)
		void write() {
			try {
				this.jdbc.update("INSERT INTO \"user\" (name) VALUES ('written')");
				EVENTS.add("written");
			}
			catch (RuntimeException ex) {
				EVENTS.add("refused " + ((java.sql.SQLException) ex.getCause()).getSQLState());
			}
		}

		@EventListener(WebServerInitializedEvent.class)
		void open() {
			EVENTS.add("open");
		}

		@Scheduled(fixedRate = 1, timeUnit = TimeUnit.MILLISECONDS)
		void scheduled() {
			EVENTS.add("scheduled");
		}

		@Bean
		CommandLineRunner busyRunner() {
			return (arguments) -> EVENTS.add("runner");
		}

		@Override
		public void start() {
			EVENTS.add("started");
		}

		@Override
		public void stop() {
			EVENTS.add("stopped");
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Insisting {

		private final DataSource dataSource;

		Insisting(DataSource dataSource) {
			this.dataSource = dataSource;
			write("setAutoCommit", (connection) -> connection.setAutoCommit(true));
			write("setReadOnly", (connection) -> {
				connection.setReadOnly(false);
				connection.setAutoCommit(true);
			});
		}

		private void write(String how, ConnectionCallback preparation) {
			try (Connection connection = this.dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				preparation.prepare(connection);
				statement.execute("INSERT INTO \"user\" (name) VALUES ('written')");
				EVENTS.add(how);
			}
			catch (SQLException ex) {
				EVENTS.add(how + " " + ex.getSQLState());
			}
		}

		/** No connection is to be waited for that nobody will be given. */
		@PreDestroy
		void writeAtTheEnd() {
			long start = System.nanoTime();
			write("at the end", (connection) -> {
			});
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
		}

		private interface ConnectionCallback {

			void prepare(Connection connection) throws SQLException;

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnFlyway {

		@Bean(initMethod = "migrate")
		Flyway ownFlyway(DataSource dataSource) {
			return Flyway.configure().dataSource(dataSource).locations("classpath:shop/tables").load();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Calling {

		Calling(Flyway flyway) {
			flyway.migrate();
		}

	}

}
