package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.ServerLimits;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

/**
 * The foreign keys of some schemas, held off while one migration runs, in its own
 * transaction: what ends that transaction before they are put back undoes that they were
 * taken away.
 * <ol>
 * <li>They are dropped; from PostgreSQL 18 on they are made NOT ENFORCED, which keeps
 * them visible, unless a TRUNCATE is in the way.</li>
 * <li>A statement that could look for a dropped one finds it, and what it does to it is
 * respected.</li>
 * <li>In the end they come back as they were, under the names that tables and columns
 * have then, and are checked. A row without its parent fails the migration.</li>
 * </ol>
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER
 * TABLE</a>
 */
public final class ForeignKeySuspension {

	private static final String FOREIGN_KEY_VIOLATION = "23503";

	private static final String LOCK_TABLE_FULL = "53200";

	private static final String ACTION = "Nothing of the migration was kept; its foreign keys stand as before. Insert the "
			+ "missing parents, or remove those rows, in the migration itself. While foreign keys are held off, ON DELETE and "
			+ "ON UPDATE do nothing: schema-recovery.migrate.foreign-keys=enforced leaves them on.";

	private final Connection connection;

	private final Duration lockTimeout;

	private final SessionSettings session;

	private final KeyDdl ddl;

	private final KeyReader reader = new KeyReader();

	private final Set<HeldKey> held = new LinkedHashSet<>();

	private final Set<HeldKey> detached = new LinkedHashSet<>();

	private final boolean detach;

	private boolean limited;

	/** Those that the statement under way can see. */
	private List<HeldKey> visible = List.of();

	/** Whether they were valid, by the OIDs that they and their partitions' have now. */
	private final Map<Long, Boolean> validity = new HashMap<>();

	private ForeignKeySuspension(Connection connection, Duration lockTimeout, SessionSettings session, boolean detach) {
		this.detach = detach;
		this.connection = connection;
		this.lockTimeout = lockTimeout;
		this.session = session;
		this.ddl = new KeyDdl(connection);
	}

	/**
	 * Hold foreign keys off.
	 * @param connection the connection of the migration, undecorated, in its transaction
	 * @param schemas names of the schemas of the tables whose keys are meant, unquoted
	 * @param reach which of them
	 * @param lockTimeout time to wait for the lock of one table
	 * @return the suspension, which may hold no key
	 * @throws SQLException if the database fails
	 */
	public static ForeignKeySuspension begin(Connection connection, List<String> schemas, Reach reach,
			Duration lockTimeout) throws SQLException {
		SessionSettings session = SessionSettings.read(connection);
		ForeignKeySuspension suspension = new ForeignKeySuspension(connection, lockTimeout, session, reach.detached());
		session.forKeys(lockTimeout).apply(connection);
		suspension.begin(schemas, reach);
		session.apply(connection);
		return suspension;
	}

	private void begin(List<String> schemas, Reach reach) throws SQLException {
		List<HeldKey> keys = this.reader.read(this.connection, schemas);
		this.limited = keys.stream().mapToLong(HeldKey::locks).sum() > ServerLimits.read(this.connection).locksFree();
		Savepoint before = this.connection.setSavepoint();
		try {
			hold(this.limited ? reach.reached(keys) : keys);
		}
		catch (SQLException ex) {
			if (!LOCK_TABLE_FULL.equals(ex.getSQLState()) || this.limited) {
				throw ex;
			}
			this.connection.rollback(before);
			this.limited = true;
			this.held.clear();
			this.detached.clear();
			hold(reach.reached(keys));
		}
		this.connection.releaseSavepoint(before);
	}

	private void hold(List<HeldKey> keys) throws SQLException {
		boolean unenforced = this.ddl.canLeaveUnenforced() && !this.detach;
		this.held.addAll(keys);
		keys.stream().filter((key) -> !unenforced || !key.validated()).forEach(this.detached::add);
		this.ddl.takeAway(keys, this.detached);
	}

	/** Whether there are more keys than the server has locks for. */
	public boolean limited() {
		return this.limited;
	}

	/** Number of keys that are held off. */
	public int size() {
		return this.held.size();
	}

