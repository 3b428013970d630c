package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Which schemas a reset is about. */
@PostgresTest
class ScopeReaderTests {

	private final ScopeReader reader = new ScopeReader();

	@Test
	void allAreNeverThoseOfTheLedgerAndTheArchives(TestDatabase database) throws SQLException {
		database.execute("CREATE SCHEMA schema_recovery", "CREATE SCHEMA schema_recovery_archive_1",
				"CREATE SCHEMA schema_recovery_archive_1_2", "CREATE SCHEMA schema_recovery_demo",
				"CREATE SCHEMA shop");
		try (Connection connection = database.connect()) {
			assertThat(this.reader.read(connection, List.of("*"))).contains("shop", "schema_recovery_demo")
				.doesNotContain("schema_recovery", "schema_recovery_archive_1", "schema_recovery_archive_1_2");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "schema_recovery", "schema_recovery_archive_1", "schema_recovery_archive_12_3",
			"pg_catalog", "information_schema" })
	void systemsAndOwnSchemasAreRefusedByName(String schema, TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			RecoveryException refusal = catchThrowableOfType(RecoveryException.class,
					() -> this.reader.read(connection, List.of("public", schema)));
			assertThat(refusal.getExitCode()).isEqualTo(78);
			assertThat(refusal.account()).contains("'" + schema + "' is never reset");
		}
	}

}
