package io.schemarecovery.fallback;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;

/**
 * Runs statements in one transaction, going on after one that fails, so that all that
 * fail are told together; any failure rolls all of them back.
 *
 * @param dataSource where to run them
 * @param searchPath the data source whose search path counts for unqualified names
 * @param fence what the transaction passes
 */
record DdlExecutor(DataSource dataSource, DataSource searchPath, Fence fence) {

	void execute(List<String> statements) {
		try {
			String path;
			try (Connection application = this.searchPath.getConnection()) {
				path = Query.text("SHOW search_path").list(application).get(0);
			}
			Transaction.commit(this.dataSource, (connection) -> {
				this.fence.pass(connection);
				Query.text("SELECT set_config('search_path', ?, true)").list(connection, path);
				List<String> failures = run(connection, statements);
				if (!failures.isEmpty()) {
					throw new RecoveryException(ExitCode.MIGRATION_FAILED,
							"%s of %s statements failed.".formatted(failures.size(), statements.size()), failures,
							"Correct the mapping of the entities.");
				}
				return statements;
			});
		}
		catch (SQLException ex) {
			throw SqlFailure.of("creating the schema", ex);
		}
	}

	private static List<String> run(Connection connection, List<String> statements) throws SQLException {
		List<String> failures = new ArrayList<>();
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String sql : statements) {
				Savepoint savepoint = connection.setSavepoint();
				try {
					statement.execute(sql);
					connection.releaseSavepoint(savepoint);
				}
				catch (SQLException ex) {
					connection.rollback(savepoint);
					failures.add("%s%n  %s (SQLSTATE %s)".formatted(sql.replaceAll("\\s+", " "),
							String.valueOf(ex.getMessage()).strip(), ex.getSQLState()));
				}
			}
		}
		return failures;
	}

}
