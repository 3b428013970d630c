package io.schemarecovery.migrate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.schemarecovery.catalog.ServerLimits;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** For which migrations foreign keys are held off, and for which they are not. */
@PostgresTest
class WhereKeysAreHeldTests {

	private static final String SUSPENDED = "migrate.foreign-keys=suspended";

	private static final String ON_VIOLATION = "migrate.foreign-keys=on-violation";

	private static final String CHILD = "INSERT INTO cart VALUES (1, 7)";

	private static final String PARENT = "INSERT INTO \"user\" VALUES (7)";

	private static final String VALID = "SELECT convalidated FROM pg_constraint WHERE conname = 'cart_user_id_fkey'";

	private MigrationRun run;

	@BeforeEach
	void story(TestDatabase database, @TempDir Path folder) {
		this.run = new MigrationRun(database, folder);
		database.execute("CREATE TABLE \"user\" (id int PRIMARY KEY)",
				"CREATE TABLE cart (id int, user_id int REFERENCES \"user\")");
	}

	/** As pg_dump writes it: tables in alphabetical order, no search path. */
	@ParameterizedTest
	@ValueSource(strings = { SUSPENDED, ON_VIOLATION })
	void dumpInAlphabeticalOrderIsLoaded(String policy, TestDatabase database) {
		this.run.file("V1__dump.sql", """
				SET statement_timeout = 0;
				SET lock_timeout = 0;
				SET client_encoding = 'UTF8';
				SET standard_conforming_strings = on;
				SELECT pg_catalog.set_config('search_path', '', false);
				SET row_security = off;

				COPY public.cart (id, user_id) FROM stdin;
				1	7
				2	\\N
				\\.


				COPY public."user" (id) FROM stdin;
				7
				\\.

				SELECT pg_catalog.setval('public.seq', 7, true)""");
		database.execute("CREATE SEQUENCE seq");
		assertThatExceptionOfType(FlywayException.class).isThrownBy(this.run::stock);
		this.run.decorated(policy);
		assertThat(database.query("SELECT count(*) FROM cart")).containsExactly("2");
		assertThat(database.query(VALID)).containsExactly("t");
	}

	@Test
	void laterMigrationsSeeTheirKeysEnforced(TestDatabase database) {
		this.run.file("V1__fill.sql", CHILD, PARENT).file("V2__orphan.sql", "INSERT INTO cart VALUES (2, 8)");
		assertThat(this.run.failure(ON_VIOLATION)).contains("V2__orphan.sql").contains("(8)");
		assertThat(database.query("SELECT user_id FROM cart")).containsExactly("7");
	}

	@Test
	void migrationsBeforeTheViolationAreCountedOnce() {
		this.run.file("V1__a.sql", "CREATE TABLE a (id int)")
			.file("V2__fill.sql", CHILD, PARENT)
			.file("V3__b.sql", "CREATE TABLE b (id int)");
		assertThat(this.run.decorated(ON_VIOLATION)).satisfies((result) -> {
			assertThat(result.migrationsExecuted).isEqualTo(3);
			assertThat(result.migrations).extracting((migration) -> migration.version).containsExactly("1", "2", "3");
			assertThat(result.success).isTrue();
		});
	}

	@Test
	void groupRunsOnceMoreAsAWhole(TestDatabase database) {
		this.run.with((flyway) -> flyway.group(true))
			.file("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY, x int UNIQUE DEFERRABLE INITIALLY DEFERRED)",
					"INSERT INTO a VALUES (1, 1), (2, 1)")
			.file("V2__fill.sql", CHILD, PARENT, "UPDATE a SET x = id")
			.file("V3__truncate.sql", "TRUNCATE \"user\"", PARENT);
		assertThat(this.run.decorated(ON_VIOLATION).migrationsExecuted).isEqualTo(3);
		assertThat(database.query(VALID)).containsExactly("t");
	}