	/**
	 * Put back what a statement could look for, its rows unchecked.
	 * @param sql the statement that the migration is about to run
	 * @throws SQLException if the database fails
	 */
	public void before(String sql) throws SQLException {
		List<HeldKey> seen = SeenKeys.of(this.held, this.detached, sql);
		if (seen.isEmpty()) {
			return;
		}
		CurrentNames names = CurrentNames.read(this.connection, seen);
		this.ddl.bringBack(seen.stream()
			.filter((key) -> this.detached.contains(key) && names.misses(key) && names.canReference(key.definition()))
			.toList(), names, false);
		this.ddl.enforce(seen.stream().filter((key) -> !this.detached.contains(key)).toList());
		this.visible = seen;
		for (HeldKey now : this.reader.readByName(this.connection, seen)) {
			boolean valid = now.validated() || seen.stream()
				.anyMatch((key) -> key.validated() && key.table() == now.table() && key.name().equals(now.name()));
			now.oids().forEach((oid) -> this.validity.put(oid, valid));
		}
	}

	/**
	 * Hold off again what that statement left of it.
	 * @throws SQLException if the database fails
	 */
	public void after() throws SQLException {
		if (this.visible.isEmpty()) {
			return;
		}
		this.visible.forEach(this.held::remove);
		this.visible.forEach(this.detached::remove);
		this.visible = List.of();
		hold(this.reader.readAgain(this.connection, List.copyOf(this.validity.keySet()))
			.stream()
			.map((key) -> key.validatedAlready(Boolean.TRUE.equals(this.validity.get(key.oid()))))
			.toList());
		this.validity.clear();
	}

	/**
	 * Put all of them back, and check their rows.
	 * @param migration what ran meanwhile, for messages
	 * @return how many hold, and which could not be put back
	 * @throws SQLException if the database fails
	 * @throws RecoveryException if rows are without their parents
	 */
	public Restored restore(String migration) throws SQLException {
		SessionSettings left = SessionSettings.read(this.connection);
		this.session.forKeys(this.lockTimeout).apply(this.connection);
		CurrentNames names = CurrentNames.read(this.connection, List.copyOf(this.held));
		Map<Boolean, List<HeldKey>> missing = this.detached.stream()
			.filter(names::misses)
			.collect(Collectors.partitioningBy((key) -> names.canReference(key.definition())));
		List<HeldKey> back = missing.getOrDefault(true, List.of());
		List<HeldKey> unenforced = this.held.stream().filter((key) -> !this.detached.contains(key)).toList();
		Savepoint before = this.connection.setSavepoint();
		try {
			this.ddl.bringBack(back, names, true);
			this.ddl.enforce(unenforced);
		}
		catch (SQLException ex) {
			throw violated(migration, ex, before, Stream.concat(back.stream(), unenforced.stream()).toList());
		}
		left.apply(this.connection);
		return new Restored(back.size() + unenforced.size(),
				missing.getOrDefault(false, List.of()).stream().map(HeldKey::toString).sorted().toList());
	}

	/**
	 * The failure to throw where a key could not be put back.
	 */
	private SQLException violated(String migration, SQLException failure, Savepoint before, List<HeldKey> keys)
			throws SQLException {
		if (!FOREIGN_KEY_VIOLATION.equals(failure.getSQLState())) {
			return failure;
		}
		this.connection.rollback(before);
		List<String> orphans = new ArrayList<>();
		try {
			CurrentNames names = CurrentNames.read(this.connection, keys);
			Orphans.count(this.connection, keys, names).forEach((found) -> orphans.add(found.toString()));
		}
		catch (SQLException ex) {
			// what the server said has to do
			failure.addSuppressed(ex);
		}
		if (orphans.isEmpty()) {
			orphans.add(String.valueOf(failure.getMessage()));
		}
		throw new RecoveryException(ExitCode.MIGRATION_FAILED,
				"The migration %s left rows whose parents are missing (SQLSTATE %s).".formatted(migration,
						FOREIGN_KEY_VIOLATION),
				orphans, ACTION, failure);
	}

}
