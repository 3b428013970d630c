package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What speaks against a drop, and what lets it pass: each refusal changes nothing. */
@PostgresTest
class DropGuardTests {

	private static final String TABLES = "SELECT schemaname || '.' || tablename FROM pg_tables"
			+ " WHERE schemaname IN ('public', 'shop', 'host', 'other') ORDER BY 1";

	/** A role of the whole server, made once. */
	private static final String STRANGER = "DO $$ BEGIN CREATE ROLE stranger; EXCEPTION WHEN duplicate_object THEN NULL; END $$";

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void whatOthersHaveInASchemaOfOursGoesWhereItIsAllowed(String mode, TestDatabase database) {
		others(database);
		RecoveryException refusal = shop(database).refuse("drop.mode=" + mode);
		assertThat(refusal.account()).contains("5 belong to a role", "table shop.theirs, owned by stranger",
				"view shop.their_view, owned by stranger", "type shop.their_type, owned by stranger",
				"function shop.their_function(integer), owned by stranger",
				"sequence shop.their_sequence, owned by stranger");
		assertThat(refusal.analysis().getAction()).contains("schema-recovery.drop.others=allow");
		DropPlan plan = shop(database).drop("drop.mode=" + mode, "drop.others=allow");
		assertThat(plan.atomic()).isEqualTo(mode.equals("atomic"));
		assertThat(plan.notOurs()).hasSize(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "refuse", "allow" })
	void whatOthersHaveInASchemaOfOthersIsRefusedWithTheExactGrant(String others, TestDatabase database) {
		others(database);
		database.superuser("CREATE SCHEMA host", "GRANT ALL ON SCHEMA host TO " + database.owner(),
				"CREATE TABLE host.strange (id int)", "ALTER TABLE host.strange OWNER TO stranger",
				"CREATE MATERIALIZED VIEW host.of_the_host AS SELECT 1 AS one",
				"CREATE PROCEDURE host.done(INOUT a int) LANGUAGE sql AS 'SELECT 1'",
				"CREATE DOMAIN host.positive AS int CHECK (VALUE > 0)",
				"CREATE STATISTICS host.counted ON (id + 1) FROM host.strange",
				"CREATE COLLATION host.\"Ours\" (locale = 'C')");
		database.execute("CREATE TABLE host.mine (id int)");
		DropContract contract = DropContract.of(database, "host");
		RecoveryException refusal = contract.refuse("drop.others=" + others);
		assertThat(refusal.analysis().getAction()).doesNotContain("drop.others");
		grant(database, refusal);
		contract.drop("drop.others=" + others);
		assertThat(database.query(TABLES)).containsExactly("shop.mine", "shop.theirs");
	}

