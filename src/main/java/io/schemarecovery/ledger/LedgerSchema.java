package io.schemarecovery.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Query;

import org.springframework.core.io.ClassPathResource;

/** The schema of the ledger: whether it is there, and its own small DDL. */
final class LedgerSchema {

	private static final String SCRIPT = "META-INF/schema-recovery/ledger.sql";

	/** The comment on the schema tells it. Raised with every change of the script. */
	private static final int VERSION = 1;

	private static final Query<State> STATE = Query.of(
			"""
					SELECT n.nspname IS NOT NULL AND t.oid IS NOT NULL AS there,
					       coalesce(has_schema_privilege(n.oid, 'USAGE')
					                AND has_table_privilege(t.oid, 'SELECT') AND has_table_privilege(t.oid, 'INSERT')
					                AND has_table_privilege(t.oid, 'UPDATE'), false) AS usable,
					       coalesce(substring(obj_description(n.oid, 'pg_namespace') FROM 'Version ([0-9]{1,9})')::int, 0) AS version,
					       current_user AS role,
					       CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
					            ELSE has_schema_privilege(n.oid, 'CREATE') END AS creatable, current_database() AS database
					  FROM (SELECT) one LEFT JOIN pg_namespace n ON n.nspname = 'schema_recovery'
					  LEFT JOIN pg_class t ON t.relnamespace = n.oid AND t.relname = 'run'
					""",
			(row) -> new State(row.getBoolean("there"), row.getBoolean("usable"), row.getInt("version"),
					row.getString("role"), row.getBoolean("creatable"), row.getString("database")));

	private LedgerSchema() {
	}

	private record State(boolean there, boolean usable, int version, String role, boolean creatable, String database) {

		boolean current() {
			return this.there && this.usable && this.version >= VERSION;
		}

	}

	/**
	 * Whether there is a ledger that can be read.
	 * @throws RecoveryException (exit code 77) if there is one that cannot
	 */
	static boolean exists(Connection connection) throws SQLException {
		State state = STATE.list(connection).get(0);
		if (state.there() && !state.usable()) {
			throw refuse("The record of earlier resets cannot be read.", "Nothing was touched.",
					"GRANT USAGE, CREATE ON SCHEMA schema_recovery"
							+ " and ALL ON ALL TABLES IN SCHEMA schema_recovery TO "
							+ QualifiedName.quote(state.role()));
		}
		return state.there();
	}

	/**
	 * Make it, or bring it up to date.
	 * @throws RecoveryException (exit code 77) if the role may not
	 */
	static void ensure(Connection connection) throws SQLException {
		State state = STATE.list(connection).get(0);
		if (state.current()) {
			return;
		}
		if (!state.creatable()) {
			throw refuse("The record cannot be created in the database.",
					"Or set schema-recovery.ledger=off for one start with DB_RESET=true, and unset both after it; a database without a record cannot be protected. Nothing was touched.",
					"GRANT CREATE ON DATABASE %s TO %s".formatted(QualifiedName.quote(state.database()),
							QualifiedName.quote(state.role())));
		}
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(new ClassPathResource(SCRIPT, LedgerSchema.class.getClassLoader())
				.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static RecoveryException refuse(String description, String otherwise, String grant) {
		return new RecoveryException(ExitCode.REFUSED, description, List
			.of("Without it nothing keeps a request from being carried out at every start.", "it lacks: " + grant),
				"Grant that. " + otherwise);
	}

}
