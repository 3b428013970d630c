package io.schemarecovery.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a normal start costs, counted by the server. */
class StatementCountTests {

	private static final String WITHOUT = "spring.autoconfigure.exclude="
			+ "io.schemarecovery.boot.SchemaRecoveryAutoConfiguration,io.schemarecovery.boot.ResetAutoConfiguration,"
			+ "io.schemarecovery.boot.SchemaRecoveryHealthAutoConfiguration";

	@Test
	void normalStartSendsOneStatementMoreThanWithoutTheLibrary(@TempDir Path directory) throws IOException {
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
		try (PostgresServer server = PostgresServer.with(logging(directory));
				TestDatabase database = server.createDatabase()) {
			start(database);
			List<String> without = statements(directory, database, WITHOUT);
			List<String> with = statements(directory, database);
			assertThat(with).as("without a ledger").hasSize(without.size() + 1);
			start(database, "DB_RESET=true");
			start(database);
			assertThat(statements(directory, database)).as("with one").hasSize(without.size() + 1);
			assertThat(without).hasSizeGreaterThan(10);
		}
	}

	@Test
	void onlyADropCostsMoreThanTheStatementItself(@TempDir Path directory, @TempDir Path scripts) throws IOException {
		Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
		new Scripts(scripts).with("V1__many.sql",
				IntStream.range(0, 50)
					.mapToObj((i) -> "CREATE TABLE t%1$d (a int); COMMENT ON TABLE t%1$d IS 'drop me';".formatted(i))
					.toArray(String[]::new));
		try (PostgresServer server = PostgresServer.with(logging(directory))) {
			List<String> stock = first(server, directory, scripts, WITHOUT);
			List<String> ours = first(server, directory, scripts);
			// whether a reset was left unfinished, and the schema that migrations begin
			// in
			assertThat(ours).hasSize(stock.size() + 2);
			new Scripts(scripts).with("V2__drop.sql", "DROP TABLE t0, t1; DROP FUNCTION IF EXISTS f(int);");
			assertThat(first(server, directory, scripts))
				.filteredOn((line) -> Stream.of("::regclass::oid::bigint", "WITH RECURSIVE", "SAVEPOINT")
					.anyMatch(line::contains))
				.as("a savepoint each, and its end")
				.hasSize(2 + 2);
		}
	}

	private static List<String> first(PostgresServer server, Path directory, Path scripts, String... settings)
			throws IOException {
		try (TestDatabase database = server.createDatabase()) {
			return statements(directory, database,
					new Scripts(scripts).launch(database)
						.with("spring.flyway.placeholder-replacement=false")
						.with(settings));
		}
	}

	private static String[] logging(Path directory) {
		return new String[] { "log_statement=all", "logging_collector=on", "log_directory='" + directory + "'",
				"log_filename='log'", "log_line_prefix='%d|%a|'" };
	}

	private static void start(TestDatabase database, String... settings) {
		shop(database).with(settings).startAndStop();
	}

	private static Launch shop(TestDatabase database) {
		return Launch.of(ShopApplication.class, database, "shop/tables");
	}

	private static List<String> statements(Path directory, TestDatabase database, String... settings)
			throws IOException {
		return statements(directory, database, shop(database).with(settings));
	}

	private static List<String> statements(Path directory, TestDatabase database, Launch launch) throws IOException {
		String name = "counted_" + System.nanoTime();
		launch
			.with("spring.datasource.hikari.minimum-idle=1",
					"spring.datasource.hikari.data-source-properties.ApplicationName=" + name)
			.startAndStop();
		try (Stream<String> lines = Files.lines(directory.resolve("log"))) {
			return lines.filter((line) -> line.startsWith(database.name() + "|" + name + "|"))
				.filter((line) -> line.contains("LOG:  execute ") || line.contains("LOG:  statement: "))
				// a pool looks whether a connection that was idle is still there
				.filter((line) -> !line.endsWith("statement: "))
				.toList();
		}
	}

}
