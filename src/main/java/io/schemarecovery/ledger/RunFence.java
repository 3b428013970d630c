package io.schemarecovery.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.jdbc.Query;
import org.jspecify.annotations.Nullable;

/**
 * Lets the transactions of a run through as long as nobody has taken it over, and writes
 * down in the first of them that something was destroyed, to be committed with it.
 * <p>
 * {@code FOR KEY SHARE} waits for nothing but the {@code FOR UPDATE} of whoever takes
 * over, which in turn waits for the transactions that have passed. A stronger lock would
 * make the lanes of a drop wait for each other, or deadlock, when they write down the
 * first commit.
 */
public final class RunFence implements Fence {

	private static final Query<Boolean> PASS = Query.of("""
			SELECT destructive IS NOT NULL FROM schema_recovery.run
			 WHERE id = ? AND epoch = ? AND state = 'running' FOR KEY SHARE
			""", (row) -> row.getBoolean(1));

	private static final Query<String> DESTRUCTIVE = Query.text("""
			UPDATE schema_recovery.run SET destructive = clock_timestamp() WHERE id = ? AND destructive IS NULL
			RETURNING id
			""");

	private volatile @Nullable Ticket ticket;

	/** From now on only as long as the run is held by this ticket. */
	void guard(Ticket newest) {
		this.ticket = newest;
	}

	@Override
	public void pass(Connection connection) throws SQLException {
		Ticket held = this.ticket;
		if (held == null) {
			return;
		}
		List<Boolean> passed = PASS.list(connection, held.run(), held.epoch());
		if (passed.isEmpty()) {
			throw superseded(held.run());
		}
		if (!passed.get(0)) {
			DESTRUCTIVE.list(connection, held.run());
		}
	}

	static RecoveryException superseded(long run) {
		return new RecoveryException(ExitCode.TRY_AGAIN, "Another instance has taken over this reset.",
				List.of("run %s: its lock was lost, or it was abandoned".formatted(run)),
				"Start again: this instance then waits for the other one. What was not committed was rolled back.");
	}

}
