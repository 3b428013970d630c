package io.schemarecovery.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

/** What the application is started for, and what that lets others do. */
enum Purpose {

	/** The schema is made again: until then others work as ever, then they wait. */
	RESET("is being reset. No connection is given until that is done"),

	/** Nobody is to change anything. */
	EXAMINATION("is being examined. No connection is given until this start ends") {

		/**
		 * One that commits by itself would write: the driver asks for a transaction that
		 * reads where it begins one. A setting of the session would stay with a session
		 * that a pooler gives to others.
		 */
		@Override
		Connection lend(Connection connection) throws SQLException {
			connection.setReadOnly(true);
			connection.setAutoCommit(false);
			return connection;
		}

		/** A Flyway that the application calls by itself would pass for us. */
		@Override
		void checkRecovery() {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"The application calls Flyway by itself, in a start that is to examine and to change nothing.",
					List.of("called by: " + callerOfFlyway()),
					"Let a FlywayMigrationInitializer call it, or keep what calls it out of this start by @Profile. "
							+ "Nothing was touched.");
		}

	};

	private static final String FLYWAY = "org.flywaydb.";

	private final String text;

	Purpose(String text) {
		this.text = text;
	}

	/** What is lent to others, prepared for them. */
	Connection lend(Connection connection) throws SQLException {
		return connection;
	}

	/**
	 * Whoever connects as the recovery does so without carrying anything out.
	 * @throws RecoveryException (exit code 78) if that is not to be
	 */
	void checkRecovery() {
	}

	/** Why there is no connection: the end of a sentence about the database. */
	String text() {
		return this.text;
	}

	private static String callerOfFlyway() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.dropWhile((frame) -> !frame.getClassName().startsWith(FLYWAY))
				.dropWhile((frame) -> frame.getClassName().startsWith(FLYWAY)
						|| frame.getClassName().startsWith("io.schemarecovery.migrate."))
				.findFirst()
				.map(String::valueOf)
				.orElse("unknown"));
	}

}