	@Test
	void groupThatBeganWithAJavaMigrationDoesNotRunAgain(TestDatabase database) {
		this.run.with((flyway) -> flyway.group(true).javaMigrations(new V1__java("CREATE TABLE a (id int)")))
			.file("V2__fill.sql", CHILD, PARENT);
		assertThat(this.run.failure(ON_VIOLATION)).contains("Java migrations may have done something outside");
		assertThat(database.query("SELECT to_regclass('a')")).containsExactly((String) null);
	}

	@Test
	void javaMigrationRunsOnceOnly(TestDatabase database) {
		this.run.with((flyway) -> flyway.javaMigrations(new V1__java(CHILD, PARENT)));
		assertThat(this.run.failure(ON_VIOLATION)).contains("Java migrations may have done something outside")
			.contains("23503");
		this.run.decorated(SUSPENDED);
		assertThat(database.query(VALID)).containsExactly("t");
	}

	@Test
	void javaMigrationThatCommitsItselfHasItsKeysBackBefore(TestDatabase database) {
		this.run.with((flyway) -> flyway.javaMigrations(new V1__java(CHILD, "commit", PARENT)));
		assertThat(this.run.failure(SUSPENDED)).contains("cart_user_id_fkey").contains("1 row without a parent");
		assertThat(database.query(VALID)).containsExactly("t");
		this.run.with((flyway) -> flyway.javaMigrations(new V1__java(CHILD, PARENT, "commit", "TRUNCATE \"user\"")));
		assertThat(this.run.failure(SUSPENDED)).contains("0A000");
		assertThat(database.query("SELECT count(*) FROM \"user\"")).containsExactly("1");
	}

	@Test
	void migrationWithoutATransactionRunsEnforced(TestDatabase database) {
		this.run.file("V1__fill.sql", CHILD, PARENT).file("V1__fill.sql.conf", "executeInTransaction=false");
		for (String policy : new String[] { SUSPENDED, ON_VIOLATION }) {
			assertThat(this.run.failure(policy)).contains("It runs without a transaction");
			database.execute("DELETE FROM flyway_schema_history WHERE NOT success");
		}
	}

	@Test
	void migrationThatEndsItsTransactionDoesNotRunAgain(TestDatabase database) {
		this.run.file("V1__commits.sql", "CREATE TABLE a (id int)", "/* so far */ COMMIT", CHILD, PARENT);
		assertThat(this.run.failure(ON_VIOLATION)).contains("ends its transaction itself");
		assertThat(database.query("SELECT count(*) FROM cart")).containsExactly("0");
	}

	@Test
	void migrationThatCommitsHasItsKeysBackBefore(TestDatabase database) {
		this.run.file("V1__commits.sql", CHILD, "COMMIT", PARENT);
		assertThat(this.run.failure(SUSPENDED)).contains("1 row without a parent");
		assertThat(database.query(VALID)).containsExactly("t");
	}

	/** However it is hidden. */
	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO cart VALUES (3, NULL); COMMIT", "batch" })
	void commitThatNobodySawComesDoesNotSucceed(String text, TestDatabase database) {
		this.run.with((flyway) -> flyway.javaMigrations(new V1__java(CHILD, text, "SELECT 1/0")));
		assertThat(this.run.failure(SUSPENDED)).contains("not to be committed: the foreign keys");
		assertThat(database.query(VALID)).containsExactly("t");
		assertThat(database.query("SELECT count(*) FROM cart")).containsExactly("0");
	}

	@Test
	void commitBehindANestedCommentHasItsKeysBackBefore(TestDatabase database) {
		this.run.file("V1__commits.sql", CHILD, "/* a /* b */ c */ COMMIT", "SELECT 1/0");
		assertThat(this.run.failure(SUSPENDED)).contains("1 row without a parent");
		assertThat(database.query(VALID)).containsExactly("t");
	}

	@Test
	void settingsThatAreResetAreNoObstacle(TestDatabase database) {
		this.run.file("V1__reset.sql", CHILD, "RESET ALL", "SAVEPOINT s", "INSERT INTO cart VALUES (3, 7)",
				"ROLLBACK TO s", PARENT);
		this.run.decorated(SUSPENDED);
		assertThat(database.query(VALID)).containsExactly("t");
	}

