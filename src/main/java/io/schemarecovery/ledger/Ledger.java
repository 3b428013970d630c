package io.schemarecovery.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.jdbc.Transaction.Work;
import org.jspecify.annotations.Nullable;

/**
 * The record of the runs of one application on its schemas. Written by whoever holds the
 * {@link InstanceLock}.
 */
public final class Ledger {

	// Turns away who has not passed the fence yet. To be committed before whoever has is
	// waited for: each that passes meanwhile would prolong the wait.
	private static final Query<Long> TURN_AWAY = Query.of("""
			UPDATE schema_recovery.run SET epoch = epoch + 1
			 WHERE state = 'running' AND (scope && ? OR '*' = ANY (scope || ?)) RETURNING id
			""", (row) -> row.getLong(1));

	// Waits for the transactions that have passed the fence.
	private static final Query<Long> FENCED_OFF = Query.of(
			"""
					SELECT id FROM schema_recovery.run WHERE state = 'running' AND (scope && ? OR '*' = ANY (scope || ?)) ORDER BY id FOR UPDATE
					""",
			(row) -> row.getLong(1));

	private static final Query<Long> RAISE = Query.of("""
			UPDATE schema_recovery.run
			   SET epoch = epoch + 1, state = CASE WHEN destructive IS NULL THEN 'void' ELSE state END,
			       finished = CASE WHEN destructive IS NULL THEN clock_timestamp() END
			 WHERE id = ? RETURNING id
			""", (row) -> row.getLong(1));

	private static final Query<RunRecord> UNFINISHED = Query.of("""
			SELECT %s FROM schema_recovery.run r
			 WHERE r.application = ? AND r.scope = ? AND %s
			 ORDER BY r.id DESC LIMIT 1
			""".formatted(RunRecord.COLUMNS, RunRecord.UNFINISHED), RunRecord::read);

	private static final Query<RunRecord> CARRIED_OUT = Query.of("""
			SELECT %s FROM schema_recovery.run r
			 WHERE r.application IN (?, 'application') AND (r.scope && ? OR '*' = ANY (r.scope || ?))
			   AND ? = ANY (r.requests) AND r.state = 'done'
			   AND (r.rearmed IS NULL OR ?::text = 'token')
			 ORDER BY r.id DESC LIMIT 1
			""".formatted(RunRecord.COLUMNS), RunRecord::read);

	// One after another: whoever lost the lock a moment ago may be about to begin as
	// well.
	private static final Query<String> ALONE = Query.text("SELECT pg_advisory_xact_lock(1397908835, 2)::text");

	private static final Query<Ticket> BEGIN = Query.of("""
			INSERT INTO schema_recovery.run (application, scope, request, requests, backend, instance, version, undoes)
			VALUES (?, ?, ?, ARRAY[?], ?, ?, nullif(?, ''), nullif(?, '')::bigint) RETURNING id, epoch
			""", Ledger::ticket);

	private static final Query<Ticket> RESUME = Query.of("""
			UPDATE schema_recovery.run
			   SET epoch = epoch + 1, state = 'running', stage = 'open', request = ?,
			       requests = array_append(array_remove(requests, ?), ?), backend = ?, instance = ?,
			       version = nullif(?, ''), error = NULL, sqlstate = NULL, finished = NULL
			 WHERE id = ? RETURNING id, epoch
			""", Ledger::ticket);

	private final LedgerTransaction transaction;

	private final Scope scope;

	private final RunFence fence;

	/**
	 * The ledger of a scope.
	 * @param dataSource the database
	 * @param scope application and schemas
	 * @param fence what the transactions of the run pass
	 */
	public Ledger(DataSource dataSource, Scope scope, RunFence fence) {
		this.transaction = new LedgerTransaction(dataSource);
		this.scope = scope;
		this.fence = fence;
	}

	/**
	 * Turn away whoever still carries out a run on these schemas without holding the
	 * lock, and see how it stands with a request. Makes nothing where there is no ledger.
	 * @param key what the request is remembered by
	 * @param timeout time to wait for the transactions of whoever is turned away
	 * @return how it stands
	 * @throws io.schemarecovery.failure.RecoveryException if the database fails
	 */
	public Standing settle(RequestKey key, Duration timeout) {
		this.transaction.commit("reading the record of resets", timeout, (connection) -> {
			return LedgerSchema.exists(connection) && writable(connection)
					? TURN_AWAY.list(connection, this.scope.schemas(), this.scope.schemas()) : List.of();
		});
		return this.transaction.commit("reading the record of resets", timeout, (connection) -> {
			if (!LedgerSchema.exists(connection)) {
				return Standing.UNKNOWN;
			}
			if (writable(connection)) {
				fenceOff(connection);
			}
			Optional<RunRecord> unfinished = first(
					UNFINISHED.list(connection, this.scope.application(), this.scope.schemas()));
			Optional<RunRecord> carriedOut = first(CARRIED_OUT.list(connection, this.scope.application(),
					this.scope.schemas(), this.scope.schemas(), key.text(), key.button() ? "button" : "token"));
			return new Standing(unfinished.orElse(null), unfinished.isPresent() ? null : carriedOut.orElse(null));
		});
	}

	/**
	 * Begin a run, or go on with an unfinished one. Makes the ledger where there is none.
	 * @param key what the request is remembered by
	 * @param unfinished the run to go on with, or {@code null} for a new one
	 * @param undone number of the run that is undone, or {@code null} for a reset
	 * @param lock the lock, which is held
	 * @param instance which process carries it out
	 * @param timeout time to wait for the transactions of whoever is turned away
	 * @return where to write on
	 * @throws io.schemarecovery.failure.RecoveryException if the ledger cannot be made;
	 * (exit code 75) if the session of the lock is gone
	 */
	public RunLog begin(RequestKey key, @Nullable RunRecord unfinished, @Nullable Long undone, InstanceLock lock,
			Instance instance, Duration timeout) {
		Ticket held = this.transaction.commit("beginning the record of the reset", timeout, (connection) -> {
			ALONE.list(connection);
			lock.prove(connection);
			LedgerSchema.ensure(connection);
			fenceOff(connection);
			return ((unfinished != null)
					? RESUME.list(connection, key.text(), key.text(), key.text(), lock.backend(), instance.name(),
							instance.version(), unfinished.id())
					: BEGIN.list(connection, this.scope.application(), this.scope.schemas(), key.text(), key.text(),
							lock.backend(), instance.name(), instance.version(),
							(undone != null) ? undone.toString() : ""))
				.get(0);
		});
		this.fence.guard(held);
		return new RunLog(this.transaction, held);
	}

	private void fenceOff(Connection connection) throws SQLException {
		for (Long run : FENCED_OFF.list(connection, this.scope.schemas(), this.scope.schemas())) {
			RAISE.list(connection, run);
		}
	}

	private static boolean writable(Connection connection) throws SQLException {
		return Query.text("SHOW transaction_read_only").list(connection).get(0).equals("off");
	}

	private static Ticket ticket(ResultSet row) throws SQLException {
		return new Ticket(row.getLong("id"), row.getLong("epoch"));
	}

	private static <T> Optional<T> first(List<T> rows) {
		return rows.stream().findFirst();
	}

}
