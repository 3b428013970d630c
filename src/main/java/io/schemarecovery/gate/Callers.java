package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

import io.schemarecovery.gate.ConnectionGate.Connector;
import org.jspecify.annotations.Nullable;

/** Who asks for a connection, told apart by threads. */
final class Callers {

	// not inherited: a scheduler's threads are made by the thread that runs the stages
	private final ThreadLocal<@Nullable Caller> caller = new ThreadLocal<>();

	private final BooleanSupplier impatience;

	private enum Caller {

		RECOVERY, IMPATIENT

	}

	/**
	 * Tell callers apart.
	 * @param impatience whether the thread that asks is to be told at once that it would
	 * have to wait, though it has not said so itself
	 */
	Callers(BooleanSupplier impatience) {
		this.impatience = impatience;
	}

	/** Whether this thread carries the recovery out. */
	boolean isRecovery() {
		return this.caller.get() == Caller.RECOVERY;
	}

	/** Whether this thread is told at once that it would have to wait. */
	boolean isImpatient() {
		return this.caller.get() == Caller.IMPATIENT || this.impatience.getAsBoolean();
	}

	/** Have this thread carry something of the recovery out. */
	void asRecovery(Runnable action) {
		Caller before = this.caller.get();
		this.caller.set(Caller.RECOVERY);
		try {
			action.run();
		}
		finally {
			restore(before);
		}
	}

	/** Have this thread connect as the recovery. */
	Connection asRecovery(Connector connector) throws SQLException {
		Caller before = this.caller.get();
		this.caller.set(Caller.RECOVERY);
		try {
			Connection connection = connector.connect();
			// a lazy one would connect later, on a thread that is told to wait
			connection.getMetaData();
			return connection;
		}
		finally {
			restore(before);
		}
	}

	/** From now on this thread is told at once that it would have to wait. */
	void beginImpatience() {
		this.caller.set(Caller.IMPATIENT);
	}

	/** This thread waits again. */
	void endImpatience() {
		this.caller.remove();
	}

	private void restore(@Nullable Caller before) {
		if (before != null) {
			this.caller.set(before);
		}
		else {
			this.caller.remove();
		}
	}

}
