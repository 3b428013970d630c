package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.schemarecovery.request.SchemaRecoveryProperties.ForeignKeyPolicy;
import io.schemarecovery.suspend.ForeignKeySuspension;
import io.schemarecovery.suspend.Reach;
import io.schemarecovery.suspend.Restored;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Decides for which migrations of a run the foreign keys are held off. Used by one thread
 * at a time, as Flyway does.
 */
final class Suspensions {

	private static final Log logger = LogFactory.getLog(Suspensions.class);

	private final Supplier<ForeignKeyPolicy> policy;

	private final Supplier<List<String>> schemas;

	private final BooleanSupplier keysMayGo;

	private final Duration lockTimeout;

	private final SecondRuns secondRuns = new SecondRuns();

	/** The migrations that ran in the transaction that is open. */
	private final List<RunningMigration> transaction = new ArrayList<>();

	private final List<Suspended> suspended = new ArrayList<>();

	private @Nullable RunningMigration running;

	private @Nullable ForeignKeySuspension active;

	private boolean endedItsTransaction;

	/** Whether keys were left on for want of locks. */
	private boolean limited;

	/**
	 * A migration that ran without foreign keys.
	 *
	 * @param script its script
	 * @param restored how they came back
	 */
	record Suspended(String script, Restored restored) {

	}

	/**
	 * Decide by these settings.
	 * @param policy gives whether foreign keys are held off, when a migration runs
	 * @param schemas gives the schemas of the scope, when a migration runs
	 * @param keysMayGo whether a migration may drop what a key references, with the key
	 * @param lockTimeout time to wait for the lock of one table
	 */
	Suspensions(Supplier<ForeignKeyPolicy> policy, Supplier<List<String>> schemas, BooleanSupplier keysMayGo,
			Duration lockTimeout) {
		this.policy = policy;
		this.schemas = schemas;
		this.keysMayGo = keysMayGo;
		this.lockTimeout = lockTimeout;
	}

	/** A run of migrations begins. */
	void reset() {
		this.secondRuns.reset();
		this.suspended.clear();
		forget();
	}

	/** What the open transaction did is rolled back. */
	private void rolledBack() {
		this.suspended.removeIf((restored) -> this.transaction.stream()
			.anyMatch((migration) -> migration.script().equals(restored.script())));
	}

	private void forget() {
		this.transaction.clear();
		this.running = null;
		this.active = null;
	}

	/** A migration begins. */
	void begin(RunningMigration migration) {
		this.running = migration;
		this.transaction.add(migration);
		this.endedItsTransaction = false;
		this.limited = false;
		Reach reach = this.secondRuns.reach(migration.script());
		if (reach == null && this.policy.get() == ForeignKeyPolicy.SUSPENDED) {
			// no second chance for what is no SQL script
			reach = migration.sql() ? Reach.ALL : Reach.ALL.detaching();
		}
		if (reach == null) {
			return;
		}
		if (!migration.inTransaction()) {
			logger
				.info("%s runs without a transaction, so its foreign keys are enforced".formatted(migration.script()));
			return;
		}
		hold(migration, reach);
	}

	private void hold(RunningMigration migration, Reach reach) {
		try {
			ForeignKeySuspension suspension = ForeignKeySuspension.begin(migration.connection(), this.schemas.get(),
					reach, this.lockTimeout);
			this.active = suspension;
			this.limited = suspension.limited();
			logger.info("%s: foreign keys held off: %s%s".formatted(migration.script(), suspension.size(),
					this.limited ? ", all that a violation reaches: the server has not the locks for all" : ""));
		}
		catch (SQLException ex) {
			throw SuspensionFailure.of("The foreign keys could not be held off for", migration, ex);
		}
	}

	/** A statement of a connection is about to run. */
	void before(Connection connection, String sql) throws SQLException {
		RunningMigration migration = this.running;
		if (migration == null || migration.connection() != connection) {
			return;
		}
		TransactionControl control = TransactionControl.of(sql);
		if (control != TransactionControl.NONE) {
			controls(connection, control);
		}
		else if (this.active != null) {
			this.active.before(sql);
		}
	}

