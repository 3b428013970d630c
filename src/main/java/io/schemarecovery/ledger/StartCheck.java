package io.schemarecovery.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

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
	// escape what a name may hold. The function runs as us, so whose it is matters.
	private static final Query<String> START = Query
		.text("""
				SELECT CASE WHEN NOT has_schema_privilege(n.oid, 'USAGE') OR NOT has_table_privilege(t.oid, 'SELECT')
				              OR NOT has_table_privilege(t.oid, 'UPDATE') THEN 'unreadable'
				            WHEN NOT (pg_has_role(f.proowner, 'USAGE') OR o.rolsuper OR f.proowner = d.datdba) THEN 'unreadable'
				            ELSE convert_from(decode(substring(query_to_xml(format(
				         'SELECT encode(convert_to(array_to_string(schema_recovery.start(%L, %L), chr(10)), ''UTF8''), ''hex'') AS answer',
				         ?::text, coalesce(nullif(?::text[], '{}'), ARRAY[current_schema()::text])), true, true, '')::text
				       FROM '<answer>([0-9a-f]*)</answer>'), 'hex'), 'UTF8') END
				  FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
				  JOIN pg_class t ON t.relnamespace = n.oid AND t.relname = 'run'
				  JOIN pg_roles o ON o.oid = f.proowner JOIN pg_database d ON d.datname = current_database()
				 WHERE n.nspname = 'schema_recovery' AND f.proname = 'start'
				""");

	// where the server was built without XML
	private static final Query<String> DIRECT = Query.text("""
			SELECT array_to_string(schema_recovery.start(?::text,
			         coalesce(nullif(?::text[], '{}'), ARRAY[current_schema()::text])), chr(10))
			""");

	/** feature_not_supported. */
	private static final String NO_XML = "0A000";

	private static final String UNREADABLE = "unreadable";

	/** lock_not_available, serialization_failure, deadlock_detected. */
	private static final Set<String> ASKED_AGAIN = Set.of("55P03", "40001", "40P01");

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

	/**
	 * What the ledger says of the newest run that matters.
	 *
	 * @param own whether it is one of this application and these schemas
	 * @param undo the request, if it is an undo, else empty
	 */
	private record Answer(String verdict, String run, String stage, String started, String application, String instance,
			boolean own, String undo, String error) {

		private static final int PARTS = 9;

		static @Nullable Answer of(@Nullable String text) {
			if (text == null || text.isEmpty()) {
				return null;
			}
			String[] parts = text.split("\n", PARTS);
			return new Answer(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6].equals("true"),
					parts[7], parts[8]);
		}

		boolean alive() {
			return this.verdict.equals("alive");
		}

		List<String> evidence() {
			return this.error.isEmpty() ? List.of(toString()) : List.of(toString(), this.error);
		}

		String waysOut() {
			String finish = this.own ? "Set DB_RESET=" + (this.undo.isEmpty() ? "true" : this.undo) + " to finish it"
					: "Have it finished by application %s, whose reset it is".formatted(this.application);
			return finish + ", or set DB_RESET=abandon:%s to start with the schema as it stands.".formatted(this.run);
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
		List<String> sorted = schemas.stream().sorted().toList();
		Instant begin = Instant.now();
		Instant told = begin.minus(TOLD_EVERY);
		for (Answer answer = ask(connection, sorted); answer != null; answer = ask(connection, sorted)) {
			if (!answer.alive()) {
				throw new RecoveryException(ExitCode.REFUSED,
						"%s began at %s and stopped in stage %s: the schema is not complete."
							.formatted(answer.undo.isEmpty() ? "A reset" : "An undo", answer.started, answer.stage),
						answer.evidence(), answer.waysOut());
			}
			Instant now = Instant.now();
			if (now.isAfter(begin.plus(this.timeout))) {
				throw new RecoveryException(ExitCode.TRY_AGAIN,
						"After %s s another instance still resets this database.".formatted(this.timeout.toSeconds()),
						List.of(answer.toString()),
						"Wait for it and start again, or raise schema-recovery.wait-timeout.");
			}
			if (now.isAfter(told.plus(TOLD_EVERY))) {
				told = now;
				logger.info("Another instance resets this database; waiting for it: " + answer);
			}
			InstanceLock.pause();
		}
	}

	private @Nullable Answer ask(Connection connection, List<String> schemas) throws SQLException {
		Instant deadline = Instant.now().plus(this.timeout);
		while (true) {
			try {
				return answer(START.list(connection, this.application, schemas));
			}
			catch (SQLException ex) {
				if (NO_XML.equals(ex.getSQLState())) {
					return answer(DIRECT.list(connection, this.application, schemas));
				}
				if (!ASKED_AGAIN.contains(String.valueOf(ex.getSQLState())) || Instant.now().isAfter(deadline)) {
					throw ex;
				}
				InstanceLock.pause();
			}
		}
	}

	private static @Nullable Answer answer(List<String> rows) {
		String text = rows.isEmpty() ? null : rows.get(0);
		if (UNREADABLE.equals(text)) {
			logger
				.warn("The record of resets in the schema schema_recovery belongs to another role, and cannot be read: "
						+ "whether a reset was left unfinished cannot be seen");
			return null;
		}
		return Answer.of(text);
	}

}
