package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.catalog.ServerLimits;
import io.schemarecovery.jdbc.Query;

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

	// A setting goes back with a savepoint, as the keys themselves do.
	private static final Query<String> REMEMBER = Query.text("SELECT set_config('schema_recovery.held', ?, true)");

	private static final Query<String> RECALL = Query.text("SELECT current_setting('schema_recovery.held')");

	// Whatever commits the transaction while keys are held off has this read, which
	// fails, and so does the commit.
	private static final String NO_COMMIT = """
			DECLARE schema_recovery_held NO SCROLL CURSOR WITH HOLD FOR
			  SELECT CAST(CASE WHEN random() < 2 THEN
			    'not to be committed: the foreign keys that schema-recovery holds off are not back yet' END AS integer)
			""";

	private static final Query<String> GUARDED = Query
		.text("SELECT name FROM pg_cursors WHERE name = 'schema_recovery_held'");

	private static final Pattern NOT_ENFORCED = Pattern.compile("\\bnot\\s+enforced\\b", Pattern.CASE_INSENSITIVE);

	private final Connection connection;

	private final Duration lockTimeout;

	private final SessionSettings session;

	private final Reach reach;

	private final KeyDdl ddl;

	private final KeyReader reader = new KeyReader();

	/** What was held after each step; the setting says which of them holds. */
	private final List<Held> steps = new ArrayList<>();

	private Held held = Held.NOTHING;

	private boolean recall;

	/** Whether the migration makes keys of its own that are not enforced. */
	private boolean notEnforced;

	private boolean limited;

	private ForeignKeySuspension(Connection connection, Duration lockTimeout, Reach reach, SessionSettings session) {
		this.connection = connection;
		this.lockTimeout = lockTimeout;
		this.reach = reach;
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
			hold(this.limited ? this.reach.reached(keys) : keys);
		}
		catch (SQLException ex) {
			if (!LOCK_TABLE_FULL.equals(ex.getSQLState()) || this.limited) {
				throw ex;
			}
			this.connection.rollback(before);
			this.limited = true;
			hold(this.reach.reached(keys));
		}
		this.connection.releaseSavepoint(before);
		if (!this.held.keys().isEmpty()) {
			execute(NO_COMMIT);
		}
		this.session.apply(this.connection);
	}

	private void hold(List<HeldKey> keys) throws SQLException {
		boolean unenforced = this.ddl.isAbleToLeaveUnenforced() && !this.reach.detached();
		Set<HeldKey> detached = keys.stream()
			.filter((key) -> !key.irregular() && (!unenforced || !key.validated() || key.definition().acts()))
			.collect(Collectors.toSet());
		List<HeldKey> off = keys.stream().filter((key) -> detached.contains(key) || unenforced).toList();
		this.ddl.takeAway(off, detached);
		become(this.held.with(off, detached));
	}

	private void become(Held next) throws SQLException {
		this.held = next;
		this.steps.add(next);
		REMEMBER.list(this.connection, String.valueOf(this.steps.size() - 1));
	}

	/** Whether there are more keys than the server has locks for. */
	public boolean limited() {
		return this.limited;
	}

	/** Number of keys that are held off. */
	public int size() {
		return this.held.keys().size();
	}

	/** The migration went back to a savepoint of its own. */
	public void savepointRestored() {
		this.recall = true;
	}

	/**
	 * Put back what a statement could find, mostly with its rows unchecked; hold off
	 * again what one before it left of such keys.
	 * @param sql the statement that the migration is about to run
	 * @throws SQLException if the database fails
	 */
	public void before(String sql) throws SQLException {
		recall();
		this.notEnforced |= NOT_ENFORCED.matcher(sql).find();
		Sight sight = Sight.of(sql);
		if (this.held.visible().isEmpty() && sight.nothing()) {
			return;
		}
		Set<HeldKey> seen = seen(sight);
		if (!this.held.visible().isEmpty()) {
			if (seen.equals(this.held.visible())) {
				return;
			}
			holdAgain();
			seen = seen(sight);
		}
		if (!seen.isEmpty()) {
			// a key that is not valid is not taken over by that of a partitioned table
			show(seen, sight.partition());
		}
	}

	private Set<HeldKey> seen(Sight sight) throws SQLException {
		return sight.nothing() ? Set.of() : sight.of(this.held, CurrentNames.read(this.connection, this.held.keys()));
	}

	private void show(Set<HeldKey> seen, boolean validate) throws SQLException {
		SessionSettings left = ownSettings();
		CurrentNames names = CurrentNames.read(this.connection, seen);
		List<HeldKey> back = seen.stream()
			.filter((key) -> this.held.isDetached(key) && names.misses(key) && names.canReference(key.definition()))
			.toList();
		List<HeldKey> unenforced = seen.stream().filter(Predicate.not(this.held::isDetached)).toList();
		this.ddl.bringBack(back, names, validate);
		this.ddl.enforce(unenforced, this.notEnforced);
		Set<HeldKey> shown = Stream.concat(back.stream(), unenforced.stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		become(this.held.showing(shown, this.reader.readByName(this.connection, shown)));
		left.apply(this.connection);
	}

	private void holdAgain() throws SQLException {
		SessionSettings left = ownSettings();
		Map<Long, Boolean> validity = this.held.validity();
		List<HeldKey> keys = this.reader.readAgain(this.connection, validity.keySet())
			.stream()
			.map((key) -> key.validatedAlready(Boolean.TRUE.equals(validity.get(key.oid()))))
			.toList();
		this.held = this.held.withoutVisible();
		hold(keys);
		left.apply(this.connection);
	}

	/** Take settings of our own, and give those that the migration has at the moment. */
	private SessionSettings ownSettings() throws SQLException {
		SessionSettings left = SessionSettings.read(this.connection);
		this.session.forKeys(this.lockTimeout).apply(this.connection);
		return left;
	}

	private void recall() throws SQLException {
		if (this.recall) {
			String step = RECALL.list(this.connection).get(0);
			// RESET ALL forgets it
			this.held = step.isEmpty() ? this.held : this.steps.get(Integer.parseInt(step));
			this.recall = false;
		}
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
		recall();
		if (!this.held.visible().isEmpty()) {
			holdAgain();
		}
		CurrentNames names = CurrentNames.read(this.connection, this.held.keys());
		Map<Boolean, List<HeldKey>> missing = this.held.detached()
			.stream()
			.filter(names::misses)
			.collect(Collectors.partitioningBy((key) -> names.canReference(key.definition())));
		List<HeldKey> back = missing.getOrDefault(true, List.of());
		List<HeldKey> unenforced = this.held.keys().stream().filter(Predicate.not(this.held::isDetached)).toList();
		Savepoint before = this.connection.setSavepoint();
		try {
			this.ddl.bringBack(back, names, true);
			this.ddl.enforce(unenforced, this.notEnforced);
			this.ddl.validate(this.held.promised());
		}
		catch (SQLException ex) {
			if (!FOREIGN_KEY_VIOLATION.equals(ex.getSQLState())) {
				throw ex;
			}
			this.connection.rollback(before);
			throw Orphans.failure(this.connection, migration, ex,
					Stream.concat(back.stream(), unenforced.stream()).toList());
		}
		if (!GUARDED.list(this.connection).isEmpty()) {
			execute("CLOSE schema_recovery_held");
		}
		left.apply(this.connection);
		return new Restored(back.size() + unenforced.size(),
				missing.getOrDefault(false, List.of()).stream().map(HeldKey::toString).sorted().toList());
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
