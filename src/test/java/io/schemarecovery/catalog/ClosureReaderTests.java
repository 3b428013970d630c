package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What CASCADE would take of a table "user", against what the server says. */
@PostgresTest
class ClosureReaderTests {

	private final ClosureReader reader = new ClosureReader();

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					CREATE TABLE cart (u int REFERENCES "user")                       | true  | constraint cart_u_fkey on table cart
					CREATE TABLE cart (u int REFERENCES "user") PARTITION BY LIST (u) | true  | constraint cart_u_fkey on table cart
					CREATE VIEW v AS SELECT * FROM "user"                             | false | view v
					CREATE MATERIALIZED VIEW m AS SELECT * FROM "user"                | false | materialized view m
					CREATE TABLE child () INHERITS ("user")                           | false | table child
					CREATE TABLE typed (u "user")                                     | false | column u of table typed
					CREATE FUNCTION f("user") RETURNS int LANGUAGE sql AS 'SELECT 1'  | false | function f("user")
					""",
			delimiter = '|')
	void namesWhatNeedsCascade(String statement, boolean foreignKeysOnly, String dependent, TestDatabase database)
			throws SQLException {
		database.execute("CREATE TABLE \"user\" (id int PRIMARY KEY)", statement);
		Closure closure = closure(database);
		assertThat(closure.dependents()).extracting(Dependent::description).containsExactly(dependent);
		assertThat(closure.foreignKeysOnly()).isEqualTo(foreignKeysOnly);
		assertThat(closure.tree()).containsExactly("table \"user\"", "+- " + dependent);
	}

	@Test
	void policyOfAnotherTableNeedsCascade(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE \"user\" (id int PRIMARY KEY)", "CREATE TABLE cart (u int)",
				"CREATE POLICY own ON cart USING (u IN (SELECT id FROM \"user\"))");
		assertThat(closure(database).dependents()).extracting(Dependent::description)
			.containsExactly("policy own on table cart");
		assertThat(closure(database).foreignKeysOnly()).isFalse();
	}

	@Test
	void ownPartsNeedNoCascade(TestDatabase database) throws SQLException {
		database.execute(
				"CREATE TABLE \"user\" (id serial PRIMARY KEY, boss int REFERENCES \"user\", name text UNIQUE)",
				"CREATE INDEX ON \"user\" (lower(name))",
				"CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
				"CREATE TRIGGER t BEFORE UPDATE ON \"user\" FOR EACH ROW EXECUTE FUNCTION t()",
				"ALTER TABLE \"user\" ENABLE ROW LEVEL SECURITY", "CREATE POLICY p ON \"user\" USING (id > 0)");
		assertThat(closure(database).dependents()).isEmpty();
		database.execute("DROP TABLE \"user\"");
	}

	@Test
	void showsDependentsOfDependentsBelowThem(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE \"user\" (id int PRIMARY KEY)", "CREATE VIEW a AS SELECT * FROM \"user\"",
				"CREATE VIEW b AS SELECT * FROM a", "CREATE TABLE cart (u int REFERENCES \"user\")");
		assertThat(closure(database).tree()).containsExactly("table \"user\"", "+- view a", "|  +- view b",
				"+- constraint cart_u_fkey on table cart");
	}

	@Test
	void generatedColumnStandsInTheTreeOnce(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE \"user\" (id int PRIMARY KEY)",
				"CREATE FUNCTION size(\"user\") RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
				"CREATE TABLE note (size int GENERATED ALWAYS AS (size(NULL::\"user\")) STORED, b int DEFAULT size(NULL))");
		assertThat(closure(database).tree()).containsExactly("table \"user\"", "+- function size(\"user\")",
				"+- column size of table note", "+- default value for column b of table note");
	}

	@Test
	void membersAreExactlyWhatTheServerTakes(TestDatabase database) throws SQLException {
		database.script("failures/24-circular-foreign-keys.sql").script("failures/23-tangled-types-and-functions.sql");
		for (String table : List.of("employee", "person", "measurement", "animal", "department")) {
			try (Connection connection = database.connect()) {
				connection.setAutoCommit(false);
				List<String> predicted = this.reader.read(connection, address(connection, table))
					.members()
					.stream()
					.filter((member) -> member.address().subId() == 0)
					.map((member) -> member.address().classId() + "/" + member.address().objectId())
					.sorted()
					.toList();
				List<String> before = objects(connection);
				connection.createStatement().execute("DROP TABLE " + table + " CASCADE");
				before.removeAll(objects(connection));
				assertThat(predicted).as(table).isEqualTo(before);
				connection.rollback();
			}
		}
	}

	private Closure closure(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			return this.reader.read(connection, address(connection, "\"user\""));
		}
	}

	private static List<ObjectAddress> address(Connection connection, String table) throws SQLException {
		try (ResultSet row = connection.createStatement()
			.executeQuery("SELECT 'pg_class'::regclass::oid::bigint, '" + table + "'::regclass::oid::bigint")) {
			row.next();
			return List.of(new ObjectAddress(row.getLong(1), row.getLong(2), 0));
		}
	}

	/** Every object that has a row of its own in some catalog. */
	private static List<String> objects(Connection connection) throws SQLException {
		List<String> found = new java.util.ArrayList<>();
		String union = String.join(" UNION ALL ",
				java.util.stream.Stream
					.of("pg_class", "pg_type", "pg_proc", "pg_constraint", "pg_attrdef", "pg_rewrite", "pg_trigger",
							"pg_policy", "pg_operator", "pg_statistic_ext", "pg_cast")
					.map((catalog) -> "SELECT '" + catalog + "'::regclass::oid AS c, oid AS o FROM " + catalog)
					.toList());
		try (ResultSet row = connection.createStatement()
			.executeQuery("SELECT c::text || '/' || o FROM (" + union + ") x WHERE o >= 16384")) {
			while (row.next()) {
				found.add(row.getString(1));
			}
		}
		java.util.Collections.sort(found);
		return found;
	}

}
