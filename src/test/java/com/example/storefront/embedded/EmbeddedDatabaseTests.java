package com.example.storefront.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class EmbeddedDatabaseTests {

	@TempDir
	private Path directory;

	@Test
	void firstStartMakesTheStuckDatabaseAndTheNextKeepsIt() {
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.directory)) {
			assertIsStuck(database);
			owner(database).sql("DELETE FROM alembic_version").update();
		}
		assertThat(postmasterPid("data")).doesNotExist();
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.directory)) {
			assertThat(strings(database, "SELECT version_num FROM alembic_version")).isEmpty();
		}
	}

	@Test
	void takesOverFromAProcessThatWasKilledButNotFromOneThatLives() throws IOException {
		ProcessHandle server;
		try (EmbeddedDatabaseProcess process = EmbeddedDatabaseProcess.start(this.directory)) {
			process.awaitReady();
			assertThatExceptionOfType(FailureAnalyzedException.class)
				.isThrownBy(() -> EmbeddedDatabase.start(this.directory))
				.satisfies((ex) -> assertThat(ex.analysis().getDescription()).contains("Another running application")
					.contains(this.directory.toString()));
			server = server("data");
			assertThat(server.isAlive()).isTrue();
		}
		assertThat(server.isAlive()).as("the server outlives its JVM").isTrue();
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.directory)) {
			assertThat(server.isAlive()).isFalse();
			assertIsStuck(database);
		}
	}

	@ParameterizedTest(name = "killed when {0} is there")
	@ValueSource(strings = { "PG_VERSION", "postmaster.opts" })
	void beginsAnewWhenTheFirstStartWasKilled(String progress) throws IOException {
		try (EmbeddedDatabaseProcess process = EmbeddedDatabaseProcess.start(this.directory)) {
			await().pollInterval(Duration.ofMillis(10)).until(() -> !unfinishedWith(progress).isEmpty());
			assertThat(process.isAlive()).isTrue();
		}
		List<Path> unfinished = unfinishedWith(progress);
		assertThat(unfinished).hasSize(1);
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.directory)) {
			assertIsStuck(database);
		}
		// an initdb that outlived its JVM may go on for a moment: a later start sweeps up
		await().untilAsserted(() -> {
			EmbeddedDatabase.start(this.directory).close();
			assertThat(unfinished.get(0)).doesNotExist();
		});
	}

	@Test
	void leavesAProcessAloneThatHasTheNumberOfAServerLongGone() throws IOException {
		EmbeddedDatabase.start(this.directory).close();
		Files.writeString(postmasterPid("data"), ProcessHandle.current().pid() + "\n");
		try (EmbeddedDatabase database = EmbeddedDatabase.start(this.directory)) {
			assertIsStuck(database);
		}
	}

	private static void assertIsStuck(EmbeddedDatabase database) {
		assertThat(strings(database, "SELECT version FROM flyway_schema_history ORDER BY installed_rank"))
			.containsExactly("1", "2", "3", "4");
		assertThat(strings(database, "SELECT version_num FROM alembic_version")).hasSize(1);
		assertThat(strings(database, "SELECT viewname::text FROM pg_views WHERE schemaname = 'public'"))
			.containsExactly("active_customer");
		assertThat(strings(database, "SELECT count(*)::text FROM cart")).isNotEqualTo(List.of("0"));
		assertThat(strings(database, "SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
			.containsExactly("false");
		assertThat(strings(database,
				"SELECT pg_get_userbyid(datdba)::text FROM pg_database"
						+ " WHERE datname = current_database() AND datdba = current_user::regrole"))
			.containsExactly(StuckDatabase.OWNER);
	}

	private static JdbcClient owner(EmbeddedDatabase database) {
		return JdbcClient.create(new DriverManagerDataSource(database.jdbcUrl(), StuckDatabase.OWNER, ""));
	}

	private static List<String> strings(EmbeddedDatabase database, String sql) {
		return owner(database).sql(sql).query(String.class).list();
	}

	private Path postmasterPid(String cluster) {
		return this.directory.resolve(cluster).resolve("postmaster.pid");
	}

	private ProcessHandle server(String cluster) throws IOException {
		return ProcessHandle.of(Long.parseLong(Files.readAllLines(postmasterPid(cluster)).get(0))).orElseThrow();
	}

	private List<Path> unfinishedWith(String file) throws IOException {
		try (Stream<Path> children = Files.list(this.directory)) {
			return children.filter((child) -> child.getFileName().toString().startsWith("new-"))
				.filter((child) -> Files.exists(child.resolve(file)))
				.toList();
		}
	}

}
