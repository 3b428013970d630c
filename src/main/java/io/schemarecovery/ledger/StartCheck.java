package io.schemarecovery.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Query;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a start without a request has to know, asked by one statement, whether there is a
 * ledger or not: it waits while another instance resets the schemas, does not serve what
 * an unfinished run left behind, and makes a request that was carried out count again.
 */
public final class StartCheck {

	private static final Log logger = LogFactory.getLog(StartCheck.class);

	// A statement that names a table which is not there fails, and the server logs that.
	// query_to_xml runs a text, and only if the function is there; hex, because XML would
	// escape what a name may hold.
	private static final Query<String> START = Query
		.text("""
				SELECT convert_from(decode(substring(query_to_xml(format(
				         'SELECT encode(convert_to(array_to_string(schema_recovery.start(%L, %L), chr(10)), ''UTF8''), ''hex'') AS answer',
				         ?::text, coalesce(nullif(?::text[], '{}'), ARRAY[current_schema()::text])), true, true, '')::text
				       FROM '<answer>([0-9a-f]*)</answer>'), 'hex'), 'UTF8')
				  FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
				  JOIN pg_class t ON t.relnamespace = n.oid AND t.relname = 'run'
				 WHERE n.nspname = 'schema_recovery' AND f.proname = 'start' AND has_schema_privilege(n.oid, 'USAGE')
				   AND has_table_privilege(t.oid, 'SELECT') AND has_table_privilege(t.oid, 'UPDATE')
				""");

	private static final Duration TOLD_EVERY = Duration.ofSeconds(10);

	private final String application;

	private final Duration timeout;

	/**
	 * Check the starts of an application.
	 * @param application its name
	 * @param timeout time to wait for another instance
	 */
	public StartCheck(String application, Duration timeout) {
		this.application = application;
		this.timeout = timeout;
	}

	/** What the ledger says of the newest run that matters. */
	private record Answer(String verdict, String run, String stage, String started, String application, String instance,
			String error) {

		static @Nullable Answer of(@Nullable String text) {
			if (text == null || text.isEmpty()) {
				return null;
			}
			String[] parts = text.split("\n", 7);
			return new Answer(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
		}

		boolean alive() {
			return this.verdict.equals("alive");
		}

		@Override
		public String toString() {
			return "run %s of application %s, begun %s by %s, in stage %s".formatted(this.run, this.application,
					this.started, this.instance, this.stage);
		}

	}

	/**
	 * Check this one.
	 * @param connection a connection to the database, out of a transaction
	 * @param schemas names of the schemas, unquoted; empty for the current one
	 * @throws SQLException if the database fails
	 * @throws RecoveryException (exit code 75) if another instance does not come to its
	 * end in time; (exit code 77) if a run was left unfinished
	 */
	public void check(Connection connection, List<String> schemas) throws SQLException {
		Instant begin = Instant.now();
		Instant told = begin.minus(TOLD_EVERY);
		Answer answer = ask(connection, schemas);
		while (answer != null && answer.alive()) {
			Instant now = Instant.now();
			if (now.isAfter(begin.plus(this.timeout))) {
				throw new RecoveryException(ExitCode.TRY_AGAIN,
						"After %d s another instance still resets this database.".formatted(this.timeout.toSeconds()),
						List.of(answer.toString()),
						"Wait for it and start again, or raise schema-recovery.wait-timeout.");
			}
			if (now.isAfter(told.plus(TOLD_EVERY))) {
				told = now;
				logger.info("Another instance resets this database; waiting for it: " + answer);
			}
			InstanceLock.pause();
			answer = ask(connection, schemas);
		}
		if (answer != null) {
			throw new RecoveryException(ExitCode.REFUSED,
					"A reset began at %s and stopped in stage %s: the schema is not complete.".formatted(answer.started,
							answer.stage),
					answer.error.isEmpty() ? List.of(answer.toString()) : List.of(answer.toString(), answer.error),
					"Set DB_RESET=true to finish it, or DB_RESET=abandon:%s to start with the schema as it stands."
						.formatted(answer.run));
		}
	}

	private @Nullable Answer ask(Connection connection, List<String> schemas) throws SQLException {
		List<String> sorted = schemas.stream().sorted().toList();
		return Answer.of(START.list(connection, this.application, sorted).stream().findFirst().orElse(null));
	}

}
