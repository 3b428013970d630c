package io.schemarecovery.ledger;

import io.schemarecovery.jdbc.Query;
import io.schemarecovery.report.StageOutcome;
import io.schemarecovery.report.StageResult;

/**
 * Writes down how a run goes, as long as nobody has taken it over.
 */
public final class RunLog {

	private static final Query<Long> STAGE = write("stage = ?");

	private static final Query<Long> OUTCOME = write(
			"outcomes = outcomes || jsonb_build_object(?::text, jsonb_build_object('status', ?::text, 'detail', ?::text, 'milliseconds', ?::bigint) || ?::jsonb)");

	private static final Query<Long> OBJECTS = write("objects = objects || jsonb_build_object(?::text, ?::bigint)");

	private static final Query<Long> DONE = write("state = 'done', finished = clock_timestamp()");

	private static final Query<Long> FAILED = write("""
			state = CASE WHEN destructive IS NULL THEN 'void' ELSE 'failed' END,
			finished = clock_timestamp(), error = ?, sqlstate = nullif(?, '')""");

	private final LedgerTransaction transaction;

	private final Ticket ticket;

	RunLog(LedgerTransaction transaction, Ticket ticket) {
		this.transaction = transaction;
		this.ticket = ticket;
	}

	/** Number of the run. */
	public long run() {
		return this.ticket.run();
	}

	/** Write down that a stage begins. */
	public void stage(String stage) {
		update(STAGE, stage);
	}

	/** Write down how a stage ended, what it took and what it left. */
	public void outcome(StageOutcome outcome) {
		StageResult result = outcome.result();
		update(OUTCOME, outcome.stage().toString(), result.status().name(), result.detail(),
				outcome.duration().toMillis(), EffectsJson.print(result.effects()));
		result.effects().objects().forEach((kind, number) -> update(OBJECTS, kind, number));
	}

	/** Write down that the run is done: its request was carried out. */
	public void done() {
		update(DONE);
	}

	/**
	 * Write down that the run failed. If it had destroyed nothing yet, it is void.
	 * @param error what happened
	 * @param state the SQLSTATE, empty if there is none
	 */
	public void failed(String error, String state) {
		update(FAILED, error, state);
	}

	private void update(Query<Long> query, Object... values) {
		Object[] all = new Object[values.length + 2];
		System.arraycopy(values, 0, all, 0, values.length);
		all[values.length] = this.ticket.run();
		all[values.length + 1] = this.ticket.epoch();
		if (this.transaction.commit("writing the record of the reset", (connection) -> query.list(connection, all))
			.isEmpty()) {
			throw RunFence.superseded(this.ticket.run());
		}
	}

	private static Query<Long> write(String assignments) {
		return Query.of("UPDATE schema_recovery.run SET " + assignments
				+ " WHERE id = ? AND epoch = ? AND state = 'running' RETURNING id", (row) -> row.getLong(1));
	}

}
