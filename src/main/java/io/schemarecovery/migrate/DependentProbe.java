package io.schemarecovery.migrate;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.schemarecovery.catalog.ClosureReader;
import io.schemarecovery.rewrite.DropClause;

/**
 * Asks in one round trip, savepoint included, whether a DROP could need CASCADE. Most do
 * not, and nothing else has to be looked at then.
 */
final class DependentProbe {

	private static final String SAVEPOINT = "SAVEPOINT schema_recovery_probe; ";

	private static final String RELEASE = "; RELEASE SAVEPOINT schema_recovery_probe";

	/**
	 * Ask.
	 * @param connection the connection that will run the statement, undecorated
	 * @param clause the DROP
	 * @return false if it passes as it is, or names what cannot be found
	 * @throws SQLException if the connection fails
	 */
	boolean depended(Connection connection, DropClause clause) throws SQLException {
		String targets = TargetResolver.query(clause);
		if (targets == null) {
			return false;
		}
		boolean transaction = !connection.getAutoCommit();
		String query = ClosureReader.depended(targets);
		try (PreparedStatement statement = connection
			.prepareStatement(transaction ? SAVEPOINT + query + RELEASE : query)) {
			Array names = connection.createArrayOf("text", clause.targets().toArray());
			statement.setArray(1, names);
			boolean rows = statement.execute();
			while (!rows) {
				rows = statement.getMoreResults();
			}
			try (ResultSet row = statement.getResultSet()) {
				row.next();
				return row.getBoolean(1);
			}
		}
		catch (SQLException ex) {
			// an error would void the transaction of the migration
			if (transaction) {
				try (Statement statement = connection.createStatement()) {
					statement.execute("ROLLBACK TO SAVEPOINT schema_recovery_probe" + RELEASE);
				}
			}
			return true;
		}
	}

}