	@Test
	void settingIsNamedOnlyWhereItSuffices(TestDatabase database) {
		others(database);
		database.superuser("CREATE SCHEMA host", "GRANT ALL ON SCHEMA host TO " + database.owner(),
				"CREATE TABLE host.strange (id int)", "ALTER TABLE host.strange OWNER TO stranger");
		DropContract contract = DropContract.of(database, "shop", "host");
		assertThat(contract.refuse().analysis().getAction()).doesNotContain("drop.others")
			.contains("GRANT \"stranger\" TO \"" + database.owner() + "\"");
		assertThat(contract.refuse("drop.others=allow").account()).contains("host.strange").doesNotContain("shop.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void eventTriggerThatWritesIntoADoomedTableIsNamedWithBothWaysOut(String mode, TestDatabase database) {
		DropContract contract = DropContract.of(database).given("22-event-trigger");
		database.superuser("ALTER EVENT TRIGGER log_drops RENAME TO \"Log drops\"");
		RecoveryException refusal = contract.refuse("drop.mode=" + mode);
		assertThat(refusal.account()).contains("event trigger Log drops", "watch.log_drop()", "table public.ddl_log")
			.doesNotContain("public.cart");
		assertThat(refusal.analysis().getAction()).contains("ALTER EVENT TRIGGER \"Log drops\" DISABLE",
				"schema-recovery.drop.keep=public.ddl_log");
		DropContract.stage("drop.mode=" + mode, "drop.keep=public.ddl_log")
			.drop(database.dataSource(), List.of("public"));
		assertThat(database.query(TABLES)).containsExactly("public.ddl_log");
		assertThat(database.query("SELECT DISTINCT command FROM ddl_log")).contains("DROP TABLE");
		database.superuser("ALTER EVENT TRIGGER \"Log drops\" DISABLE");
		contract.drop("drop.mode=" + mode);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "ON sql_drop | PERFORM count(*) FROM DDL_Log", "ON ddl_command_start | PERFORM * FROM ddl_log",
					"ON ddl_command_end WHEN TAG IN ('DROP TYPE') | INSERT INTO public.ddl_log DEFAULT VALUES",
					"ON sql_drop | PERFORM 1 FROM public.commands", "ON sql_drop | PERFORM nextval('public.numbers')",
					"ON sql_drop WHEN TAG IN ('DROP ROUTINE') | PERFORM public.told(1)",
					"ON sql_drop | EXECUTE format('SELECT 1 FROM %I', 'Odd; name')" })
	void eventTriggerThatUsesWhatIsDoomedIsNamedWhateverItIs(String trigger, TestDatabase database) {
		database.execute("CREATE TABLE ddl_log (command text)", "CREATE TABLE \"Odd; name\" (id int)",
				"CREATE VIEW commands AS SELECT * FROM ddl_log", "CREATE SEQUENCE numbers",
				"CREATE TYPE one AS ENUM ('a')", "CREATE TYPE two AS ENUM ('b')",
				"CREATE FUNCTION told(int) RETURNS int LANGUAGE sql AS 'SELECT 1'",
				"CREATE FUNCTION untold(int) RETURNS int LANGUAGE sql AS 'SELECT 1'");
		String[] parts = trigger.split(" \\| ");
		eventTrigger(database, parts[0], parts[1]);
		assertThat(DropContract.of(database).refuse().account()).contains("event trigger watcher", "watch.watch()");
	}

