package io.schemarecovery.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.ConnectionPool;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Session;
import io.schemarecovery.request.RehearseProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A transaction on the database itself, which is rolled back at the end, or at the
 * deadline, whatever it does then.
 */
final class RolledBackTransaction implements Copy {

	/** duplicate_table, unique_violation. */
	private static final Set<String> MISLEADING = Set.of("42P07", "23505");

	private static final Query<String> TRANSACTION = Query.text("SELECT pg_current_xact_id()::text");

	private static final Query<String> STATUS = Query.text("SELECT pg_xact_status(?::xid8)");

	private static final Query<String[]> SEQUENCES = Query.of("""
			SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value::text, 'unused') FROM pg_sequences
			""", (row) -> new String[] { row.getString(1), row.getString(2) });

	private final DataSource original;

	private final Connection physical;

	private final String number;

	private final Map<String, String> sequences;

	private final SharedTransaction shared;

	private final ScheduledExecutorService deadline = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "rehearsal-deadline");
		thread.setDaemon(true);
		return thread;
	});

	private final long start = System.nanoTime();

	private final RehearseProperties properties;

	private volatile boolean late;

	private RolledBackTransaction(DataSource original, Connection physical, RehearseProperties properties)
			throws SQLException {
		this.original = original;
		this.physical = physical;
		this.properties = properties;
		this.sequences = sequences(physical);
		physical.setAutoCommit(false);
		physical.rollback();
		this.number = TRANSACTION.list(physical).get(0);
		try (Statement statement = physical.createStatement()) {
			statement.execute(
					"SET LOCAL lock_timeout = %s; SET LOCAL statement_timeout = %s; SET LOCAL idle_in_transaction_session_timeout = 0"
						.formatted(properties.lockTimeout().toMillis(), properties.timeout().toMillis()));
		}
		this.shared = new SharedTransaction(physical);
		this.deadline.schedule(this::endLate, properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
	}

	static RolledBackTransaction begin(DataSource original, RehearseProperties properties) {
		try {
			Connection connection = original.getConnection();
			try {
				return new RolledBackTransaction(original, connection, properties);
			}
			catch (SQLException | RuntimeException ex) {
				connection.close();
				throw ex;
			}
		}
		catch (SQLException ex) {
			throw SqlFailure.of("beginning the rehearsal", ex);
		}
	}

	@Override
	public DataSource as(DataSource dataSource) {
		return new AbstractDataSource() {

			@Override
			public Connection getConnection() {
				return RolledBackTransaction.this.shared.connect();
			}

			@Override
			public Connection getConnection(String username, String password) {
				return getConnection();
			}

		};
	}

	@Override
	public String description() {
		return "in a transaction on the database itself";
	}

	/** A temporary table outlives its migration here, and two of them are of one time. */
	@Override
	public boolean maySucceed(String state) {
		return MISLEADING.contains(state);
	}

	@Override
	public List<String> cannotShow() {
		return List.of(
				"what is committed: the order of commits, what ON COMMIT does, that now() moves on, statements that run without a transaction",
				"how long locks are held: all of them were, until the end",
				"what Java migrations and callbacks do outside of the database: that was done for real");
	}

	@Override
	public List<String> leftOut() {
		return this.shared.leftOut();
	}

	@Override
	public @Nullable Obstacle obstacle() {
		String found = this.shared.obstacle();
		if (this.late) {
			return new Obstacle("it took longer than schema-recovery.rehearse.timeout=%s s"
				.formatted(this.properties.timeout().toSeconds()), ExitCode.TRY_AGAIN);
		}
		return (found != null) ? new Obstacle(found, ExitCode.REFUSED) : null;
	}

	/** The server does not commit what it gets no COMMIT for. */
	private void endLate() {
		this.late = true;
		try {
			Session.end(this.physical);
		}
		catch (SQLException ex) {
			// it is lost already, and with it the transaction
		}
	}

	@Override
	public List<String> end() {
		this.deadline.shutdownNow();
		List<String> remarks = new ArrayList<>();
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.start);
		try {
			rollback();
		}
		catch (SQLException ex) {
			remarks.add("the connection was lost, and with it the transaction: " + ex.getMessage());
		}
		try (Connection connection = this.original.getConnection()) {
			remarks.add("transaction %s took %,d ms, and is %s, as the server says".formatted(this.number, millis,
					STATUS.list(connection, this.number).get(0)));
			Map<String, String> after = sequences(connection);
			List<String> moved = this.sequences.entrySet()
				.stream()
				.filter((before) -> !before.getValue().equals(after.getOrDefault(before.getKey(), before.getValue())))
				.map((before) -> "%s from %s to %s".formatted(before.getKey(), before.getValue(),
						after.get(before.getKey())))
				.sorted()
				.toList();
			if (!moved.isEmpty()) {
				remarks.add("sequences that moved meanwhile, by this or by others, which no rollback takes back: "
						+ String.join(", ", moved));
			}
		}
		catch (SQLException ex) {
			remarks.add("whether the transaction was rolled back could not be read: " + ex.getMessage());
		}
		return remarks;
	}

	/** What a migration set on the session is nobody else's. */
	private void rollback() throws SQLException {
		try {
			this.physical.rollback();
		}
		finally {
			ConnectionPool pool = ConnectionPool.of(this.original).orElse(null);
			if (pool != null) {
				pool.evict(this.physical);
			}
			else {
				this.physical.close();
			}
		}
	}

	private static Map<String, String> sequences(Connection connection) throws SQLException {
		return SEQUENCES.list(connection).stream().collect(Collectors.toMap((row) -> row[0], (row) -> row[1]));
	}

}
