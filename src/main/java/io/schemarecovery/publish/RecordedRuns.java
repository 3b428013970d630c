package io.schemarecovery.publish;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archives;
import io.schemarecovery.catalog.DatabaseFacts;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.graph.ForeignKeyGraphReader;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.ledger.Runs;
import io.schemarecovery.report.RunSummary;
import org.jspecify.annotations.Nullable;

/**
 * Reads the runs of the application from the record in its database.
 *
 * @param dataSource where the record is
 * @param application name of the application
 */
public record RecordedRuns(Supplier<DataSource> dataSource, String application) {

	private static final String CURRENT = "SELECT current_schema() WHERE current_schema() IS NOT NULL";

	// '*' stands for all that are not the server's or our own
	private static final String SCHEMAS = """
			SELECT nspname FROM pg_namespace
			 WHERE nspname = ANY (?)
			    OR '*' = ANY (?) AND nspname <> 'information_schema' AND nspname !~ '^(pg_|schema_recovery)'
			""";

	/**
	 * The newest runs.
	 * @param count how many at most
	 * @return the newest first; empty if there are none
	 * @throws io.schemarecovery.failure.RecoveryException if the database fails
	 */
	public List<RunSummary> newest(int count) {
		return read((connection) -> Runs.newest(connection, this.application, count));
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
	 * What a report tells.
	 * @param run the run, or {@code null} for the schema alone
	 * @return the run, and what stands in its schemas now
	 * @throws io.schemarecovery.failure.RecoveryException if the database fails
	 */
	public ReportContent content(@Nullable RunSummary run) {
		return read((connection) -> {
			DatabaseFacts facts = DatabaseFacts.read(connection);
			List<String> schemas = ((run != null) ? Query.text(SCHEMAS) : Query.text(CURRENT)).list(connection,
					(run != null) ? new Object[] { run.schemas(), run.schemas() } : new Object[0]);
			return new ReportContent(run, new ForeignKeyGraphReader().read(connection, schemas),
					new ReportContent.Database(facts.name(), facts.server(), facts.version()),
					lines(Archives.list(connection)), Instant.now());
		});
	}

	/**
	 * The archives that are present.
	 * @return a line for each
	 * @throws io.schemarecovery.failure.RecoveryException if the database fails
	 */
	public List<String> archives() {
		return read((connection) -> lines(Archives.list(connection)));
	}

	private static List<String> lines(List<Archives.Stored> archives) {
		return archives.stream().map(Archives.Stored::toString).toList();
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
