package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.ServerLimits;

/**
 * The foreign keys of some schemas, held off while one migration runs, in its own
 * transaction: what ends that transaction before they are put back undoes that they were
 * taken away.
 * <ol>
 * <li>They are dropped. From PostgreSQL 18 on they are made NOT ENFORCED, which keeps
 * them visible, unless a TRUNCATE is in the way, or they would act on other rows.</li>
 * <li>A statement that could find a dropped one, or make it act, finds it, and what it
 * does to it is respected.</li>
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

	private static final Pattern NOT_ENFORCED = Pattern.compile("\\bnot\\s+enforced\\b", Pattern.CASE_INSENSITIVE);

	private final Connection connection;

	private final Duration lockTimeout;

	private final SessionSettings session;

	private final Reach reach;

	private final KeyDdl ddl;

	private final KeyReader reader = new KeyReader();

	private final CommitGuard guard;

	private final HeldSteps steps;

	/** Whether the migration makes keys of its own that are not enforced. */
	private boolean notEnforced;

	private boolean limited;

	private ForeignKeySuspension(Connection connection, Duration lockTimeout, Reach reach, SessionSettings session) {
		this.connection = connection;
		this.lockTimeout = lockTimeout;
		this.reach = reach;
		this.session = session;
		this.ddl = new KeyDdl(connection);
		this.guard = new CommitGuard(connection);
		this.steps = new HeldSteps(connection);
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
		ForeignKeySuspension suspension = new ForeignKeySuspension(connection, lockTimeout, reach, session);
		suspension.begin(schemas);
		return suspension;
	}

	private void begin(List<String> schemas) throws SQLException {
		this.session.forKeys(this.lockTimeout).apply(this.connection);
		List<HeldKey> keys = this.reader.read(this.connection, schemas);
		this.limited = keys.stream().mapToLong(HeldKey::locks).sum() > ServerLimits.read(this.connection).locksFree();
		Savepoint before = this.connection.setSavepoint();
		try {
			hold(Held.NOTHING, this.limited ? this.reach.reached(keys) : keys);
		}
		catch (SQLException ex) {
			if (!LOCK_TABLE_FULL.equals(ex.getSQLState()) || this.limited) {
				throw ex;
			}
			this.connection.rollback(before);
			this.limited = true;
			hold(Held.NOTHING, this.reach.reached(keys));
		}
		this.connection.releaseSavepoint(before);
		if (!this.steps.now().keys().isEmpty()) {
			this.guard.open();
		}
		this.session.apply(this.connection);
	}

	private void hold(Held before, List<HeldKey> keys) throws SQLException {
		boolean unenforced = this.ddl.isAbleToLeaveUnenforced() && !this.reach.detached();
		Set<HeldKey> detached = keys.stream()
			.filter((key) -> !key.irregular() && (!unenforced || !key.validated() || key.definition().acts()))
			.collect(Collectors.toSet());
		List<HeldKey> off = keys.stream()
			.filter((key) -> detached.contains(key) || (unenforced && key.validated()))
			.toList();
		this.ddl.takeAway(off, detached);
		this.steps.next(before.with(off, detached));
	}

	/** Whether there are more keys than the server has locks for. */
	public boolean limited() {
		return this.limited;
	}

	/**
	 * Number of keys that are held off.
	 * @throws SQLException if the database fails
	 */
	public int size() throws SQLException {
		return this.steps.now().keys().size();
	}

	/** The migration went back to a savepoint of its own. */
	public void savepointRestored() {
		this.steps.savepointRestored();
	}

	/**
	 * Put back what a statement could find, mostly with its rows unchecked; hold off
	 * again what one before it left of such keys.
	 * @param sql the statement that the migration is about to run
	 * @throws SQLException if the database fails
	 */
	public void before(String sql) throws SQLException {
		this.notEnforced |= NOT_ENFORCED.matcher(sql).find();
		Sight sight = Sight.of(sql);
		Held held = this.steps.now();
		if (held.visible().isEmpty() && sight.nothing()) {
			return;
		}
		Set<HeldKey> seen = seen(held, sight);
		if (!held.visible().isEmpty()) {
			if (seen.equals(held.visible())) {
				return;
			}
			holdAgain(held);
			seen = seen(this.steps.now(), sight);
		}
		if (!seen.isEmpty()) {
			// a key that is not valid is not taken over by that of a partitioned table
			show(this.steps.now(), seen, sight.partition());
		}
	}

	private Set<HeldKey> seen(Held held, Sight sight) throws SQLException {
		return sight.nothing() ? Set.of() : sight.of(held, CurrentNames.read(this.connection, held.keys()));
	}

	private void show(Held held, Set<HeldKey> seen, boolean validate) throws SQLException {
		SessionSettings left = ownSettings();
		CurrentNames names = CurrentNames.read(this.connection, seen);
		List<HeldKey> back = seen.stream()
			.filter((key) -> held.isDetached(key) && names.misses(key) && names.canReference(key.definition()))
			.toList();
		List<HeldKey> unenforced = seen.stream().filter(Predicate.not(held::isDetached)).toList();
		this.ddl.bringBack(back, names, validate);
		this.ddl.enforce(unenforced, this.notEnforced);
		Set<HeldKey> shown = Stream.concat(back.stream(), unenforced.stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		this.steps.next(held.showing(shown, this.reader.readByName(this.connection, shown)));
		left.apply(this.connection);
	}

	private void holdAgain(Held held) throws SQLException {
		SessionSettings left = ownSettings();
		List<HeldKey> keys = this.reader.readAgain(this.connection, held.validity().keySet())
			.stream()
			.map((key) -> key.validatedAlready(Boolean.TRUE.equals(held.validity().get(key.oid()))))
			.toList();
		hold(held.withoutVisible(), keys);
		left.apply(this.connection);
	}

	/** Take settings of our own, and give those that the migration has at the moment. */
	private SessionSettings ownSettings() throws SQLException {
		SessionSettings left = SessionSettings.read(this.connection);
		this.session.forKeys(this.lockTimeout).apply(this.connection);
		return left;
	}

	/**
	 * Put all of them back, and check their rows.
	 * @param migration what ran meanwhile, for messages
	 * @return how many hold, and which could not be put back
	 * @throws SQLException if the database fails
	 * @throws io.schemarecovery.failure.RecoveryException if rows are without their
	 * parents
	 */
	public Restored restore(String migration) throws SQLException {
		SessionSettings left = ownSettings();
		if (!this.steps.now().visible().isEmpty()) {
			holdAgain(this.steps.now());
		}
		Held held = this.steps.now();
		CurrentNames names = CurrentNames.read(this.connection, held.keys());
		Map<Boolean, List<HeldKey>> missing = held.detached()
			.stream()
			.filter(names::misses)
			.collect(Collectors.partitioningBy((key) -> names.canReference(key.definition())));
		List<HeldKey> back = missing.getOrDefault(true, List.of());
		List<HeldKey> unenforced = held.keys().stream().filter(Predicate.not(held::isDetached)).toList();
		Savepoint before = this.connection.setSavepoint();
		try {
			this.ddl.bringBack(back, names, true);
			this.ddl.enforce(unenforced, this.notEnforced);
			this.ddl.validate(held.promised());
		}
		catch (SQLException ex) {
			if (!FOREIGN_KEY_VIOLATION.equals(ex.getSQLState())) {
				throw ex;
			}
			this.connection.rollback(before);
			throw Orphans.failure(this.connection, migration, ex,
					Stream.concat(back.stream(), unenforced.stream()).toList());
		}
		this.guard.close();
		left.apply(this.connection);
		return new Restored(back.size() + unenforced.size(),
				missing.getOrDefault(false, List.of()).stream().map(HeldKey::toString).sorted().toList());
	}

}
