package io.schemarecovery.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * A run as the ledger remembers it.
 *
 * @param id its number
 * @param request what its request is remembered by
 * @param state running, done, failed, void or abandoned
 * @param stage the stage it was in last
 * @param started when it began, in UTC
 * @param finished when it ended, in UTC, or {@code null} if it did not
 * @param instance which process carried it out
 * @param error why it failed, or {@code null}
 * @param undoes number of the run that it undoes, or {@code null} if it is a reset
 */
public record RunRecord(long id, String request, String state, String stage, String started, @Nullable String finished,
		String instance, @Nullable String error, @Nullable Long undoes) {

	static final String COLUMNS = """
			r.id, r.request, r.state, r.stage, to_char(r.started AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC') AS started,
			to_char(r.finished AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS UTC') AS finished, r.instance, r.error,
			r.undoes
			""";

	/**
	 * Of a run {@code r} that destroyed something, and that none has brought to an end.
	 */
	static final String UNFINISHED = """
			r.destructive IS NOT NULL AND r.state IN ('running', 'failed')
			   AND NOT EXISTS (SELECT FROM schema_recovery.run l
			                    WHERE l.id > r.id AND (l.scope @> r.scope OR '*' = ANY (l.scope))
			                      AND l.state IN ('done', 'abandoned'))
			""";

	static RunRecord read(ResultSet row) throws SQLException {
		return new RunRecord(row.getLong("id"), row.getString("request"), row.getString("state"),
				row.getString("stage"), row.getString("started"), row.getString("finished"), row.getString("instance"),
				row.getString("error"), row.getObject("undoes", Long.class));
	}

	@Override
	public String toString() {
		return "run %s, asked for by %s, begun %s by %s, which stopped in stage %s".formatted(this.id, this.request,
				this.started, this.instance, this.stage);
	}

}
