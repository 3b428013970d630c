package io.schemarecovery.failure;

import java.sql.SQLException;

/**
 * What can be done about an exception of the driver.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error
 * Codes</a>
 */
final class SqlAdvice {

	private static final String ROLLED_BACK = "The transaction was rolled back. ";

	private SqlAdvice() {
	}

	static String of(SQLException exception, ExitCode exitCode) {
		String state = String.valueOf(exception.getSQLState());
		String message = String.valueOf(exception.getMessage());
		return switch (exitCode) {
			case NO_DATABASE -> connect(state, message);
			case TRY_AGAIN -> ROLLED_BACK + wait(state, message);
			case REFUSED -> ROLLED_BACK + permit(state);
			default -> ROLLED_BACK + "Please report this with the lines above.";
		};
	}

	private static String connect(String state, String message) {
		if (message.contains("SSL") || message.contains("no encryption")) {
			return "Check sslmode of DATABASE_URL (or spring.datasource.url): hosts want ?sslmode=require from outside of "
					+ "their network.";
		}
		return switch (state) {
			case "28P01", "28000" ->
				"Check user and password of DATABASE_URL (or spring.datasource.*), and that the role may log in from here.";
			case "3D000" ->
				"Check the name of the database in DATABASE_URL (or spring.datasource.url), or create the database.";
			case "53300" ->
				"Lower spring.datasource.hikari.maximum-pool-size of all instances, end other connections, or raise "
						+ "max_connections or the limit of the role, and start again.";
			case "57P03" -> "The server starts up, shuts down or recovers. Wait, and start again.";
			case "08001", "08004" ->
				"Check host and port of DATABASE_URL (or spring.datasource.url), and that the database is running and "
						+ "can be reached from here.";
			default -> "What was not committed was rolled back. Start again once the database is up: a reset that had "
					+ "begun is finished by the next start that asks for one.";
		};
	}

	private static String wait(String state, String message) {
		return switch (state) {
			case "53100" ->
				"The disk of the database is full: free space, or take a larger one, and start again. Archives take room "
						+ "until schema-recovery.archive.purge removes them.";
			case "53200" -> message.contains("shared memory")
					? "It needs more locks than the server has: raise max_locks_per_transaction (with the default of 64 some "
							+ "750 tables fit), or set schema-recovery.drop.mode=auto, and start again."
					: "The server is out of memory: lower schema-recovery.drop.parallelism, or give it more, and start again.";
			case "57014" ->
				"A time limit or somebody cancelled the statement: raise statement_timeout of the role, the database or "
						+ "the connection, and start again.";
			default -> "Start again.";
		};
	}

	private static String permit(String state) {
		return switch (state) {
			case "25006" ->
				"Connect to the primary: this server is a standby, or default_transaction_read_only is on for the role or "
						+ "the database.";
			case "42501" -> "Grant the role what is named above, or connect as the owner.";
			default -> "Remove the trigger or the function that raised this, or let it pass.";
		};
	}

}
