package io.schemarecovery.migrate;

import java.nio.file.Path;
import java.util.List;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Foreign keys that are held off for a migration, and come back as they were. */
@PostgresTest
class HeldForeignKeysTests {

	private static final String SUSPENDED = "migrate.foreign-keys=suspended";

	private static final String ON_VIOLATION = "migrate.foreign-keys=on-violation";

	private static final String REFERENCED_TABLE_IS_FILLED = "INSERT INTO parent SELECT i, i FROM generate_series(1, 9) i";

	private MigrationRun run;

	@BeforeEach
	void keysOfEveryKind(TestDatabase database, @TempDir Path folder) {
		this.run = new MigrationRun(database, folder);
		database.execute("CREATE SCHEMA other",
				"CREATE TABLE parent (id int PRIMARY KEY, other int, UNIQUE (id, other))",
				"""
						CREATE TABLE child (id int, "Parent" int CONSTRAINT "child's key" REFERENCES parent
						  ON UPDATE CASCADE ON DELETE SET NULL, boss int CONSTRAINT cascading REFERENCES parent ON DELETE CASCADE)
						""",
				"COMMENT ON CONSTRAINT \"child's key\" ON child IS 'it''s a \\ key'",
				"CREATE TABLE tree (id int PRIMARY KEY, up int REFERENCES tree DEFERRABLE INITIALLY DEFERRED)",
				"CREATE TABLE pair (a int, b int, CONSTRAINT pair_key FOREIGN KEY (a, b) REFERENCES parent (id, other) MATCH FULL DEFERRABLE)",
				"CREATE TABLE part (id int, parent int REFERENCES parent ON DELETE RESTRICT) PARTITION BY LIST (id)",
				"CREATE TABLE part_1 PARTITION OF part FOR VALUES IN (1)",
				"CREATE TABLE root (id int PRIMARY KEY) PARTITION BY LIST (id)",
				"CREATE TABLE root_1 PARTITION OF root FOR VALUES IN (1)",
				"CREATE TABLE to_root (id int REFERENCES root ON UPDATE SET DEFAULT)",
				"CREATE TABLE old (id int, parent int)", "INSERT INTO old VALUES (1, 1000)",
				"ALTER TABLE old ADD CONSTRAINT not_valid FOREIGN KEY (parent) REFERENCES parent NOT VALID",
				"CREATE TABLE other.outside (id int REFERENCES parent)");
		if (Integer.parseInt(database.query("SHOW server_version_num").get(0)) >= 150000) {
			database.execute(
					"CREATE TABLE setter (x int, a int, b int, FOREIGN KEY (a, b) REFERENCES parent (id, other) ON DELETE SET NULL (b))");
		}
	}

	/** All that is known of the foreign keys. */
	private static List<String> keys(TestDatabase database) {
		return database
			.query("""
					SELECT concat_ws('|', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated, condeferrable,
					                 condeferred, coninhcount, conislocal, obj_description(oid), conparentid <> 0)
					  FROM pg_constraint WHERE contype = 'f' ORDER BY 1
					""");
	}

	private static void childrenFirst(MigrationRun run) {
		run.file("V1__load.sql", "INSERT INTO child VALUES (1, 1, 2)", "INSERT INTO tree VALUES (1, 2)",
				"INSERT INTO pair VALUES (3, 3)", "INSERT INTO part VALUES (1, 4)", "INSERT INTO to_root VALUES (1)",
				"INSERT INTO old VALUES (2, 5)", "INSERT INTO tree VALUES (2, 1)", "INSERT INTO root VALUES (1)",
				REFERENCED_TABLE_IS_FILLED);
	}

	@ParameterizedTest
	@ValueSource(strings = { SUSPENDED, ON_VIOLATION })
	void childrenBeforeTheirParentsPassAndEveryKeyIsAsBefore(String policy, TestDatabase database) {
		childrenFirst(this.run);
		List<String> before = keys(database);
		assertThatExceptionOfType(FlywayException.class).isThrownBy(this.run::stock);
		assertThat(this.run.failure()).contains("23503").contains("migrate.foreign-keys");
		assertThat(this.run.decorated(policy).migrationsExecuted).isEqualTo(1);
		assertThat(keys(database)).isEqualTo(before);
		assertThat(database.query("SELECT count(*) FROM child")).containsExactly("1");
	}