	/** Nothing names the key, or what it references. */
	@Test
	void keyWhoseIndexIsDroppedIsJudgedAsEver(TestDatabase database) {
		database.execute("CREATE TABLE p (id int)", "CREATE UNIQUE INDEX loose ON p (id)",
				"CREATE TABLE c (p int CONSTRAINT c_key REFERENCES p (id) ON DELETE CASCADE)");
		this.run.file("V1__index.sql", CHILD, "DROP INDEX loose", "DELETE FROM p WHERE id = 7",
				"INSERT INTO c VALUES (99)", PARENT);
		assertThat(this.run.failure(SUSPENDED, "migrate.cascade=none")).contains("2BP01");
		database.execute("CREATE FUNCTION hidden() RETURNS void LANGUAGE plpgsql AS 'BEGIN DROP INDEX loose; END'");
		this.run.file("V1__index.sql", CHILD, "SELECT hidden()", "DELETE FROM p WHERE id = 7", PARENT);
		assertThat(this.run.failure(SUSPENDED, "migrate.cascade=none")).contains("dropped what foreign keys reference",
				"c_key");
		assertThat(database.query("SELECT convalidated FROM pg_constraint WHERE conname = 'c_key'"))
			.containsExactly("t");
	}

	@Test
	void keyOfATableWhoseOwnerSeesAPartOfItsRowsStaysEnforced(TestDatabase database) {
		database.execute("ALTER TABLE cart ENABLE ROW LEVEL SECURITY", "ALTER TABLE cart FORCE ROW LEVEL SECURITY",
				"CREATE POLICY adding ON cart FOR INSERT WITH CHECK (true)");
		this.run.file("V1__hidden.sql", CHILD);
		assertThat(this.run.failure(SUSPENDED)).contains("23503");
	}

	@Test
	void keyNamedLikeAColumnIsNoReasonToEnforceIt(TestDatabase database) {
		database.execute("CREATE TABLE kid (parent_id int CONSTRAINT parent_id REFERENCES \"user\")");
		this.run.file("V1__fill.sql", "INSERT INTO kid (parent_id) VALUES (7)", PARENT);
		this.run.decorated(SUSPENDED);
		assertThat(database.query("SELECT convalidated FROM pg_constraint WHERE conname = 'parent_id'"))
			.containsExactly("t");
	}

	@Test
	void lostSessionLeavesEveryKeyInPlace(TestDatabase database) {
		this.run.file("V1__lost.sql", CHILD, "SELECT pg_terminate_backend(pg_backend_pid())", PARENT);
		this.run.failure(SUSPENDED);
		assertThat(database.query(VALID)).containsExactly("t");
	}

	@Test
	void otherRoleOfTheMigrationIsNoObstacle(TestDatabase database) {
		String role = database.name() + "_reader";
		database.superuser("CREATE ROLE " + role, "GRANT " + role + " TO " + database.owner());
		database.execute("GRANT INSERT ON cart TO " + role);
		this.run.file("V1__role.sql", "SET ROLE " + role, CHILD, "RESET ROLE", PARENT, "SET ROLE " + role);
		this.run.decorated(ON_VIOLATION);
		assertThat(database.query(VALID)).containsExactly("t");
		database.superuser("DROP OWNED BY " + role, "DROP ROLE " + role);
	}

	@Test
	void keyToAnotherOwnersTableIsHeldOnlyWhileItCouldComeBack(TestDatabase database) {
		database.superuser("CREATE TABLE theirs (id int PRIMARY KEY)",
				"GRANT REFERENCES, SELECT, INSERT ON theirs TO " + database.owner());
		database.execute("CREATE TABLE mine (id int CONSTRAINT to_theirs REFERENCES theirs)");
		this.run.file("V1__theirs.sql", "INSERT INTO mine VALUES (1)", "INSERT INTO theirs VALUES (1)");
		this.run.decorated(ON_VIOLATION);
		database.superuser("REVOKE REFERENCES ON theirs FROM " + database.owner());
		this.run.file("V2__again.sql", "INSERT INTO mine VALUES (2)", "INSERT INTO theirs VALUES (2)");
		assertThat(this.run.failure(ON_VIOLATION)).contains("to_theirs").contains("23503");
		assertThat(database.query("SELECT count(*) FROM pg_constraint WHERE conname = 'to_theirs' AND convalidated"))
			.containsExactly("1");
	}

