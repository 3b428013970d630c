package io.schemarecovery.archive;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that may move, there and back. */
@PostgresTest
class ArchiveStageTests {

	@ParameterizedTest
	@CsvSource({ "10-view-of-an-extension, public", "11-schema-of-the-host, public", "13-role-rotated, public",
			"14-extension-members, public", "17-aggregates, public", "22-event-trigger, public",
			"23-tangled-types-and-functions, public", "24-circular-foreign-keys, public",
			"28-schema-as-it-was-set-up, public", "large-and-tangled, public", "01-many-tables, public" })
	void databaseIsAsItWas(String failure, String schema, TestDatabase database) {
		ArchiveContract contract = ArchiveContract.of(database, schema).given(failure);
		assertThat(contract.thereAndBack("drop.mode=atomic").objects()).isPositive();
	}

}
