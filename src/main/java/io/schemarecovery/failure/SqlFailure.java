package io.schemarecovery.failure;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an SQLSTATE means to the person who has to act on it.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error
 * Codes</a>
 */
public final class SqlFailure {

	/** out_of_memory, which a full lock table is told as. */
	private static final String LOCK_TABLE_FULL = "53200";

	private SqlFailure() {
	}

	/**
	 * The failure to throw for an exception of the driver.
	 * @param doing what was being done, a gerund ("dropping the schema")
	 * @param exception what the driver threw
	 * @param evidence what else is known, a line each
	 * @return the exception to throw, with the exit code that fits its SQLSTATE
	 */
	public static RecoveryException of(String doing, SQLException exception, String... evidence) {
		List<String> lines = new ArrayList<>(List.of(message(exception)));
		if (exception.getCause() instanceof IOException cause) {
			// of a host that is not known the driver says nothing but that it failed
			lines.add(String.valueOf(cause));
		}
		lines.addAll(List.of(evidence));
		if (exception instanceof SQLTransientConnectionException && exception.getSQLState() == null
				&& exception.getCause() == null) {
			return new RecoveryException(ExitCode.TRY_AGAIN,
					"The connection pool had no connection left while " + doing + ".", lines,
					"Raise the size of the pool (spring.datasource.hikari.maximum-pool-size), and start again.",
					exception);
		}
		String state = exception.getSQLState();
		ExitCode exitCode = exitCode(exception);
		return new RecoveryException(exitCode, sentence(doing, exitCode) + told(state), lines,
				SqlAdvice.of(exception, exitCode), exception);
	}

	/**
	 * The SQLException among a failure and its causes.
	 * @param failure where to look
	 * @return the exception of the driver, or {@code null} if there is none
	 */
	public static @Nullable SQLException in(@Nullable Throwable failure) {
		SQLException found = null;
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException exception) {
				found = exception;
			}
		}
		return found;
	}

	/**
	 * Whether a failure was caused by a transaction that needs more locks than the server
	 * has.
	 * @param failure the failure
	 */
	public static boolean lockTableFull(Throwable failure) {
		SQLException cause = in(failure);
		return cause != null && LOCK_TABLE_FULL.equals(cause.getSQLState());
	}

	/**
	 * What an exception means. One without an SQLSTATE is not the server's: a pool throws
	 * such where a connection was lost a moment ago.
	 * @param exception what the driver or the pool threw
	 * @return the exit code, {@link ExitCode#BUG} for what is unexpected
	 */
	public static ExitCode exitCode(SQLException exception) {
		boolean lost = exception.getSQLState() == null && (exception instanceof SQLTransientConnectionException
				|| String.valueOf(exception.getMessage()).contains("onnection is closed"));
		return lost ? ExitCode.NO_DATABASE : exitCode(exception.getSQLState());
	}

	/**
	 * Whether an exception says nothing about the statement: the connection was lost, or
	 * a lock or a resource was not to be had.
	 * @param exception what the driver or the pool threw
	 */
	public static boolean passing(SQLException exception) {
		ExitCode exitCode = exitCode(exception);
		return exitCode == ExitCode.NO_DATABASE || exitCode == ExitCode.TRY_AGAIN;
	}

	/**
	 * What an SQLSTATE means: no connection, a lock or a resource, a refusal, or none of
	 * these.
	 * @param state the SQLSTATE, which may be {@code null}
	 * @return the exit code, {@link ExitCode#BUG} for what is unexpected
	 */
	public static ExitCode exitCode(@Nullable String state) {
		if (state == null) {
			return ExitCode.BUG;
		}
		if (state.startsWith("08") || state.startsWith("28") || state.startsWith("57P") || state.equals("3D000")
				|| state.equals("53300")) {
			return ExitCode.NO_DATABASE;
		}
		if (state.startsWith("53") || state.startsWith("40") || state.equals("55P03") || state.equals("57014")) {
			return ExitCode.TRY_AGAIN;
		}
		// read_only_sql_transaction, and what a function or an event trigger of the
		// database raises
		boolean refused = state.equals("42501") || state.equals("25006") || state.startsWith("P0");
		return refused ? ExitCode.REFUSED : ExitCode.BUG;
	}

	private static String sentence(String doing, ExitCode exitCode) {
		return switch (exitCode) {
			case NO_DATABASE -> "The database could not be reached, or refused the connection, while " + doing;
			case TRY_AGAIN -> "A lock or a resource of the database was not to be had while " + doing;
			case REFUSED -> "The database refused " + doing;
			default -> "An unexpected error happened while " + doing;
		};
	}

	private static String told(@Nullable String state) {
		return (state != null) ? " (" + SqlState.describe(state) + ")." : ".";
	}

	private static String message(SQLException exception) {
		return String.valueOf(exception.getMessage()).strip();
	}

}