	@Test
	void keyOfAnotherOwnersTableIsLeftAlone(TestDatabase database) {
		database.superuser("CREATE TABLE theirs (id int REFERENCES \"user\")",
				"GRANT INSERT ON theirs TO " + database.owner());
		this.run.file("V1__theirs.sql", "INSERT INTO theirs VALUES (7)", PARENT);
		assertThat(this.run.failure(ON_VIOLATION)).contains("theirs_id_fkey").contains("run once more");
	}

	@Test
	void keyWhoseTriggersAreDisabledStaysSo(TestDatabase database) {
		String disabled = "SELECT string_agg(tgenabled, '' ORDER BY tgname) FROM pg_trigger WHERE tgrelid = 'cart'::regclass";
		database.superuser("ALTER TABLE cart DISABLE TRIGGER ALL");
		this.run.file("V1__fill.sql", CHILD, PARENT);
		this.run.decorated(SUSPENDED);
		assertThat(database.query(disabled)).containsExactly("DD");
	}

	@Test
	void checksThatWaitForTheCommitAreMadeBeforeKeysComeBack(TestDatabase database) {
		database.execute("ALTER TABLE cart ADD n int CONSTRAINT one UNIQUE DEFERRABLE INITIALLY DEFERRED");
		this.run.file("V1__swap.sql", "INSERT INTO cart VALUES (1, 7, 1), (2, 7, 1)", "UPDATE cart SET n = id", PARENT);
		this.run.decorated(SUSPENDED);
		this.run.file("V2__twice.sql", "INSERT INTO cart VALUES (3, 7, 1)");
		assertThat(this.run.failure(SUSPENDED)).contains("23505");
		assertThat(database.query("SELECT count(*) FROM cart")).containsExactly("2");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void onlyWhatTheViolationReachesIsHeldWhereLocksDoNotSuffice(TestDatabase database, CapturedOutput output)
			throws SQLException {
		database.execute("CREATE TABLE hub (id int PRIMARY KEY)",
				"CREATE TABLE spoke (hub int REFERENCES hub, u int REFERENCES \"user\")",
				"CREATE TABLE far (id int REFERENCES hub)",
				"CREATE TABLE lone (id int PRIMARY KEY, up int REFERENCES lone)");
		this.run.file("V1__fill.sql", "INSERT INTO spoke VALUES (1, NULL)", "INSERT INTO hub VALUES (1)", CHILD,
				PARENT);
		try (Connection others = database.connect(); Statement statement = others.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(i) FROM generate_series(1, %d) i"
				.formatted(ServerLimits.read(others).locksFree() - 45));
			this.run.decorated(ON_VIOLATION);
		}
		assertThat(output).contains("V1__fill.sql: foreign keys held off: 3, all that a violation reaches")
			.contains("V1__fill.sql: foreign keys held off: 4, all that a violation reaches");
		assertThat(database.query("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"))
			.containsExactly("5");
	}

	/** Statements, and the word {@code commit} for a commit by the driver. */
	static class V1__java extends BaseJavaMigration {

		private final String[] statements;

		V1__java(String... statements) {
			this.statements = statements;
		}

		@Override
		public void migrate(Context context) throws SQLException {
			try (Statement statement = context.getConnection().createStatement()) {
				for (String sql : this.statements) {
					if (sql.equals("commit")) {
						context.getConnection().commit();
					}
					else if (sql.equals("batch")) {
						statement.addBatch("INSERT INTO cart VALUES (3, NULL)");
						statement.addBatch("COMMIT");
						statement.executeBatch();
					}
					else {
						statement.execute(sql);
					}
				}
			}
		}

	}

}
