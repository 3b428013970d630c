package com.acme.lending;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application has the library on its class path and not a line about it: no
 * configuration file, no annotation, no import.
 */
class SecondApplicationTests {

	private static final Map<String, String> RESET = Map.of("DB_RESET", "true");

	private static final Map<String, String> NORMAL = Map.of();

	private static final String NOT_LENT = "[{\"title\":\"Frankenstein\",\"author\":\"Mary Shelley\",\"lentTo\":null}]";

	private static final String LENT = "[{\"title\":\"Frankenstein\",\"author\":\"Mary Shelley\",\"lentTo\":\"ada@example.org\"}]";

	private final LendingDatabase database = LendingDatabase.stuck();

	@Test
	void normalStartEndsWith65AndTellsTheMigrationItsDependentsAndTheWayOut() throws Exception {
		try (LendingProcess application = LendingProcess.start(this.database, NORMAL)) {
			assertThat(application.awaitExit()).isEqualTo(65);
			assertThat(application.output()).contains("APPLICATION FAILED TO START")
				.contains("V3__rebuild_book_with_isbn.sql")
				.contains("DROP TABLE book")
				.contains("2BP01")
				.contains("constraint loan_book_id_fkey on table loan")
				.contains("view overdue")
				.contains("DB_RESET=true")
				.doesNotContain(LendingDatabase.PASSWORD, "p%40ss");
		}
		assertThat(this.database.query("SELECT email FROM \"user\"")).containsExactly("victor@example.org");
		assertThat(this.database.query("SELECT title FROM overdue")).containsExactly("Frankenstein");
	}

	@Test
	void resetRebuildsTheSchemaAndTheNextNormalStartKeepsWhatWasWrittenSince() throws Exception {
		try (LendingProcess application = LendingProcess.start(this.database, RESET).awaitReady()) {
			assertThat(application.output()).doesNotContain(LendingDatabase.PASSWORD, "p%40ss");
			assertIsOpen(application, NOT_LENT);
			assertThat(application.lend("Frankenstein", "ada@example.org").statusCode()).isEqualTo(201);
		}
		assertThat(this.database.query("SELECT email FROM \"user\"")).containsExactly("ada@example.org");
		assertThat(relations()).containsExactly("author", "author_id_seq", "book", "book_seq", "flyway_schema_history",
				"loan", "loan_id_seq", "user", "user_id_seq");
		assertThat(history()).containsExactly("1", "2", "3", "first books");
		try (LendingProcess application = LendingProcess.start(this.database, NORMAL).awaitReady()) {
			assertIsOpen(application, LENT);
		}
	}

	@Test
	void resetWithABrokenMigrationMakesTheSchemaFromTheEntitiesAndTheNextNormalStartRuns() throws Exception {
		// a later deployment, that carries one migration more
		String locations = "classpath:db/migration,filesystem:" + Path.of("src/test/broken").toAbsolutePath();
		try (LendingProcess application = LendingProcess
			.start(this.database, Map.of("DB_RESET", "true", "SPRING_FLYWAY_LOCATIONS", locations))
			.awaitReady()) {
			assertThat(application.output()).contains("V4__promise_too_much.sql").contains("created from entities");
			assertIsOpen(application, NOT_LENT);
			assertThat(application.lend("Frankenstein", "ada@example.org").statusCode()).isEqualTo(201);
		}
		assertThat(relations()).containsExactly("author", "author_id_seq", "book", "book_seq", "flyway_schema_history",
				"loan", "loan_id_seq", "user", "user_id_seq");
		assertThat(history()).containsExactly("4", "first books");
		try (LendingProcess application = LendingProcess
			.start(this.database, Map.of("SPRING_FLYWAY_LOCATIONS", locations))
			.awaitReady()) {
			assertIsOpen(application, LENT);
		}
	}

	private static void assertIsOpen(LendingProcess application, String books) throws Exception {
		HttpResponse<String> response = application.books();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo(books);
	}

	private List<String> relations() {
		return this.database.query("""
				SELECT relname FROM pg_class
				 WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('i', 't') ORDER BY relname COLLATE "C"
				""");
	}

	/** The versions in the history, and the descriptions of what is repeated. */
	private List<String> history() {
		return this.database
			.query("SELECT coalesce(version, description) FROM flyway_schema_history WHERE success ORDER BY 1");
	}

}
