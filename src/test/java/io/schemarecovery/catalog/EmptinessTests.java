package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Row 29: anything left makes Flyway refuse, or collides later. */
@PostgresTest
class EmptinessTests {

	private final Emptiness emptiness = new Emptiness();

	@ParameterizedTest
	@CsvSource(textBlock = """
			CREATE TABLE t (id int)                                          | table t
			CREATE MATERIALIZED VIEW m AS SELECT 1 AS a                      | materialized view m
			CREATE TABLE p (id int) PARTITION BY LIST (id)                   | table p
			CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'       | function f()
			CREATE TYPE e AS ENUM ('a')                                      | type e
			CREATE COLLATION c (provider = libc, locale = 'C')               | collation c
			CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = pg_catalog.simple)   | text search dictionary d
			""", delimiter = '|')
	void namesWhatIsLeft(String statement, String left, TestDatabase database) throws SQLException {
		database.execute(statement);
		assertThat(remaining(database)).contains(left);
	}

	@Test
	void countsNoMembersOfExtensions(TestDatabase database) throws SQLException {
		database.superuserScript("failures/14-extension-members.superuser.sql")
			.superuserScript("failures/10-view-of-an-extension.superuser.sql");
		assertThat(remaining(database)).isEmpty();
	}

	private List<String> remaining(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			return this.emptiness.remaining(connection, List.of("public"), List.of());
		}
	}

}