	@ParameterizedTest
	@ValueSource(strings = { "ON sql_drop | /* ddl_log is gone */ NULL", "ON sql_drop | PERFORM 'ddl_log'",
			"ON sql_drop | PERFORM 1 FROM watch.kept_ddl_log", "ON sql_drop | PERFORM to_regclass('ddl_log')",
			"ON ddl_command_end WHEN TAG IN ('DROP VIEW') | PERFORM 1 FROM public.ddl_log",
			"ON ddl_command_end WHEN TAG IN ('CREATE TABLE') | PERFORM 1 FROM public.ddl_log" })
	void eventTriggerThatOnlyMentionsItPasses(String trigger, TestDatabase database) {
		database.execute("CREATE TABLE ddl_log (command text)", "CREATE VIEW commands AS SELECT * FROM ddl_log",
				"CREATE TYPE one AS ENUM ('a')");
		database.superuser("CREATE SCHEMA watch", "CREATE TABLE watch.kept_ddl_log (id int)");
		String[] parts = trigger.split(" \\| ");
		eventTrigger(database, parts[0], parts[1]);
		assertThat(DropContract.of(database).drop().objects()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void eventTriggerThatUsesATableOfAnotherRoleIsNamed(String mode, TestDatabase database) {
		others(database);
		eventTrigger(database, "ON sql_drop", "PERFORM 1 FROM shop.theirs");
		assertThat(shop(database).refuse("drop.mode=" + mode, "drop.others=allow").account())
			.contains("event trigger watcher", "table shop.theirs");
	}

	@Test
	void multirangeTypeOfARangeTypeElsewhereIsNamed(TestDatabase database) {
		database.execute("CREATE SCHEMA other",
				"CREATE TYPE other.span AS RANGE (subtype = int, multirange_type_name = public.spans)",
				"CREATE TABLE cart (id int)");
		RecoveryException refusal = DropContract.of(database).refuse();
		assertThat(refusal.account()).contains("type other.span");
		assertThat(refusal.analysis().getAction()).contains("schema-recovery.drop.collateral=allow");
		DropContract.of(database).drop("drop.collateral=allow");
	}

	@Test
	void allThatSpeaksAgainstItIsToldAtOnceEachWithItsOwnAction(TestDatabase database) throws SQLException {
		others(database);
		database.execute("CREATE SCHEMA other", "CREATE VIEW other.mine AS SELECT * FROM shop.mine",
				"CREATE TYPE other.span AS RANGE (subtype = int, multirange_type_name = shop.spans)");
		database.superuser("ALTER SCHEMA shop OWNER TO postgres",
				"REVOKE CREATE ON SCHEMA shop FROM " + database.owner(),
				"GRANT USAGE ON SCHEMA shop TO " + database.owner());
		eventTrigger(database, "ON sql_drop", "PERFORM 1 FROM shop.mine");
		try (Connection tool = database.connect()) {
			query(tool, "SELECT pg_advisory_lock(72707369)");
			RecoveryException refusal = shop(database).refuse("guard.database=staging", "drop.keep=misspelt");
			assertThat(refusal.account()).contains("demands 'staging'", "outside of shop would go", "view other.mine",
					"5 belong to a role", "table shop.theirs, owned by stranger", "may not create anything in shop",
					"type other.span", "event trigger watcher", "Prisma", "names what is not there: misspelt");
			String[] actions = refusal.analysis().getAction().replaceFirst("^To go on: ", "").split("; ");
			assertThat(actions).hasSize(7);
			for (String action : List.of("schema-recovery.guard.database", "schema-recovery.drop.collateral=allow",
					"GRANT \"stranger\" TO", "GRANT CREATE ON SCHEMA \"shop\" TO \"" + database.owner() + "\"",
					"ALTER EVENT TRIGGER \"watcher\" DISABLE", "schema-recovery.drop.tool-locks=ignore",
					"correct schema-recovery.drop.keep")) {
				assertThat(actions).filteredOn((one) -> one.contains(action)).as(action).hasSize(1);
			}
		}
	}

	private static DropContract shop(TestDatabase database) {
		return DropContract.of(database, "shop");
	}

	/** One of each, tied to ours in both directions. */
	private static void others(TestDatabase database) {
		database.superuser(STRANGER);
		database.execute("CREATE SCHEMA shop", "GRANT ALL ON SCHEMA shop TO stranger",
				"CREATE TABLE shop.mine (id int PRIMARY KEY, their int)", "INSERT INTO shop.mine VALUES (1, 1)");
		database.superuser("GRANT ALL ON shop.mine TO stranger", "SET ROLE stranger",
				"CREATE TYPE shop.their_type AS ENUM ('a')", "CREATE SEQUENCE shop.their_sequence",
				"CREATE FUNCTION shop.their_function(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
				"CREATE TABLE shop.theirs (id int PRIMARY KEY REFERENCES shop.mine, kind shop.their_type)",
				"INSERT INTO shop.theirs VALUES (1)",
				"CREATE VIEW shop.their_view AS SELECT t.id FROM shop.theirs t JOIN shop.mine m ON m.their = t.id",
				"GRANT ALL ON shop.theirs TO PUBLIC");
		database.execute("ALTER TABLE shop.mine ADD FOREIGN KEY (their) REFERENCES shop.theirs",
				"CREATE VIEW shop.my_view AS SELECT shop.their_function(id), kind FROM shop.theirs");
	}

	private static void eventTrigger(TestDatabase database, String when, String body) {
		database.superuser("CREATE SCHEMA IF NOT EXISTS watch", "GRANT USAGE ON SCHEMA watch TO PUBLIC",
				"CREATE FUNCTION watch.watch() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN "
						+ body + "; END $$",
				"CREATE EVENT TRIGGER watcher " + when + " EXECUTE FUNCTION watch.watch()");
	}

	/** What the refusal asks for, said by a superuser. */
	private static void grant(TestDatabase database, RecoveryException refusal) {
		String grants = String.valueOf(refusal.analysis().getAction())
			.replaceFirst(".*ask the owner, or your host, for: ", "")
			.replaceFirst("\\.$", "");
		database.superuser(Arrays.stream(grants.split("; ")).toArray(String[]::new));
	}

	static String query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

}
