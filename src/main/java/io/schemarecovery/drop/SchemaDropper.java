package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.Emptiness;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.DropPlan;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The one class that drops, within a transaction of the caller: all of the plan, proven
 * by an empty catalog, or nothing.
 */
final class SchemaDropper {

	private static final Log logger = LogFactory.getLog(SchemaDropper.class);

	private static final int TABLES_A_STATEMENT = 100;

	private final Emptiness emptiness = new Emptiness();

	/**
	 * Lock the tables of a plan, so that nobody can hang anything on them any more.
	 * @param connection the connection that will drop them
	 * @param plan the plan
	 * @throws SQLException if a lock is not to be had
	 */
	void lock(Connection connection, DropPlan plan) throws SQLException {
		List<String> tables = plan.objects()
			.stream()
			.filter((object) -> object.kind() == ObjectKind.TABLE)
			.map(CatalogObject::identity)
			.toList();
		List<String> statements = new ArrayList<>();
		for (int i = 0; i < tables.size(); i += TABLES_A_STATEMENT) {
			statements.add("LOCK TABLE "
					+ String.join(", ", tables.subList(i, Math.min(i + TABLES_A_STATEMENT, tables.size())))
					+ " IN ACCESS EXCLUSIVE MODE");
		}
		execute(connection, statements);
	}

	/**
	 * Drop, and look at the schemas again by another way than the one that found what to
	 * drop.
	 * @param connection a connection within a transaction
	 * @param plan what to drop
	 * @throws SQLException if a statement fails
	 * @throws RecoveryException (exit code 75) naming what is left
	 */
	void drop(Connection connection, DropPlan plan) throws SQLException {
		execute(connection, plan.statements());
		List<String> left = this.emptiness.remaining(connection, plan.schemas());
		if (!left.isEmpty()) {
			throw new RecoveryException(ExitCode.TRY_AGAIN,
					"After the drop %d objects are left, so it was rolled back.".formatted(left.size()),
					left.stream().limit(20).toList(),
					"If another session creates objects meanwhile, stop it and start again. Otherwise please report this.");
		}
	}

	private static void execute(Connection connection, List<String> statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String sql : statements) {
				logger.debug(sql);
				statement.execute(sql);
			}
		}
	}

}
