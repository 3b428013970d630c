package io.schemarecovery.graph;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

@PostgresTest
class ForeignKeyGraphReaderTests {

	@Test
	void readsKeysOfAnyNameWithTheirColumnsInOrder(TestDatabase database) throws SQLException {
		database.execute(
				"CREATE TABLE \"user\" (\"Nr\" int, \"a\"\"b\" int NOT NULL, PRIMARY KEY (\"a\"\"b\", \"Nr\"))",
				"""
						CREATE TABLE "Order Items" (x int NOT NULL, "order" int, "order2" int NOT NULL,
						  CONSTRAINT "the ""key" FOREIGN KEY ("order", x) REFERENCES "user" ("Nr", "a""b") ON DELETE CASCADE,
						  CONSTRAINT late FOREIGN KEY ("order2", x) REFERENCES "user" DEFERRABLE,
						  CONSTRAINT whole FOREIGN KEY ("order", x) REFERENCES "user" MATCH FULL ON DELETE SET NULL)
						""");
		QualifiedName items = new QualifiedName("public", "Order Items");
		QualifiedName user = new QualifiedName("public", "user");
		assertThat(read(database, "public").references()).containsExactly(
				new Reference("late", items, user, List.of("order2", "x"), List.of("a\"b", "Nr"), OnDelete.NO_ACTION,
						true, false),
				new Reference("the \"key", items, user, List.of("order", "x"), List.of("Nr", "a\"b"), OnDelete.CASCADE,
						false, true),
				new Reference("whole", items, user, List.of("order", "x"), List.of("a\"b", "Nr"), OnDelete.SET_NULL,
						false, false));
	}

	@Test
	void tablesWithoutKeysAreThereWithTheRowsThatAreReckonedWith(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE alone (id int)", "CREATE TABLE counted (id int)",
				"INSERT INTO counted SELECT generate_series(1, 300)", "ANALYZE counted",
				"CREATE VIEW seen AS SELECT * FROM alone");
		assertThat(read(database, "public").tables()).extracting((table) -> table.name().name(), Table::rows)
			.containsExactly(tuple("alone", null), tuple("counted", 300L));
	}

	@Test
	void partitionsAreToldWithTheirTableUnlessTheyHaveAKeyOfTheirOwn(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE owner (id int PRIMARY KEY)", """
				CREATE TABLE visit (id int, owner int REFERENCES owner, PRIMARY KEY (id)) PARTITION BY RANGE (id);
				CREATE TABLE visit_1 PARTITION OF visit FOR VALUES FROM (0) TO (100) PARTITION BY RANGE (id);
				CREATE TABLE visit_1a PARTITION OF visit_1 FOR VALUES FROM (0) TO (50);
				CREATE TABLE visit_2 PARTITION OF visit FOR VALUES FROM (100) TO (200);
				CREATE TABLE visit_3 PARTITION OF visit FOR VALUES FROM (200) TO (300);
				INSERT INTO owner VALUES (1);
				INSERT INTO visit SELECT n, 1 FROM generate_series(0, 49) n;
				INSERT INTO visit SELECT n, 1 FROM generate_series(100, 199) n;
				ALTER TABLE visit_3 ADD CONSTRAINT of_its_own FOREIGN KEY (id) REFERENCES owner;
				CREATE TABLE note (visit int CONSTRAINT of_the_whole REFERENCES visit);
				ANALYZE
				""");
		ForeignKeyGraph graph = read(database, "public");
		assertThat(graph.tables()).extracting((table) -> table.name().name(), Table::partitioned, Table::rows)
			.containsExactly(tuple("note", false, rows(database, "note")), tuple("owner", false, 1L),
					tuple("visit", true, 150L), tuple("visit_3", false, rows(database, "visit_3")));
		assertThat(graph.references()).map(Reference::name)
			.containsExactly("of_the_whole", "visit_owner_fkey", "of_its_own");
	}

	@Test
	void keysFromAndToOtherSchemasAreThereAndTheirTablesMarked(TestDatabase database) throws SQLException {
		database.execute("CREATE SCHEMA other", "CREATE TABLE other.parent (id int PRIMARY KEY)",
				"CREATE TABLE mine (id int PRIMARY KEY REFERENCES other.parent)",
				"CREATE TABLE other.child (id int REFERENCES mine)",
				"CREATE TABLE other.stranger (id int PRIMARY KEY REFERENCES other.parent)");
		ForeignKeyGraph graph = read(database, "public");
		assertThat(graph.tables()).extracting((table) -> table.name().toString(), Table::outside)
			.containsExactly(tuple("other.child", true), tuple("other.parent", true), tuple("public.mine", false));
		assertThat(graph.references()).map(Reference::name).containsExactly("child_id_fkey", "mine_id_fkey");
		assertThat(read(database, "public", "other").tables()).hasSize(4).noneMatch(Table::outside);
	}

	@Test
	void circleThatLeavesTheSchemasAndComesBackIsFound(TestDatabase database) throws SQLException {
		database.execute("CREATE SCHEMA other", "CREATE TABLE mine (id int PRIMARY KEY)",
				"CREATE TABLE other.second (id int PRIMARY KEY REFERENCES mine)",
				"CREATE TABLE other.third (id int PRIMARY KEY REFERENCES other.second)",
				"ALTER TABLE mine ADD FOREIGN KEY (id) REFERENCES other.third",
				"CREATE TABLE other.pair (id int PRIMARY KEY)",
				"CREATE TABLE other.twin (id int PRIMARY KEY REFERENCES other.pair)",
				"ALTER TABLE other.pair ADD FOREIGN KEY (id) REFERENCES other.twin");
		assertThat(read(database, "public").cyclicComponents()).map((component) -> component.shortestCycle().toString())
			.containsExactly("other.second -(second_id_fkey)-> public.mine -(mine_id_fkey)-> other.third"
					+ " -(third_id_fkey)-> other.second");
	}

	private static Long rows(TestDatabase database, String table) {
		return Long
			.valueOf(database.query("SELECT reltuples::bigint FROM pg_class WHERE relname = '" + table + "'").get(0));
	}

	private static ForeignKeyGraph read(TestDatabase database, String... schemas) throws SQLException {
		try (Connection connection = database.connect()) {
			return new ForeignKeyGraphReader().read(connection, List.of(schemas));
		}
	}

}
