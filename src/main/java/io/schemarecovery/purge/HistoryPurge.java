package io.schemarecovery.purge;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.schemarecovery.catalog.KeptObject;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.jdbc.Query;

/**
 * Stage 2: removes the history tables of Flyway wherever they are, and the version tables
 * of other tools where they stand in the scope. Doing it twice does no harm. Without
 * CASCADE: what somebody hung on a history table is not ours to take.
 */
public final class HistoryPurge {

	private static final Query<QualifiedName> TABLES = Query.of("""
			SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (?) AND c.relname = ANY (?)
			 ORDER BY 1, 2
			""", (row) -> new QualifiedName(row.getString(1), row.getString(2)));

	private final List<String> versionTables;

	private final LockedTransaction transaction;

	private final HistoryGuard guard = new HistoryGuard();

	/**
	 * Purge with these names of version tables.
	 * @param versionTables names of the version tables of other tools, unquoted
	 * @param transaction how to wait for their locks
	 */
	public HistoryPurge(List<String> versionTables, LockedTransaction transaction) {
		this.versionTables = versionTables;
		this.transaction = transaction;
	}

	/**
	 * Refuse, before anything is dropped, histories that could not be removed.
	 * @param connection a connection to the database
	 * @param schemas the scope, names unquoted
	 * @param histories history tables of Flyway, in the scope or not
	 * @param kept what the drop is to keep
	 * @throws SQLException if a query fails
	 * @throws io.schemarecovery.failure.RecoveryException (exit code 77) if one outside
	 * of the scope belongs to another role, or something depends on it; (exit code 78) if
	 * one of them, or of the version tables, is to be kept
	 */
	public void check(Connection connection, List<String> schemas, List<QualifiedName> histories, List<KeptObject> kept)
			throws SQLException {
		this.guard.checkNotKept(connection, tables(connection, schemas, histories), kept);
		for (QualifiedName history : histories) {
			if (!schemas.contains(history.schema())) {
				this.guard.check(connection, history);
			}
		}
	}

	/**
	 * Remove what is there.
	 * @param dataSource where the tables are
	 * @param schemas the scope, names unquoted
	 * @param histories history tables of Flyway, in the scope or not
	 * @return the tables that were removed, in order; empty if there were none
	 * @throws io.schemarecovery.failure.RecoveryException if the database fails; then
	 * none was removed
	 */
	public List<QualifiedName> purge(DataSource dataSource, List<String> schemas, List<QualifiedName> histories) {
		Set<String> locked = new LinkedHashSet<>(schemas);
		histories.forEach((history) -> locked.add(history.schema()));
		return this.transaction.commit("purging the migration history", dataSource, List.copyOf(locked),
				(connection) -> purge(connection, schemas, histories));
	}

	private List<QualifiedName> purge(Connection connection, List<String> schemas, List<QualifiedName> histories)
			throws SQLException {
		Set<QualifiedName> tables = tables(connection, schemas, histories);
		try (Statement statement = connection.createStatement()) {
			for (QualifiedName table : tables) {
				statement.execute("DROP TABLE " + table.quoted());
			}
		}
		return List.copyOf(tables);
	}

	private Set<QualifiedName> tables(Connection connection, List<String> schemas, List<QualifiedName> histories)
			throws SQLException {
		Set<QualifiedName> tables = new LinkedHashSet<>();
		for (QualifiedName history : histories) {
			tables.addAll(TABLES.list(connection, List.of(history.schema()), List.of(history.name())));
		}
		tables.addAll(TABLES.list(connection, schemas, this.versionTables));
		return tables;
	}

	/**
	 * Whether a table is one of those that other tools keep their version in.
	 * @param table name of a table, unquoted
	 * @return whether it is on the list
	 */
	public boolean isVersionTable(String table) {
		return this.versionTables.contains(table);
	}

}
