package io.schemarecovery.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
		try (PostgresServer server = PostgresServer.with("log_statement=all", "logging_collector=on",
				"log_directory='" + directory + "'", "log_filename='log'", "log_line_prefix='%d|%a|'");
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

	private static void start(TestDatabase database, String... settings) {
		Launch.of(ShopApplication.class, database, "shop/tables")
			.with("spring.datasource.hikari.minimum-idle=1")
			.with(settings)
			.startAndStop();
	}

	private static List<String> statements(Path directory, TestDatabase database, String... settings)
			throws IOException {
		String name = "counted_" + System.nanoTime();
		start(database,
				Stream
					.concat(Stream.of(settings),
							Stream.of("spring.datasource.hikari.data-source-properties.ApplicationName=" + name))
					.toArray(String[]::new));
		try (Stream<String> lines = Files.lines(directory.resolve("log"))) {
			return lines.filter((line) -> line.startsWith(database.name() + "|" + name + "|"))
				.filter((line) -> line.contains("LOG:  execute ") || line.contains("LOG:  statement: "))
				.toList();
		}
	}

}
