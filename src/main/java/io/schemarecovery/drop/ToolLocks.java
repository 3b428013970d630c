package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.Refusal;
import io.schemarecovery.request.SchemaRecoveryProperties;

/**
 * Finds a migration tool at work in another session: by the advisory lock that it holds,
 * or by the row that it keeps in a lock table while another session has a transaction
 * open. A row alone may be left over from a crash, which is what a reset is for.
 */
final class ToolLocks {

	// classid and objid are the halves of the key. Flyway: "Flyway" and a number made
	// of the history table; Prisma and node-pg-migrate: one number for all databases.
	private static final Query<String> ADVISORY = Query.of("""
			SELECT t.tool, l.pid, a.application_name, a.usename
			  FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
			  JOIN (VALUES ('Flyway', x'466B'::bigint, x'466D'::bigint, NULL::bigint), ('Prisma', 0, 0, 72707369),
			               ('node-pg-migrate', 7241865325823964 >> 32, 7241865325823964 >> 32,
			                7241865325823964 & x'FFFFFFFF'::bigint)) t(tool, low, high, objid)
			    ON l.classid::bigint BETWEEN t.low AND t.high AND (t.objid IS NULL OR l.objid::bigint = t.objid)
			 WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.granted AND l.pid <> pg_backend_pid()
			   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
			""", (row) -> "%s, pid %s, application '%s', role %s".formatted(row.getString(1), row.getInt(2),
			row.getString(3), row.getString(4)));

	private static final Map<String, String> LOCK_TABLES = Map.of("databasechangeloglock",
			"SELECT concat('Liquibase, locked by ', lockedby, ' since ', lockgranted) FROM %s WHERE locked",
			"knex_migrations_lock", "SELECT 'Knex' FROM %s WHERE is_locked = 1");

	// every transaction locks its own virtual id, which shows also where the session is
	// of a role whose activity is hidden
	private static final Query<String> OPEN_TRANSACTIONS = Query.of(
			"""
					SELECT a.pid, a.application_name, a.usename FROM pg_stat_activity a
					 WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()
					   AND a.usename IS NOT NULL
					   AND EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'virtualxid' AND l.mode = 'ExclusiveLock')
					""",
			(row) -> "pid %s, application '%s', role %s, has a transaction open".formatted(row.getInt(1),
					row.getString(2), row.getString(3)));

	private static final Duration PATIENCE = Duration.ofMillis(500);

	private final boolean ignored;

	ToolLocks(SchemaRecoveryProperties.ToolLocks setting) {
		this.ignored = setting == SchemaRecoveryProperties.ToolLocks.IGNORE;
	}

	List<Refusal> refusals(Connection connection, DropPlan plan) throws SQLException {
		List<String> held = this.ignored ? List.of() : held(connection, plan);
		return held.isEmpty() ? List.of() : List.of(Refusal.of("A migration tool holds its lock:", held,
				"wait for it, end its session (SELECT pg_terminate_backend(pid)), or set schema-recovery.drop.tool-locks=ignore"));
	}

	private static List<String> held(Connection connection, DropPlan plan) throws SQLException {
		List<String> held = new ArrayList<>(ADVISORY.list(connection));
		List<String> rows = new ArrayList<>();
		for (CatalogObject table : plan.objects()) {
			String query = LOCK_TABLES.get(table.name());
			if (query != null && table.kind() == ObjectKind.TABLE && table.ours()) {
				// a table of that name that is another tool's, or locked, says nothing
				rows.addAll(Transaction
					.attempt(connection, PATIENCE, (same) -> Query.text(query.formatted(table.identity())).list(same))
					.orElse(List.of()));
			}
		}
		if (!rows.isEmpty()) {
			List<String> open = OPEN_TRANSACTIONS.list(connection);
			if (!open.isEmpty()) {
				held.addAll(rows);
				held.addAll(open);
			}
		}
		return held;
	}

}
