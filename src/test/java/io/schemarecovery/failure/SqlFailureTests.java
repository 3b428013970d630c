package io.schemarecovery.failure;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SqlFailureTests {

	@Test
	void connectionThatThePoolKnowsToBeLostIsNoFaultOfTheStatement() {
		assertThat(SqlFailure.exitCode(new SQLException("Connection is closed"))).isEqualTo(ExitCode.NO_DATABASE);
		assertThat(SqlFailure.exitCode(new SQLTransientConnectionException("request timed out")))
			.isEqualTo(ExitCode.NO_DATABASE);
		assertThat(SqlFailure.exitCode(new SQLException("terminated", "57P01"))).isEqualTo(ExitCode.NO_DATABASE);
		assertThat(SqlFailure.exitCode(new SQLException("of a Java migration"))).isEqualTo(ExitCode.BUG);
		assertThat(SqlFailure.exitCode(new SQLException("there is none", "42P01"))).isEqualTo(ExitCode.BUG);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			08001 | refused                      | 69 | Check host and port of DATABASE_URL
			08006 | An I/O error occurred        | 69 | What was not committed was rolled back
			57P01 | terminating connection       | 69 | finished by the next start that asks for one
			57P03 | the system is starting up    | 69 | Wait, and start again
			28000 | no pg_hba.conf entry for host, no encryption | 69 | sslmode=require
			28P01 | authentication failed        | 69 | Check user and password
			3D000 | does not exist               | 69 | Check the name of the database
			53300 | too many clients             | 69 | maximum-pool-size
			53100 | No space left on device      | 75 | The disk of the database is full
			53200 | out of shared memory         | 75 | max_locks_per_transaction
			53200 | out of memory                | 75 | schema-recovery.drop.parallelism
			57014 | due to statement timeout     | 75 | raise statement_timeout
			40P01 | deadlock detected            | 75 | Start again
			25006 | in a read-only transaction   | 77 | Connect to the primary
			42501 | permission denied for schema | 77 | Grant the role
			P0001 | not on a Friday              | 77 | trigger or the function
			XX000 | cache lookup failed          | 70 | Please report this
			""")
	void stateIsToldWithItsNameAndWhatHelps(String state, String message, int exitCode, String action) {
		RecoveryException failure = SqlFailure.of("dropping the schema", new SQLException(message, state), "more");
		assertThat(failure.getExitCode()).isEqualTo(exitCode);
		assertThat(failure.account()).contains("dropping the schema (SQLSTATE " + state + ", ", message, "more");
		assertThat(failure.analysis().getAction()).contains(action);
	}

	@Test
	void causeOnTheWireIsToldAsWell() {
		SQLException unknown = new SQLException("The connection attempt failed.", "08001",
				new UnknownHostException("no.such.host"));
		assertThat(SqlFailure.of("connecting", unknown).account()).contains("no.such.host");
	}

}
