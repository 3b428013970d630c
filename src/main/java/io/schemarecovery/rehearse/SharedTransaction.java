package io.schemarecovery.rehearse;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.schemarecovery.jdbc.Query;
import org.jspecify.annotations.Nullable;

/**
 * One transaction, which many connections take for theirs.
 * <ol>
 * <li>What a connection does in a transaction stands behind a savepoint. Its rollback
 * goes back there; its commit checks what is deferred until then, and lets the savepoint
 * go.</li>
 * <li>Each statement of one that commits by itself has a savepoint of its own. What the
 * server does not run within a transaction is left out, and remembered.</li>
 * <li>A statement that would end the transaction is not run. Should one come through, a
 * deferred trigger makes the server refuse the commit.</li>
 * </ol>
 * Used by one thread at a time, as Flyway does.
 */
final class SharedTransaction {

	private static final String IN_FAILED_TRANSACTION = "25P02";

	private static final String NOT_IN_TRANSACTION = "25001";

	private static final String NO_COMMIT_IN_ROUTINE = "2D000";

	private static final String NEW_ENUM_VALUE = "55P04";

	// the statement that fires it tells a check from a commit
	private static final String GUARD = """
			CREATE TEMPORARY TABLE schema_recovery_rehearsal (n int);
			CREATE FUNCTION pg_temp.schema_recovery_rehearsal() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN
				IF current_query() !~* '^\\s*set\\s+constraints' THEN
					RAISE EXCEPTION 'a rehearsal is not committed';
				END IF;
				RETURN NULL;
			END $$;
			CREATE CONSTRAINT TRIGGER rehearsal AFTER INSERT ON schema_recovery_rehearsal DEFERRABLE INITIALLY DEFERRED
				FOR EACH ROW EXECUTE FUNCTION pg_temp.schema_recovery_rehearsal();
			""";

	private static final String ARM = "INSERT INTO pg_temp.schema_recovery_rehearsal VALUES (1)";

	private static final Query<String> DEFERRED = Query.text("""
			SELECT string_agg(DISTINCT format('%I.%I', n.nspname, c.conname), ', ')
			  FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
			 WHERE c.condeferred AND has_schema_privilege(n.oid, 'USAGE')
			""");

	private static final Query<String> ENUM_VALUES = Query.text("SELECT count(*) FROM pg_enum");

	private final Connection physical;

	private final Deque<SharedConnection> open = new ArrayDeque<>();

	private final List<String> leftOut = new ArrayList<>();

	private final String enumValues;

	private boolean guarded;

	private @Nullable SharedConnection broken;

	private @Nullable String obstacle;

	/**
	 * Begin.
	 * @param physical the connection, within a transaction
	 * @throws SQLException if the database fails
	 */
	SharedTransaction(Connection physical) throws SQLException {
		this.physical = physical;
		this.enumValues = ENUM_VALUES.list(physical).get(0);
		Savepoint before = physical.setSavepoint();
		try {
			run(GUARD);
			run(ARM);
			this.guarded = true;
		}
		catch (SQLException ex) {
			// the role may have no temporary tables: the texts are looked at all the same
			physical.rollback(before);
		}
		physical.releaseSavepoint(before);
	}

	/** A connection of its own, to whoever uses it. */
	Connection connect() {
		return (Connection) Proxy.newProxyInstance(SharedTransaction.class.getClassLoader(),
				new Class<?>[] { Connection.class }, new SharedConnection(this, this.physical));
	}

	List<String> leftOut() {
		return List.copyOf(this.leftOut);
	}

	@Nullable String obstacle() {
		return this.obstacle;
	}

	/** A statement is about to run. */
	@Nullable Savepoint before(SharedConnection connection, String sql) throws SQLException {
		refuse(sql);
		heal(connection);
		if (!connection.autoCommit()) {
			begin(connection);
			return null;
		}
		return this.physical.setSavepoint();
	}

	/** Refuse a text that would end the transaction. */
	void refuse(String sql) throws SQLException {
		if (TransactionWords.endTheTransaction(sql)) {
			this.obstacle = "it ends its transaction by itself (%s), which would end the rehearsal"
				.formatted(firstLine(sql));
			throw new SQLException("Not rehearsed: " + this.obstacle, NOT_IN_TRANSACTION);
		}
	}