	@ParameterizedTest
	@ValueSource(strings = { SUSPENDED, ON_VIOLATION })
	void truncateOfAReferencedTablePasses(String policy, TestDatabase database) {
		database.execute(REFERENCED_TABLE_IS_FILLED, "INSERT INTO child VALUES (1, 1, 2)", "DROP TABLE other.outside");
		this.run.file("V1__refill.sql", "TRUNCATE parent", REFERENCED_TABLE_IS_FILLED);
		List<String> before = keys(database);
		assertThatExceptionOfType(FlywayException.class).isThrownBy(this.run::stock);
		this.run.decorated(policy);
		assertThat(keys(database)).isEqualTo(before);
	}

	@Test
	void truncateAfterAViolationPasses(TestDatabase database) {
		database.execute("DROP TABLE other.outside");
		this.run.file("V1__both.sql", "INSERT INTO child VALUES (1, 1, 2)", "TRUNCATE parent",
				REFERENCED_TABLE_IS_FILLED);
		List<String> before = keys(database);
		this.run.decorated(ON_VIOLATION);
		assertThat(keys(database)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { SUSPENDED, ON_VIOLATION })
	void orphansFailTheMigrationAndAreNamed(String policy, TestDatabase database) {
		this.run.file("V1__orphans.sql", "INSERT INTO child SELECT i, i, NULL FROM generate_series(5, 100) i",
				"INSERT INTO pair VALUES (1, NULL)", REFERENCED_TABLE_IS_FILLED);
		List<String> before = keys(database);
		assertThat(this.run.failure(policy)).contains("V1__orphans.sql")
			.contains("constraint child's key on table public.child: 91 rows without a parent")
			.contains("(10), (11), (12), (13), (14), ...")
			.contains("constraint pair_key on table public.pair: 1 row without a parent, (a, b) = (1, NULL)");
		assertThat(keys(database)).isEqualTo(before);
		assertThat(database.query("SELECT count(*) FROM parent")).containsExactly("0");
		assertThat(database.query("SELECT count(*) FROM flyway_schema_history WHERE version = '1'"))
			.containsExactly("0");
	}

	/** Children go, lose their parent or follow it, as if nothing had been held off. */
	@ParameterizedTest
	@ValueSource(strings = { SUSPENDED, ON_VIOLATION })
	void keysActWhereTheMigrationCountsOnIt(String policy, TestDatabase database) {
		database.execute(REFERENCED_TABLE_IS_FILLED,
				"INSERT INTO child VALUES (1, 1, NULL), (2, NULL, 2), (3, 3, NULL), (4, 4, 9)");
		this.run.file("V1__acts.sql", "INSERT INTO child VALUES (5, 50, 60)", "DELETE FROM parent WHERE id IN (1, 2)",
				"/* moved */ UPDATE parent SET id = 30 WHERE id = 3", "INSERT INTO parent VALUES (50, 1), (60, 1)",
				"DELETE FROM parent WHERE id = 9");
		List<String> before = keys(database);
		this.run.decorated(policy);
		assertThat(database.query("SELECT id || ' ' || coalesce(\"Parent\", 0) FROM child ORDER BY 1"))
			.containsExactly("1 0", "3 30", "5 50");
		assertThat(keys(database)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { SUSPENDED, ON_VIOLATION })
	void keysOfPartitionsWithNamesOfTheirOwnStayAsTheyAre(String policy, TestDatabase database) {
		database.execute(
				"CREATE TABLE q (id int, a int CONSTRAINT q_fk REFERENCES parent ON DELETE CASCADE) PARTITION BY LIST (id)",
				"CREATE TABLE q1 (id int, a int CONSTRAINT mine REFERENCES parent ON DELETE CASCADE)",
				"COMMENT ON CONSTRAINT mine ON q1 IS 'mine'", "ALTER TABLE q ATTACH PARTITION q1 FOR VALUES IN (1)",
				"CREATE TABLE q2 PARTITION OF q FOR VALUES IN (2)",
				"ALTER TABLE q2 ADD CONSTRAINT own FOREIGN KEY (a) REFERENCES parent ON DELETE CASCADE");
		List<String> before = keys(database);
		childrenFirst(this.run);
		this.run.decorated(policy);
		assertThat(keys(database)).isEqualTo(before);
	}

	/** The children of children, whatever the tables are called meanwhile. */
	@ParameterizedTest
	@ValueSource(strings = { "DELETE FROM former",
			"WITH gone AS (DELETE FROM former RETURNING id) SELECT count(*) FROM gone",
			"DO $$ BEGIN DELETE FROM former; END $$" })
	void deletesGoDownAllLevels(String delete, TestDatabase database) {
		database.execute("CREATE TABLE country (id int PRIMARY KEY)",
				"CREATE TABLE city (id int PRIMARY KEY, country int REFERENCES country ON DELETE CASCADE)",
				"CREATE TABLE street (city int REFERENCES city ON DELETE CASCADE)", "INSERT INTO country VALUES (1)",
				"INSERT INTO city VALUES (1, 1)", "INSERT INTO street VALUES (1)");
		this.run.file("V1__levels.sql", "INSERT INTO child VALUES (5, 50, 60)", "ALTER TABLE country RENAME TO former",
				delete, "INSERT INTO former VALUES (1)", "INSERT INTO city VALUES (1, 1)",
				"INSERT INTO parent VALUES (50, 1), (60, 1)");
		this.run.decorated(SUSPENDED);
		assertThat(database.query("SELECT count(*) FROM street")).containsExactly("0");
	}

	@ParameterizedTest
	@ValueSource(strings = { SUSPENDED, ON_VIOLATION })
	void truncateThatCascadesEmptiesTheChildrenToo(String policy, TestDatabase database) {
		database.execute(REFERENCED_TABLE_IS_FILLED, "INSERT INTO child VALUES (1, 1, NULL)");
		this.run.file("V1__truncate.sql", "INSERT INTO child VALUES (5, 50, 60)", "TRUNCATE parent CASCADE");
		List<String> before = keys(database);
		this.run.decorated(policy);
		assertThat(database.query("SELECT count(*) FROM child")).containsExactly("0");
		assertThat(keys(database)).isEqualTo(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { SUSPENDED, ON_VIOLATION })
	void savepointBringsAKeyBackThatWasDropped(String policy, TestDatabase database) {
		this.run.file("V1__savepoint.sql", "INSERT INTO child VALUES (1, 1, 2)", "SAVEPOINT before",
				"ALTER TABLE child DROP CONSTRAINT cascading", "ROLLBACK TO SAVEPOINT before",
				"ALTER TABLE pair DROP CONSTRAINT pair_key", "SAVEPOINT before", "DELETE FROM parent",
				"ROLLBACK TO before", REFERENCED_TABLE_IS_FILLED);
		List<String> before = keys(database);
		this.run.decorated(policy);
		assertThat(keys(database)).isEqualTo(before.stream().filter((key) -> !key.startsWith("pair|")).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " RESTRICT" })
	void dropOfWhatAKeyReferencesIsJudgedAsEver(String behavior, TestDatabase database) {
		this.run.file("V1__drop.sql", "INSERT INTO to_root VALUES (1)", "DROP TABLE root" + behavior);
		assertThat(this.run.failure(ON_VIOLATION, behavior.isEmpty() ? "migrate.cascade=none" : "migrate.cascade=all"))
			.contains("2BP01")
			.contains("to_root_id_fkey");
		assertThat(database.query("SELECT count(*) FROM pg_class WHERE relname = 'root'")).containsExactly("1");
	}

}
