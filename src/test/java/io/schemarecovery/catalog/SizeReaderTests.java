package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class SizeReaderTests {

	@Test
	void countsIndexesToastPartitionsAndOwnedSequences(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE note (id serial PRIMARY KEY, text text)",
				"ALTER TABLE note ALTER text SET STORAGE EXTERNAL",
				"INSERT INTO note (text) SELECT repeat('long ', 2000) FROM generate_series(1, 50)",
				"CREATE TABLE part (id int) PARTITION BY RANGE (id)",
				"CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (1000)", "CREATE INDEX ON part (id)",
				"INSERT INTO part SELECT generate_series(0, 999)",
				"CREATE MATERIALIZED VIEW counted AS SELECT id FROM part", "CREATE INDEX ON counted (id)",
				"CREATE SEQUENCE numbers", "CREATE VIEW seen AS SELECT * FROM note");
		assertThat(sizes(database))
			.containsOnlyKeys(ObjectKind.TABLE, ObjectKind.MATERIALIZED_VIEW, ObjectKind.SEQUENCE)
			.containsEntry(ObjectKind.TABLE,
					bytes(database, "note") + bytes(database, "part_1") + bytes(database, "part"))
			.containsEntry(ObjectKind.MATERIALIZED_VIEW, bytes(database, "counted"))
			.containsEntry(ObjectKind.SEQUENCE, bytes(database, "numbers"));
		assertThat(bytes(database, "note")).as("with what is toasted").isGreaterThan(50 * 8192);
	}

	@Test
	void lockedKindIsNotMeasuredAndTheOthersAre(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE t (id int)", "CREATE SEQUENCE numbers");
		try (Connection session = database.connect(); Statement statement = session.createStatement()) {
			session.setAutoCommit(false);
			statement.execute("LOCK TABLE t");
			Map<ObjectKind, Long> sizes = sizes(database);
			assertThat(sizes).containsKey(ObjectKind.TABLE)
				.containsEntry(ObjectKind.SEQUENCE, bytes(database, "numbers"));
			assertThat(sizes.get(ObjectKind.TABLE)).isNull();
		}
	}

	private static Map<ObjectKind, Long> sizes(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			connection.setAutoCommit(false);
			return SizeReader.read(connection, new ObjectReader().read(connection, List.of("public")));
		}
	}

	private static long bytes(TestDatabase database, String relation) {
		return Long.parseLong(database.query("SELECT pg_total_relation_size('" + relation + "')").get(0));
	}

}