	/** A transaction that failed on one connection is none of the others'. */
	private void heal(SharedConnection connection) throws SQLException {
		SharedConnection failed = this.broken;
		if (failed != null && failed != connection && failed.savepoint() != null) {
			this.physical.rollback(failed.savepoint());
			failed.failed();
			this.broken = null;
		}
	}

	void begin(SharedConnection connection) throws SQLException {
		if (connection.hasFailed()) {
			throw new SQLException("current transaction is aborted, commands ignored until end of transaction block",
					IN_FAILED_TRANSACTION);
		}
		if (connection.savepoint() == null) {
			connection.begun(this.physical.setSavepoint());
			this.open.push(connection);
		}
	}

	/** A statement has run. */
	void ran(@Nullable Savepoint own, boolean reads) throws SQLException {
		if (own != null) {
			if (!reads) {
				check();
			}
			this.physical.releaseSavepoint(own);
		}
	}

	/**
	 * A statement has failed.
	 * @return whether it is to be left out
	 */
	boolean failed(SharedConnection connection, String sql, @Nullable Savepoint own, SQLException failure)
			throws SQLException {
		if (own == null) {
			this.broken = connection;
			if (NEW_ENUM_VALUE.equals(failure.getSQLState())) {
				seeWhetherAnEarlierOneAddedIt(connection);
			}
			return false;
		}
		this.physical.rollback(own);
		this.physical.releaseSavepoint(own);
		String state = String.valueOf(failure.getSQLState());
		boolean alone = state.equals(NOT_IN_TRANSACTION) || state.equals(NO_COMMIT_IN_ROUTINE);
		if (alone) {
			this.leftOut.add(firstLine(sql));
		}
		return alone;
	}

	/** A value of an enum can be used once it is committed, as it would be by then. */
	private void seeWhetherAnEarlierOneAddedIt(SharedConnection connection) throws SQLException {
		this.physical.rollback(connection.savepoint());
		connection.failed();
		this.broken = null;
		if (!ENUM_VALUES.list(this.physical).get(0).equals(this.enumValues)) {
			this.obstacle = "it uses a value of an enum that a migration before it adds, and the server permits that only after a commit";
		}
	}

	void commit(SharedConnection connection) throws SQLException {
		if (connection.savepoint() == null) {
			return;
		}
		if (connection.hasFailed() || this.broken == connection) {
			rollback(connection);
			throw new SQLException("The transaction had failed, and was rolled back.", IN_FAILED_TRANSACTION);
		}
		try {
			check();
		}
		catch (SQLException ex) {
			this.broken = connection;
			throw ex;
		}
		this.physical.releaseSavepoint(connection.savepoint());
		ended(connection);
	}

	void rollback(SharedConnection connection) throws SQLException {
		if (connection.savepoint() == null) {
			return;
		}
		if (!connection.hasFailed()) {
			this.physical.rollback(connection.savepoint());
		}
		this.physical.releaseSavepoint(connection.savepoint());
		ended(connection);
	}

	void restored(SharedConnection connection) {
		if (this.broken == connection) {
			this.broken = null;
		}
	}

	/** What began after it has gone with its savepoint, one way or the other. */
	private void ended(SharedConnection connection) {
		restored(connection);
		while (this.open.contains(connection)) {
			this.open.pop().ended();
		}
	}

	/** As the server does when it commits; afterwards what was deferred is so again. */
	private void check() throws SQLException {
		run("SET CONSTRAINTS ALL IMMEDIATE");
		List<String> deferred = DEFERRED.list(this.physical);
		if (!deferred.isEmpty()) {
			run("SET CONSTRAINTS " + deferred.get(0) + " DEFERRED");
		}
		if (this.guarded) {
			run(ARM);
		}
	}

	private void run(String sql) throws SQLException {
		try (Statement statement = this.physical.createStatement()) {
			statement.execute(sql);
		}
	}

	private static String firstLine(String sql) {
		return sql.strip().lines().findFirst().orElse("");
	}

}
