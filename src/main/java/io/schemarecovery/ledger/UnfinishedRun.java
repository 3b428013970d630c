package io.schemarecovery.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.jdbc.Query;
import org.jspecify.annotations.Nullable;

/**
 * A run that destroyed something and did not come to its end, or that is at work, told
 * without writing anything.
 *
 * @param application name of the application whose run it is
 * @param run the run
 * @param alive whether its session still holds the lock
 */
public record UnfinishedRun(String application, RunRecord run, boolean alive) {

	// as schema_recovery.start sees it, which also writes
	private static final String RUNS = """
			WITH lock AS (
			  SELECT l.pid FROM pg_locks l
			   WHERE l.locktype = 'advisory' AND l.classid = 1397908835 AND l.objid = 1 AND l.objsubid = 2 AND l.granted
			     AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
			)
			SELECT %s, r.application, r.state = 'running' AND r.backend IN (SELECT pid FROM lock) AS alive
			  FROM schema_recovery.run r
			 WHERE (r.scope && ? OR '*' = ANY (r.scope || ?))
			   AND (r.state = 'running' AND r.backend IN (SELECT pid FROM lock)
			        OR %s)
			 ORDER BY r.id
			""".formatted(RunRecord.COLUMNS, RunRecord.UNFINISHED);

	private static final Query<Boolean> READABLE = Query.of("""
			SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(t.oid, 'SELECT')
			  FROM pg_namespace n JOIN pg_class t ON t.relnamespace = n.oid AND t.relname = 'run'
			 WHERE n.nspname = 'schema_recovery'
			""", (row) -> row.getBoolean(1));

	/**
	 * Read those about some schemas.
	 * @param connection a connection
	 * @param schemas names of the schemas, unquoted
	 * @return the runs, the oldest first, or {@code null} if there is a ledger that the
	 * role may not read
	 * @throws SQLException if a query fails
	 */
	public static @Nullable List<UnfinishedRun> read(Connection connection, List<String> schemas) throws SQLException {
		List<Boolean> readable = READABLE.list(connection);
		if (readable.isEmpty()) {
			return List.of();
		}
		return readable.get(0) ? Query
			.of(RUNS,
					(row) -> new UnfinishedRun(row.getString("application"), RunRecord.read(row),
							row.getBoolean("alive")))
			.list(connection, schemas, schemas) : null;
	}

}
