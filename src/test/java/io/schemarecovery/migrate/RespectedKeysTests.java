package io.schemarecovery.migrate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a migration itself does to foreign keys, and to what they are about, ends as it
 * would by stock Flyway, though they are held off meanwhile.
 */
@PostgresTest
class RespectedKeysTests {

	private static final String[] TABLES = { "CREATE TABLE a (id int PRIMARY KEY, n int UNIQUE)",
			"CREATE TABLE b (id int, a int CONSTRAINT fk REFERENCES a ON DELETE CASCADE, n int CONSTRAINT \"Fk 2\" REFERENCES a (n))",
			"COMMENT ON CONSTRAINT fk ON b IS 'first'", "CREATE TABLE late (a int)", "INSERT INTO late VALUES (7)",
			"ALTER TABLE late ADD CONSTRAINT late_fk FOREIGN KEY (a) REFERENCES a NOT VALID",
			"CREATE TABLE p (id int, a int CONSTRAINT p_fk REFERENCES a) PARTITION BY LIST (id)",
			"CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
			"CREATE TABLE p2 (id int, a int CONSTRAINT p_fk REFERENCES a)" };

	private static final String KEYS = """
			SELECT concat_ws('|', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated, obj_description(oid),
			                 conparentid <> 0, conislocal)
			  FROM pg_catalog.pg_constraint WHERE contype = 'f' ORDER BY 1
			""";

	private static final List<String> MIGRATIONS = List.of("ALTER TABLE b DROP CONSTRAINT fk",
			"ALTER TABLE b DROP CONSTRAINT IF EXISTS fk, DROP CONSTRAINT \"Fk 2\"",
			"ALTER TABLE b RENAME CONSTRAINT fk TO other_name", "ALTER TABLE b DROP COLUMN a", "DROP TABLE b",
			"ALTER TABLE b DROP CONSTRAINT fk; ALTER TABLE b ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES a ON DELETE SET NULL",
			"ALTER TABLE b RENAME TO c; ALTER TABLE a RENAME COLUMN id TO key; ALTER TABLE c RENAME COLUMN a TO x",
			"CREATE SCHEMA moved; ALTER TABLE b SET SCHEMA moved; ALTER TABLE a SET SCHEMA moved",
			"COMMENT ON CONSTRAINT fk ON b IS 'second'", "COMMENT ON CONSTRAINT fk ON b IS NULL",
			"ALTER TABLE b ALTER CONSTRAINT fk DEFERRABLE INITIALLY DEFERRED",
			"ALTER TABLE b ALTER COLUMN a TYPE bigint",
			"ALTER TABLE b RENAME CONSTRAINT fk TO x; ALTER TABLE b ALTER a TYPE bigint",
			"DELETE FROM late; ALTER TABLE late VALIDATE CONSTRAINT late_fk", "ALTER TABLE b VALIDATE CONSTRAINT fk",
			"COMMENT ON CONSTRAINT p_fk ON p1 IS 'its own'",
			"ALTER TABLE p1 ADD CONSTRAINT own FOREIGN KEY (a) REFERENCES a",
			"ALTER TABLE a RENAME TO old; DROP TABLE old CASCADE",
			"ALTER TABLE b DROP CONSTRAINT fk; ALTER TABLE b ADD CONSTRAINT x FOREIGN KEY (a) REFERENCES a; ALTER TABLE p ATTACH PARTITION p2 FOR VALUES IN (2)",
			"DO $$ BEGIN /* constraints */ EXECUTE 'ALTER TABLE b DISABLE TRIGGER USER'; END $$",
			"DO $$ DECLARE k record; BEGIN FOR k IN SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = 'b'::regclass LOOP EXECUTE format('ALTER TABLE b DROP CONSTRAINT %I', k.conname); END LOOP; END $$",
			"ALTER TABLE p DETACH PARTITION p1", "ALTER TABLE p ATTACH PARTITION p2 FOR VALUES IN (2)",
			"CREATE TABLE p3 PARTITION OF p FOR VALUES IN (3)", "ALTER TABLE p DROP CONSTRAINT p_fk", "DROP TABLE p1",
			"CREATE TABLE copy (LIKE b INCLUDING ALL)", "CREATE TABLE heir () INHERITS (b)", "SET search_path = ''",
			"SET CONSTRAINTS ALL DEFERRED", "SET CONSTRAINTS fk IMMEDIATE", "ALTER TABLE b DISABLE TRIGGER USER",
			"CREATE TABLE d (a int CONSTRAINT fk REFERENCES a NOT NULL)", "DROP TABLE a CASCADE",
			"ALTER TABLE a DROP COLUMN n CASCADE", "ALTER TABLE a DROP CONSTRAINT a_pkey CASCADE",
			"DROP TABLE a CASCADE; CREATE TABLE a (id int PRIMARY KEY, n int)");

	static Stream<Arguments> migrations() {
		return MIGRATIONS.stream()
			.flatMap((migration) -> Stream.of(Arguments.of(migration, "TRUNCATE a"),
					Arguments.of(migration, "SELECT 1")));
	}

	@ParameterizedTest
	@MethodSource("migrations")
	void endsAsItWouldWithKeysEnforced(String statements, String atFirst, TestDatabase database, @TempDir Path folder)
			throws SQLException {
		database.execute(TABLES);
		List<String> enforced = new ArrayList<>();
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(statements);
			statement.execute("SET LOCAL search_path = public");
			ResultSet row = statement.executeQuery(KEYS);
			while (row.next()) {
				enforced.add(row.getString(1));
			}
			connection.rollback();
		}
		MigrationRun run = new MigrationRun(database, folder).file("V1__violate.sql",
				"INSERT INTO b VALUES (1, 99, 99)", "INSERT INTO p VALUES (1, 99)", atFirst, "DELETE FROM b",
				"DELETE FROM p", statements);
		run.decorated("migrate.foreign-keys=on-violation", "migrate.cascade=all");
		assertThat(database.query(KEYS)).isEqualTo(enforced);
	}

}