	/**
	 * A method of a connection is about to be called.
	 * @param connection the connection, undecorated
	 * @param method its name
	 * @param control what it does to the transaction
	 */
	void calling(Connection connection, String method, TransactionControl control) throws SQLException {
		if (method.equals("unwrap")) {
			// a COPY goes to the driver itself
			before(connection, "");
		}
		controls(connection, control);
	}

	private void controls(Connection connection, TransactionControl control) {
		switch (control) {
			case COMMITS -> ends(connection, true);
			case ROLLS_BACK -> ends(connection, false);
			case GOES_BACK -> savepointRestored(connection);
			case NONE -> {
			}
		}
	}

	/** The migration goes back to a savepoint, by a statement or by the driver. */
	private void savepointRestored(Connection connection) {
		if (this.active != null && this.running != null && this.running.connection() == connection) {
			this.active.savepointRestored();
		}
	}

	/** The transaction of a connection ends, by the migration itself or after it. */
	private void ends(Connection connection, boolean commits) {
		if (!commits) {
			rolledBack();
		}
		if (this.running != null && this.running.connection() == connection) {
			this.endedItsTransaction = true;
			if (commits) {
				restore();
			}
			this.active = null;
		}
		this.transaction.removeIf((migration) -> migration.connection() == connection);
	}

	/** The migration has failed, and its transaction is still open. */
	void failed() {
		if (this.running != null) {
			this.secondRuns.failed(this.running, obstacle(this.running), this.limited);
		}
		rolledBack();
		forget();
	}

	/** The migration has succeeded, and its transaction is still open. */
	void end() {
		restore();
		this.running = null;
		this.active = null;
	}

	private void restore() {
		ForeignKeySuspension suspension = this.active;
		RunningMigration migration = this.running;
		if (suspension == null || migration == null) {
			return;
		}
		Restored restored;
		try {
			restored = suspension.restore(migration.script());
		}
		catch (SQLException ex) {
			throw SuspensionFailure.of("The foreign keys that were held off could not be put back after", migration,
					ex);
		}
		if (!restored.gone().isEmpty() && !this.keysMayGo.getAsBoolean()) {
			throw SuspensionFailure.gone(migration, restored.gone());
		}
		this.suspended.add(new Suspended(migration.script(), restored));
		logger.info("%s: foreign keys put back and checked: %s".formatted(migration.script(), restored.keys()));
		restored.gone()
			.forEach((key) -> logger
				.warn("%s dropped what %s referenced, which went with it".formatted(migration.script(), key)));
	}

	/**
	 * Whether a run of migrations that failed goes on, with foreign keys held off that
	 * were not before.
	 * @param failure how it failed
	 */
	boolean again(FlywayException failure) {
		forget();
		return this.secondRuns.again(failure, this.policy.get());
	}

	private String obstacle(RunningMigration migration) {
		if (!migration.inTransaction()) {
			return "It runs without a transaction, so its foreign keys cannot be held off.";
		}
		if (this.endedItsTransaction) {
			return "It ends its transaction itself, so it cannot be run once more with its foreign keys held off.";
		}
		return this.transaction.stream().allMatch(RunningMigration::sql) ? ""
				: "Java migrations may have done something outside of the database, so they are not run once more "
						+ "with their foreign keys held off.";
	}

	/** What a person has to know of a migration that failed; may be empty. */
	String remark() {
		return this.secondRuns.remark();
	}

	/** For which migrations foreign keys were held off, and what went; may be empty. */
	String summary() {
		String scripts = this.suspended.stream().map(Suspended::script).collect(Collectors.joining(", "));
		String gone = this.suspended.stream()
			.flatMap((migration) -> migration.restored().gone().stream())
			.collect(Collectors.joining(", "));
		return (scripts.isEmpty() ? "" : "; foreign keys held off for " + scripts)
				+ (gone.isEmpty() ? "" : "; with what they referenced went " + gone);
	}

}
