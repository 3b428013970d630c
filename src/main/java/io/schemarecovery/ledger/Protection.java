package io.schemarecovery.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The mark on a database that it is not to be reset without a word of confirmation. */
public final class Protection {

	private static final Log logger = LogFactory.getLog(Protection.class);

	private static final Query<String> MARKS = Query.text("""
			SELECT concat('marked by application ', application, ' on ', protected::date)
			  FROM schema_recovery.protection ORDER BY protected
			""");

	private static final Query<String> MARK = Query.text("""
			INSERT INTO schema_recovery.protection (application) VALUES (?) ON CONFLICT DO NOTHING RETURNING application
			""");

	private Protection() {
	}

	/**
	 * Mark a database.
	 * @param dataSource where it is
	 * @param application name of the application
	 * @throws RecoveryException (exit code 77) if the mark cannot be made
	 */
	public static void mark(DataSource dataSource, String application) {
		try {
			Transaction.commit(dataSource, (connection) -> {
				LedgerSchema.ensure(connection);
				if (!MARK.list(connection, application).isEmpty()) {
					logger.info("The database is marked as protected: a reset needs DB_RESET_CONFIRM from now on");
				}
				return application;
			});
		}
		catch (SQLException ex) {
			throw SqlFailure.of("marking the database as protected", ex);
		}
	}

	/**
	 * Refuse a reset of a protected database.
	 * @param connection a connection to the database
	 * @param setting whether the settings say that it is protected
	 * @param confirmation the name of the database, or {@code null} if nobody confirmed
	 * @throws SQLException if a query fails
	 * @throws RecoveryException (exit code 77) if it is protected, and not confirmed
	 */
	public static void check(Connection connection, boolean setting, @Nullable String confirmation)
			throws SQLException {
		List<String> marks = LedgerSchema.exists(connection) ? MARKS.list(connection) : List.of();
		if (marks.isEmpty() && setting) {
			marks = List.of("schema-recovery.protect=true");
		}
		String database = Query.text("SELECT current_database()").list(connection).get(0);
		if (!marks.isEmpty() && !database.equals(confirmation)) {
			throw new RecoveryException(ExitCode.REFUSED, "The database %s is protected.".formatted(database), marks,
					((confirmation == null) ? "Set DB_RESET_CONFIRM=%s to reset it all the same."
							: "DB_RESET_CONFIRM names another database. Set DB_RESET_CONFIRM=%s if this one is meant.")
						.formatted(database) + " Nothing was touched.");
		}
	}

}
