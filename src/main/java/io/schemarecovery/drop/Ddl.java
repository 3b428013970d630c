package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ObjectKind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Runs the statements of a plan, whose objects may have changed since it was made. */
public final class Ddl {

	private static final Log logger = LogFactory.getLog(Ddl.class);

	/** undefined_table, invalid_schema_name, wrong_object_type. */
	private static final Set<String> GONE = Set.of("42P01", "3F000", "42809");

	private static final int TABLES_A_STATEMENT = 100;

	private Ddl() {
	}

	/**
	 * Run a statement, or several. One that meets something else than was planned changes
	 * nothing.
	 * @param connection a connection within a transaction
	 * @param sql the statements
	 * @throws SQLException if one fails
	 * @throws PlanOutdatedException if what it names is gone
	 */
	public static void execute(Connection connection, String sql) throws SQLException {
		logger.debug(sql);
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
		catch (SQLException ex) {
			if (GONE.contains(String.valueOf(ex.getSQLState()))) {
				throw new PlanOutdatedException(List.of(String.valueOf(ex.getMessage())));
			}
			throw ex;
		}
	}

	/**
	 * Lock tables, so that nobody can hang anything on them any more. Those of another
	 * role cannot be locked, only dropped.
	 * @param connection the connection that will drop or move them
	 * @param objects the objects, of any kind
	 * @throws SQLException if a lock is not to be had
	 * @throws PlanOutdatedException if one is gone
	 */
	public static void lock(Connection connection, List<CatalogObject> objects) throws SQLException {
		List<String> tables = objects.stream()
			.filter((object) -> object.kind() == ObjectKind.TABLE && object.ours())
			.map((table) -> "ONLY " + table.identity())
			.toList();
		for (int i = 0; i < tables.size(); i += TABLES_A_STATEMENT) {
			execute(connection,
					"LOCK TABLE "
							+ String.join(", ", tables.subList(i, Math.min(i + TABLES_A_STATEMENT, tables.size())))
							+ " IN ACCESS EXCLUSIVE MODE");
		}
	}

}
