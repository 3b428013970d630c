package io.schemarecovery.failure;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import org.junit.jupiter.api.Test;

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

}
