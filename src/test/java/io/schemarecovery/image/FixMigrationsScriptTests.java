package io.schemarecovery.image;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs {@code fix_migrations.sh} with a {@code java} that only notes how it was called.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class FixMigrationsScriptTests {

	private static final Path SCRIPT = Path.of("src/main/docker/fix_migrations.sh");

	private static final String URL = "postgresql://shop:tiger%40lily@db.internal:5432/storefront?sslmode=require";

	@TempDir
	private Path directory;

	private Path call;

	@BeforeEach
	void prepare() throws IOException {
		Files.copy(SCRIPT, this.directory.resolve("fix_migrations.sh"));
		Files.createFile(this.directory.resolve("storefront.jar"));
		this.call = this.directory.resolve("call");
		Path java = this.directory.resolve("java");
		Files.writeString(java, """
				#!/bin/sh
				if [ "$SCHEMA_RECOVERY_DRY_RUN" = true ]; then
				  echo "THE PLAN for $DB_RESET"
				  exit "${PLAN_EXIT_CODE:-0}"
				fi
				echo "DB_RESET=$DB_RESET $*" >"%s"
				exit "${JAVA_EXIT_CODE:-0}"
				""".formatted(this.call));
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--help", "-h" })
	void helpTellsWhatIsDestroyedAndStartsNothing(String option) throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL), option);
		assertThat(ended.exitCode()).isZero();
		assertThat(ended.output()).contains("Usage:", "All data is lost", "--yes", "75", "doctor", "rehearse");
		assertNothingStarted();
	}

	@Test
	void unknownOptionIsRefused() throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL), "--yes", "--force");
		assertThat(ended.exitCode()).isEqualTo(64);
		assertThat(ended.output()).contains("--force");
		assertNothingStarted();
	}

	@Test
	void missingApplicationIsToldBeforeAnythingElse() throws Exception {
		Files.delete(this.directory.resolve("storefront.jar"));
		Ended ended = run(Map.of("DATABASE_URL", URL), "--yes");
		assertThat(ended.exitCode()).isEqualTo(78);
		assertThat(ended.output()).contains("storefront.jar is not there").doesNotContain("DESTROYS");
		assertNothingStarted();
	}

	@Test
	void missingDatabaseUrlIsRefused() throws Exception {
		Ended ended = run(Map.of(), "--yes");
		assertThat(ended.exitCode()).isEqualTo(78);
		assertThat(ended.output()).contains("DATABASE_URL is not set");
		assertNothingStarted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void blankDatabaseUrlIsRefused(String url) throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", url), "--yes");
		assertThat(ended.exitCode()).isEqualTo(78);
		assertThat(ended.output()).contains("DATABASE_URL is not set");
		assertNothingStarted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgres://shop:tiger/lily@db/storefront", "postgres://shop:tiger?lily@db/storefront",
			"postgres://shop:tiger@lily/tiger@db/storefront", "postgres://1:2/tiger?lily@db/storefront",
			"postgres://shop:tiger lily@db/storefront", "mysql://shop:tiger@lily/storefront",
			"postgres://shop:tiger@lily", "tiger@lily" })
	void unreadableDatabaseUrlIsRefusedAndNoPartOfItPrinted(String url) throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", url), "--yes");
		assertThat(ended.exitCode()).isEqualTo(78);
		assertThat(ended.output()).contains("DATABASE_URL cannot be read").doesNotContain("tiger", "lily");
		assertNothingStarted();
	}

	@ParameterizedTest
	@ValueSource(strings = { URL, "postgres://shop:tiger@lily@db.internal:5432/storefront",
			"'postgres://shop:tigerlily@db.internal:5432/storefront'",
			" jdbc:postgresql://db.internal:5432/storefront?user=shop&password=tigerlily " })
	void databaseAndServerAreShownAndThePasswordIsNot(String url) throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", url), "--yes");
		assertThat(ended.exitCode()).isZero();
		assertThat(ended.output()).contains("database  storefront\n", "server    db.internal:5432\n")
			.doesNotContain("tiger", "lily");
	}

	@Test
	void databaseTheApplicationPrefersIsTheOneThatIsShown() throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL, "SPRING_DATASOURCE_URL", "jdbc:postgresql://other/elsewhere"),
				"--yes");
		assertThat(ended.output()).contains("elsewhere").doesNotContain("storefront\n");
	}

	@Test
	void withoutATerminalTheOptionIsDemanded() throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL));
		assertThat(ended.exitCode()).isEqualTo(78);
		assertThat(ended.output()).contains("--yes", "Nothing was touched");
		assertNothingStarted();
	}

	@ParameterizedTest
	@ValueSource(strings = { "--yes", "-y" })
	void withTheOptionTheRecoveryRunsWithoutAWebServer(String option) throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL, "DB_RESET", "false"), option);
		assertThat(ended.exitCode()).isZero();
		assertThat(ended.output()).contains("DESTROYS").endsWith("data of the old one.\n").contains("Restart every");
		assertThat(this.call).content()
			.startsWith("DB_RESET=once:fix_migrations.sh 2")
			.contains("-jar " + this.directory.resolve("storefront.jar"))
			.endsWith("--spring.main.web-application-type=none\n")
			.doesNotContain("tiger");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 65, 69, 70, 75, 77, 78, 137 })
	void exitCodeOfTheRecoveryIsPassedOn(int exitCode) throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL, "JAVA_EXIT_CODE", String.valueOf(exitCode)), "--yes");
		assertThat(ended.exitCode()).isEqualTo(exitCode);
		assertThat(ended.output()).contains("exit code " + exitCode).doesNotContain("Restart");
	}

	@Test
	void planIsShownFirstUnderTheSameToken() throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL), "--yes");
		String token = Files.readString(this.call).replaceFirst("(?s)DB_RESET=(.*) -Xmx.*", "$1");
		assertThat(ended.output()).containsSubsequence("DESTROYS", "THE PLAN for " + token + "\n", "Done");
	}

	@Test
	void withoutAPlanNothingIsAskedNorDone() throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL, "PLAN_EXIT_CODE", "69"), "--yes");
		assertThat(ended.exitCode()).isEqualTo(69);
		assertThat(ended.output()).contains("no plan could be made", "nothing was touched");
		assertNothingStarted();
	}

	@ParameterizedTest
	@CsvSource({ "doctor,0", "doctor,65", "doctor,69", "rehearse,0", "rehearse,77", "rehearse,137" })
	void examinationAsksNothingAndItsExitCodeIsPassedOn(String examination, int exitCode) throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL, "DB_RESET", "true", "JAVA_EXIT_CODE", String.valueOf(exitCode)),
				examination);
		assertThat(ended.exitCode()).isEqualTo(exitCode);
		assertThat(ended.output()).isEmpty();
		assertThat(this.call).content()
			.startsWith("DB_RESET=false ")
			.contains("-jar " + this.directory.resolve("storefront.jar"),
					" --spring.profiles.include=" + examination + " ")
			.doesNotContain("tiger");
	}

	@Test
	void twoExaminationsAtOnceAreRefused() throws Exception {
		Ended ended = run(Map.of("DATABASE_URL", URL), "doctor", "rehearse");
		assertThat(ended.exitCode()).isEqualTo(64);
		assertThat(ended.output()).contains("doctor and rehearse are two starts");
		assertNothingStarted();
	}

	@Test
	void examinationWithoutTheApplicationIsRefused() throws Exception {
		Files.delete(this.directory.resolve("storefront.jar"));
		Ended ended = run(Map.of("DATABASE_URL", URL), "doctor");
		assertThat(ended.exitCode()).isEqualTo(78);
		assertThat(ended.output()).contains("storefront.jar is not there");
	}

	/** {@code script} of util-linux lends a terminal. */
	@Nested
	@EnabledIf("io.schemarecovery.image.FixMigrationsScriptTests#terminalCanBeHad")
	class OnATerminal {

		@ParameterizedTest
		@ValueSource(strings = { "storefront", "yes" })
		void nameOfTheDatabaseOrYesConfirms(String answer) throws Exception {
			Ended ended = answer(answer);
			assertThat(ended.exitCode()).isZero();
			assertThat(FixMigrationsScriptTests.this.call).exists();
		}

		@ParameterizedTest
		@ValueSource(strings = { "", "no", "y", "STOREFRONT", "*" })
		void anythingElseDoesNot(String answer) throws Exception {
			Ended ended = answer(answer);
			assertThat(ended.exitCode()).isEqualTo(1);
			assertThat(ended.output()).contains("not confirmed; nothing was touched");
			assertNothingStarted();
		}

		private Ended answer(String answer) throws Exception {
			return start(answer + "\n", Map.of("DATABASE_URL", URL),
					List.of("script", "-qec", "bash fix_migrations.sh", "/dev/null"));
		}

	}

	static boolean terminalCanBeHad() {
		return OS.LINUX.isCurrentOs() && List.of(System.getenv("PATH").split(File.pathSeparator))
			.stream()
			.anyMatch((directory) -> Files.isExecutable(Path.of(directory, "script")));
	}

	private void assertNothingStarted() {
		assertThat(this.call).doesNotExist();
	}

	private Ended run(Map<String, String> environment, String... options) throws Exception {
		List<String> command = new ArrayList<>(List.of("bash", this.directory.resolve("fix_migrations.sh").toString()));
		command.addAll(List.of(options));
		return start("", environment, command);
	}

	private Ended start(String input, Map<String, String> environment, List<String> command) throws Exception {
		Path output = this.directory.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		builder.environment().clear();
		builder.environment().putAll(environment);
		builder.environment().put("PATH", this.directory + File.pathSeparator + System.getenv("PATH"));
		Process process = builder.start();
		try (var stdin = process.getOutputStream()) {
			stdin.write(input.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			// it ended without reading
		}
		try {
			assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ended in time").isTrue();
		}
		finally {
			process.destroyForcibly();
		}
		return new Ended(process.exitValue(), Files.readString(output));
	}

	private record Ended(int exitCode, String output) {

	}

}
