package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.schemarecovery.jdbc.ConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * Keeps scheduled methods, listeners and other threads of the application from the
 * database while its schema is half made. Its data sources hand out connections
 * <ol>
 * <li>to everyone, and remember to whom, until the gate is closed;</li>
 * <li>to the recovery alone while it is closed; everyone else waits, as long as the pool
 * would have let them wait;</li>
 * <li>to everyone, as if there were no gate, once it is open;</li>
 * <li>to nobody, if the recovery failed: the application goes down, and would see half a
 * schema.</li>
 * </ol>
 * The recovery is whoever connects by its own {@link #target view} of a data source, on
 * any thread, and the thread that carries out a stage: user code runs on it, such as
 * migrations in Java.
 */
public final class ConnectionGate {

	/** As long as pools wait if they are not told otherwise. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** sqlclient_unable_to_establish_sqlconnection. */
	private static final String SQLSTATE = "08001";

	private final AtomicReference<State> state = new AtomicReference<>(State.LENDING);

	private final CountDownLatch decided = new CountDownLatch(1);

	private final LentConnections lent = new LentConnections();

	private final Purpose purpose;

	private final Callers callers;

	private final List<DataSource> dataSources = new CopyOnWriteArrayList<>();

	private enum State {

		LENDING, CLOSED, OPEN, FAILED

	}

	/** Where the recovery connects to instead, or {@code null}. */
	private volatile @Nullable UnaryOperator<DataSource> copies;

	/** Gives a connection. */
	interface Connector {

		Connection connect() throws SQLException;

	}

	/**
	 * A gate for a reset, at which everyone waits who has not {@link #beginImpatience
	 * said otherwise}.
	 */
	public ConnectionGate() {
		this(() -> false);
	}

	/**
	 * A gate for a reset, at which not everyone waits.
	 * @param impatience whether the thread that asks is to be told at once that it would
	 * have to wait
	 */
	public ConnectionGate(BooleanSupplier impatience) {
		this(Purpose.RESET, impatience);
	}

	private ConnectionGate(Purpose purpose, BooleanSupplier impatience) {
		this.purpose = purpose;
		this.callers = new Callers(impatience);
	}

	/**
	 * A gate for a start that examines, in which nobody else is to change anything: what
	 * is lent can only read, and the recovery connects only while it is {@link #carryOut
	 * carried out}, since a Flyway that the application calls by itself would pass for
	 * it.
	 */
	public static ConnectionGate forExamination() {
		return new ConnectionGate(Purpose.EXAMINATION, () -> false);
	}

	/** Whether the recovery is done, and the schema complete. */
	public boolean isOpen() {
		return this.state.get() == State.OPEN;
	}

	/**
	 * A data source as the recovery sees it.
	 * @param dataSource a data source, guarded or not
	 * @return gives connections on any thread and at any time
	 */
	public DataSource target(DataSource dataSource) {
		return new RecoveryDataSource(dataSource, this);
	}

	/**
	 * Carry out a stage, by a thread to which connections are given. If it fails, nobody
	 * waits any longer.
	 * @param stage the stage
	 */
	public void carryOut(Runnable stage) {
		boolean done = false;
		try {
			this.callers.asRecovery(stage);
			done = true;
		}
		finally {
			if (!done && this.purpose == Purpose.RESET && this.state.compareAndSet(State.CLOSED, State.FAILED)) {
				this.decided.countDown();
			}
		}
	}

	/**
	 * Have the recovery, and what runs on its thread, connect to copies.
	 * @param copies gives the copy to connect to for a data source, or {@code null} to
	 * connect to the data sources again
	 */
	public void redirect(@Nullable UnaryOperator<DataSource> copies) {
		this.copies = copies;
	}

	/** From now on this thread is told at once that it would have to wait. */
	void beginImpatience() {
		this.callers.beginImpatience();
	}

	/** This thread waits again. */
	void endImpatience() {
		this.callers.endImpatience();
	}

	/**
	 * Close the gate, if it is not. Connections that are lent are waited for, then ended.
	 * @param patience time to wait until they are given back
	 */
	public void close(Duration patience) {
		if (this.state.compareAndSet(State.LENDING, State.CLOSED)) {
			this.lent.recall(patience);
		}
	}

	/**
	 * Open the gate for good. What connections of the pools prepared before is void, so
	 * they are replaced.
	 */
	public void open() {
		if (!isOpen() && this.state.get() != State.FAILED) {
			this.dataSources.forEach((dataSource) -> ConnectionPool.of(dataSource).ifPresent(ConnectionPool::evict));
			this.state.set(State.OPEN);
			this.decided.countDown();
		}
	}

	/**
	 * Guard a data source.
	 * @param dataSource the data source
	 * @return what takes its place
	 */
	DataSource guard(DataSource dataSource) {
		if (isOpen() || GatedDataSource.guards(dataSource)) {
			return dataSource;
		}
		this.dataSources.add(dataSource);
		return GatedDataSource.of(dataSource, this);
	}

	Connection connect(DataSource dataSource, Connector connector) throws SQLException {
		UnaryOperator<DataSource> redirection = this.copies;
		if (this.callers.isRecovery() && redirection != null) {
			return redirection.apply(dataSource).getConnection();
		}
		if (this.callers.isRecovery() || isOpen()) {
			return connector.connect();
		}
		ConnectionPool pool = ConnectionPool.of(dataSource).orElse(null);
		long asked = System.nanoTime();
		while (true) {
			await(asked, pool);
			Connection connection = this.lent.lend(this.purpose.lend(connector.connect()), pool,
					this.purpose == Purpose.EXAMINATION);
			// closed meanwhile: who closed it may not have seen that this one was lent
			if (this.state.get() == State.LENDING || isOpen()) {
				return connection;
			}
			connection.close();
		}
	}

	/** For the recovery's own view of a data source, whose threads are any. */
	Connection connectAsRecovery(DataSource dataSource, Connector connector) throws SQLException {
		UnaryOperator<DataSource> redirection = this.copies;
		if (redirection != null) {
			return redirection.apply(dataSource).getConnection();
		}
		if (this.state.get() == State.LENDING && !this.callers.isRecovery()) {
			this.purpose.checkRecovery();
		}
		return this.callers.asRecovery(connector);
	}

	private void await(long asked, @Nullable ConnectionPool pool) throws SQLException {
		try {
			if (this.state.get() == State.CLOSED) {
				Duration patience = patience(pool);
				if (!this.decided.await(asked + patience.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
					throw new SQLTransientConnectionException(
							"The database of this application %s%s".formatted(this.purpose.text(),
									patience.isZero() ? "."
											: ", which took longer than %s ms.".formatted(patience.toMillis())),
							SQLSTATE);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLTransientConnectionException("Interrupted while the database of this application is reset.",
					SQLSTATE, ex);
		}
		if (this.state.get() == State.FAILED) {
			throw new SQLTransientConnectionException(
					"The reset of the database of this application failed. No connection is given to half a schema.",
					SQLSTATE);
		}
	}

	private Duration patience(@Nullable ConnectionPool pool) {
		// of an examination nothing comes that would be worth the wait
		if (this.purpose == Purpose.EXAMINATION || this.callers.isImpatient()) {
			return Duration.ZERO;
		}
		return (pool != null) ? pool.connectionTimeout() : PATIENCE;
	}

}
