package io.schemarecovery.migrate;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** What to do about a migration that fails, by its SQLSTATE or the message of Flyway. */
final class Advice {

	private static final String CORRECT = "correct the migration; one that never succeeded may still be changed;";

	private static final String EXISTS = "it is there already, made by hand, by another tool, or by an earlier attempt "
			+ "that ran without a transaction: look at it, then drop or rename it, or write IF NOT EXISTS;";

	private static final String MISSING = "it is not there: look for a typo, for a schema that is not in the search_path, "
			+ "and for what was changed by hand since the migration before;";

	private static final String ROWS = "rows that are there break the constraint: have the migration correct them first;";

	private static final Map<String, String> BY_STATE = Map.ofEntries(Map.entry("42P07", EXISTS),
			Map.entry("42701", EXISTS), Map.entry("42710", EXISTS), Map.entry("42723", EXISTS),
			Map.entry("42P06", EXISTS), Map.entry("42P01", MISSING), Map.entry("42703", MISSING),
			Map.entry("42704", MISSING), Map.entry("42883", MISSING), Map.entry("3F000", MISSING),
			Map.entry("23502", ROWS), Map.entry("23514", ROWS), Map.entry("23P01", ROWS),
			Map.entry("23505",
					"two rows have the same key, which the line Detail names: have the migration merge or remove them first;"),
			Map.entry("23503",
					"a row refers to one that is not there, as the line Detail says: have the migration insert what is "
							+ "referred to first, or remove the rows that refer to nothing;"),
			Map.entry("42501",
					"have the owner grant it or run the statement, or connect as the owner. What needs a superuser "
							+ "has to leave the migrations: a managed PostgreSQL has none;"),
			Map.entry("42601", "correct the SQL; the server stopped reading at the place it names;"),
			Map.entry("25006", "connect to the primary: this server, or this session, may only read;"),
			Map.entry("55P03",
					"another session holds a lock, often the old deployment or somebody's open transaction: see who in "
							+ "pg_stat_activity, end it or wait, and start again"),
			Map.entry("57014",
					"the statement was cancelled, by statement_timeout or by somebody. If it needs longer, write "
							+ "SET LOCAL statement_timeout = 0 before it; start again"),
			Map.entry("40P01", "two sessions waited for each other: stop what else writes, and start again"),
			Map.entry("53100", "the disk of the server is full: make room, and start again"),
			Map.entry("53200",
					"the lock table or the memory of the server is full: raise max_locks_per_transaction, or do less in one "
							+ "migration, and start again"));

	/** What Flyway says, and what to do about it. */
	private record Said(String text, String advice) {

	}

	private static final List<Said> BY_MESSAGE = List.of(
			new Said("checksum mismatch",
					"a migration was changed after it was applied: put its old text back, and make the change in a new "
							+ "migration. If only blanks or comments differ, flyway repair takes the new text over;"),
			new Said("Detected failed",
					"a migration failed without a transaction, and the history says so: undo what is "
							+ "left of it by hand, remove the entry with flyway repair, and start again;"),
			new Said("contains a failed",
					"a migration failed without a transaction, and the history says so: undo what is "
							+ "left of it by hand, remove the entry with flyway repair, and start again;"),
			new Said("applied migration not resolved locally",
					"the database is ahead: an older version is deployed, or a migration was deleted or renamed. Deploy "
							+ "the newer version, put the file back, or set spring.flyway.ignore-migration-patterns=*:missing;"),
			new Said("resolved migration not applied",
					"a migration came in below the newest one that was applied: give it a higher version, or set "
							+ "spring.flyway.out-of-order=true;"),
			new Said("Found non-empty schema",
					"there are tables, but no history. If they are what the migrations make, set "
							+ "spring.flyway.baseline-on-migrate=true and spring.flyway.baseline-version to the newest that is in;"),
			new Said("Found more than one migration", "give one of them another version;"),
			new Said("No value provided for placeholder",
					"set spring.flyway.placeholders.<name>, or spring.flyway.placeholder-replacement=false if the "
							+ "script means ${...} itself;"));

	private Advice() {
	}

	/**
	 * What to do about a failure.
	 * @param state its SQLSTATE, or {@code null}
	 * @param message what Flyway says
	 * @return a way out, that ends with a semicolon where others may follow
	 */
	static String of(@Nullable String state, String message) {
		String known = (state != null) ? BY_STATE.get(state) : null;
		return (known != null) ? known : byMessage(message).orElse(CORRECT);
	}

	/** Whether there is advice of its own for an SQLSTATE, which may be {@code null}. */
	static boolean knows(@Nullable String state) {
		return state != null && BY_STATE.containsKey(state);
	}

	/** Whether the history and the scripts disagree, so that nothing was run. */
	static boolean beforeAnyMigration(String message) {
		return byMessage(message).isPresent();
	}

	private static Optional<String> byMessage(String message) {
		return BY_MESSAGE.stream().filter((said) -> message.contains(said.text())).map(Said::advice).findFirst();
	}

}
