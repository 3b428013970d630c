package io.schemarecovery.ledger;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.jdbc.Transaction.Work;

/**
 * A transaction on the ledger, whatever isolation the role prefers: each statement has to
 * see what others have committed until then.
 *
 * @param dataSource the database
 */
record LedgerTransaction(DataSource dataSource) {

	private static final Query<String> PATIENCE = Query.text("SELECT set_config('lock_timeout', ?, true)");

	/** Waits for each lock no longer than this. */
	<T> T commit(String doing, Duration patience, Work<T> work) {
		return commit(doing, (connection) -> {
			PATIENCE.list(connection, Long.toString(patience.toMillis()));
			return work.run(connection);
		});
	}

	<T> T commit(String doing, Work<T> work) {
		try {
			return Transaction.commit(this.dataSource, (connection) -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
				}
				return work.run(connection);
			});
		}
		catch (SQLException ex) {
			throw SqlFailure.of(doing, ex);
		}
	}

}
