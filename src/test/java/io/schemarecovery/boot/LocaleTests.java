package io.schemarecovery.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where digits are others: what is formatted for the server must not follow. */
@PostgresTest
class LocaleTests {

	private final Locale before = Locale.getDefault();

	@BeforeEach
	void inCairo() {
		Locale.setDefault(Locale.forLanguageTag("ar-EG"));
		assertThat("%d".formatted(5)).isEqualTo("٥");
	}

	@AfterEach
	void back() {
		Locale.setDefault(this.before);
	}

	@Test
	void aResetIsArchivedAndUndone(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')");
		Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild")
			.with("DB_RESET=true", "schema-recovery.archive.enabled=true")
			.startAndStop();
		assertThat(database.query("SELECT count(*) FROM \"user\"")).containsExactly("0");
		Launch.of(ShopApplication.class, database, "shop/tables").with("DB_RESET=undo:1").startAndStop();
		assertThat(database.query("SELECT name FROM \"user\"")).containsExactly("Ada");
	}

	@Test
	void aResetInBatchesFallsBackToTheEntities(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		Launch.of(ShopApplication.class, database, "shop/rebuild")
			.with("DB_RESET=true", "schema-recovery.drop.mode=batched")
			.startAndStop();
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
			.containsExactly("cart", "flyway_schema_history", "user");
	}

	@Test
	void nothingIsFormattedByTheLocaleThatTheServerReads() throws IOException {
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java/io"))) {
			List<String> decimal = sources.filter((path) -> path.toString().endsWith(".java"))
				.flatMap(LocaleTests::lines)
				.filter((line) -> line.matches(".*%(\\d+\\$)?\\d*d.*"))
				.toList();
			assertThat(decimal).allMatch((line) -> line.contains("Locale.ROOT"));
		}
	}

	private static Stream<String> lines(Path path) {
		try {
			return Files.readAllLines(path).stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
