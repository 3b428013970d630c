package io.schemarecovery.purge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.SqlFailure;

/**
 * Stage 2: removes the history tables of Flyway wherever they are, and the version tables
 * of other tools where they stand in the scope. Doing it twice does no harm. Without
 * CASCADE: what somebody hung on a history table is not ours to take.
 */
public final class HistoryPurge {

	private static final String TABLES = """
			SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (?) AND c.relname = ANY (?)
			 ORDER BY 1, 2
			""";

	private final List<String> versionTables;

	/**
	 * Purge with these names of version tables.
	 * @param versionTables names of the version tables of other tools, unquoted
	 */
	public HistoryPurge(List<String> versionTables) {
		this.versionTables = versionTables;
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
		try (Connection connection = dataSource.getConnection()) {
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement()) {
				Set<QualifiedName> tables = new LinkedHashSet<>();
				for (QualifiedName history : histories) {
					tables.addAll(existing(connection, List.of(history.schema()), List.of(history.name())));
				}
				tables.addAll(existing(connection, schemas, this.versionTables));
				for (QualifiedName table : tables) {
					statement.execute("DROP TABLE " + table.quoted());
				}
				connection.commit();
				return List.copyOf(tables);
			}
			finally {
				connection.rollback();
				connection.setAutoCommit(true);
			}
		}
		catch (SQLException ex) {
			throw SqlFailure.of("purging the migration history", ex);
		}
	}

	/**
	 * Whether a table is one of those that other tools keep their version in.
	 * @param table name of a table, unquoted
	 * @return whether it is on the list
	 */
	public boolean isVersionTable(String table) {
		return this.versionTables.contains(table);
	}

	private List<QualifiedName> existing(Connection connection, List<String> schemas, List<String> names)
			throws SQLException {
		List<QualifiedName> tables = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
			statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
			statement.setArray(2, connection.createArrayOf("text", names.toArray()));
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					tables.add(new QualifiedName(row.getString(1), row.getString(2)));
				}
			}
		}
		return tables;
	}

}
