package io.schemarecovery.actuate;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archives;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.ledger.Runs;
import io.schemarecovery.report.RunSummary;

/**
 * Reads the runs of the application from the record in its database.
 *
 * @param dataSource where the record is
 * @param application name of the application
 */
public record RecordedRuns(Supplier<DataSource> dataSource, String application) {

	private static final int TOLD = 10;

	/**
	 * The newest runs.
	 * @return the newest first; empty if there are none
	 * @throws io.schemarecovery.failure.RecoveryException if the database fails
	 */
	public List<RunSummary> newest() {
		return read((connection) -> {
			List<RunSummary> runs = new ArrayList<>();
			for (long id : Runs.newest(connection, this.application, TOLD)) {
				Runs.find(connection, this.application, id).ifPresent(runs::add);
			}
			return runs;
		});
	}

	/**
	 * A run.
	 * @param id its number
	 * @return the run, empty if there is none of the number
	 * @throws io.schemarecovery.failure.RecoveryException if the database fails
	 */
	public Optional<RunSummary> find(long id) {
		return read((connection) -> Runs.find(connection, this.application, id));
	}

	/**
	 * The archives that are present.
	 * @return a line for each
	 * @throws io.schemarecovery.failure.RecoveryException if the database fails
	 */
	public List<String> archives() {
		return read((connection) -> Archives.list(connection).stream().map(Archives.Stored::toString).toList());
	}

	private <T> T read(Transaction.Work<T> work) {
		try {
			return Transaction.snapshot(this.dataSource.get(), work);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("reading the record of resets", ex);
		}
	}

}
