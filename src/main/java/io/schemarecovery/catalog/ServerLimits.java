package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;

import io.schemarecovery.jdbc.Query;

/**
 * What the server has to offer to a drop.
 *
 * @param locks number of locks that its lock table surely holds
 * @param locksHeld number of locks held now, by anybody
 * @param connections number of connections that are free for roles that are no superuser
 * @see <a href=
 * "https://www.postgresql.org/docs/current/runtime-config-locks.html">max_locks_per_transaction</a>
 */
public record ServerLimits(long locks, long locksHeld, int connections) {

	// reserved_connections is there from 16 on; the role may not read all of
	// pg_stat_activity, but counts its rows
	private static final Query<ServerLimits> LIMITS = Query.of("""
			SELECT current_setting('max_locks_per_transaction')::bigint
			         * (current_setting('max_connections')::bigint
			            + current_setting('max_prepared_transactions')::bigint) AS locks,
			       (SELECT count(*) FROM pg_locks WHERE NOT fastpath) AS held,
			       current_setting('max_connections')::bigint
			         - current_setting('superuser_reserved_connections')::bigint
			         - coalesce(current_setting('reserved_connections', true)::bigint, 0)
			         - (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections
			""",
			(row) -> new ServerLimits(row.getLong(1), row.getLong(2), (int) Math.max(0, row.getLong("connections"))));

	/**
	 * Read them.
	 * @param connection a connection
	 * @return what the server has to offer now
	 * @throws SQLException if the query fails
	 */
	public static ServerLimits read(Connection connection) throws SQLException {
		return LIMITS.list(connection).get(0);
	}

	/** Number of locks that can be taken now. */
	public long locksFree() {
		return Math.max(0, this.locks - this.locksHeld);
	}

}
