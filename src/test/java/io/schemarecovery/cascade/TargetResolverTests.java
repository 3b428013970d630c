package io.schemarecovery.cascade;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.Dependent;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.cascade.CascadePolicies.Verdict;
import io.schemarecovery.request.SchemaRecoveryProperties.CascadePolicy;
import io.schemarecovery.request.SchemaRecoveryProperties.Collateral;
import io.schemarecovery.rewrite.CascadeRewriter;
import io.schemarecovery.rewrite.DropClause;
import io.schemarecovery.rewrite.DropKind;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a DROP is foretold to take, against what the server takes with CASCADE. */
@PostgresTest
class TargetResolverTests {

	private static final String STATEMENTS = """
			DROP TABLE "Order Items"
			DROP TABLE IF EXISTS no_such_table, public."Order Items", no_such_schema.t
			DROP TABLE holder, "Order Items"
			DROP TABLE U&"Order\\0020Items"
			DROP TABLE U&"!004frder Items" UESCAPE '!'
			DROP TABLE HOLDER
			DROP TABLE shadow
			DROP TABLE first.shadow
			DROP TABLE base
			DROP TABLE split
			DROP TABLE split_one
			DROP TABLE "a table whose name is longer than the sixty-three bytes that the server keeps"
			DROP VIEW items
			DROP MATERIALIZED VIEW cache
			DROP SEQUENCE ticket
			DROP INDEX loose
			DROP FOREIGN TABLE remote
			DROP TYPE mood
			DROP TYPE pair
			DROP TYPE IF EXISTS no_such_type, mood, positive
			DROP DOMAIN positive
			DROP COLLATION bytewise
			DROP CONVERSION latin
			DROP SCHEMA first
			DROP SCHEMA IF EXISTS "Second; schema", first, no_such_schema
			DROP EXTENSION citext
			DROP EXTENSION cube
			DROP FUNCTION alone
			DROP FUNCTION alone(int, text)
			DROP FUNCTION alone(IN a int, INOUT b text)
			DROP FUNCTION many(int)
			DROP FUNCTION many(pg_catalog.int4)
			DROP FUNCTION many(double precision, VARIADIC int[])
			DROP FUNCTION many(IN a double precision, VARIADIC b int ARRAY)
			DROP FUNCTION public.many(timestamp (3) with time zone, character varying)
			DROP FUNCTION many(at timestamptz, "b c" varchar(10)), alone
			DROP FUNCTION act()
			DROP FUNCTION noted
			DROP PROCEDURE proc(int)
			DROP PROCEDURE proc(int, text)
			DROP PROCEDURE proc(IN int, OUT text)
			DROP PROCEDURE proc(a IN mood)
			DROP ROUTINE many(int), proc(mood), tally(int)
			DROP ROUTINE proc(int, text)
			DROP AGGREGATE tally(*)
			DROP AGGREGATE tally(x int)
			DROP AGGREGATE median(float8 ORDER BY float8)
			DROP OPERATOR CLASS moods_ops USING btree
			DROP OPERATOR FAMILY lone USING btree
			DROP OPERATOR === (mood, mood)
			DROP OPERATOR public.===(mood, public.mood)
			DROP OPERATOR !!! (NONE, mood)
			DROP OPERATOR public.!= (mood, mood)
			DROP TEXT SEARCH CONFIGURATION search
			DROP TEXT SEARCH DICTIONARY plain
			DROP TEXT SEARCH PARSER words
			DROP TEXT SEARCH TEMPLATE shape
			DROP STATISTICS spread
			DROP RULE silent ON part
			DROP TRIGGER fires ON public.part
			DROP POLICY "may see" ON part
			DROP CAST (mood AS int)
			DROP CAST IF EXISTS (public.mood AS integer)
			DROP TRANSFORM FOR mood LANGUAGE sql
			DROP LANGUAGE speech
			DROP FOREIGN DATA WRAPPER far
			DROP SERVER away
			DROP PUBLICATION news
			DROP EVENT TRIGGER notes
			DROP ACCESS METHOD heap_too
			ALTER TABLE "Order Items" DROP id
			ALTER TABLE "Order Items" DROP CONSTRAINT "Order Items_pkey", DROP COLUMN id
			ALTER TABLE base DROP COLUMN a
			ALTER TABLE base DROP COLUMN c, DROP COLUMN b
			ALTER TABLE ONLY base DROP COLUMN a
			ALTER TABLE heir_one DROP COLUMN IF EXISTS no_such_column
			ALTER TABLE base DROP CONSTRAINT b_positive
			ALTER TABLE split DROP COLUMN v
			ALTER TABLE split DROP CONSTRAINT split_pkey
			ALTER TABLE holder DROP CONSTRAINT "Holder N"
			ALTER DOMAIN positive DROP CONSTRAINT above_zero
			ALTER TYPE pair DROP ATTRIBUTE b
			ALTER TYPE public.pair DROP ATTRIBUTE a
			""";

	private final CascadePolicies policies = new CascadePolicies(() -> CascadePolicy.ALL, Collateral.ALLOW,
			List.of("public"));

	private static TestDatabase filled(TestDatabase database) {
		return database.superuserScript("migrate/every-kind.sql")
			.superuserScript("migrate/every-kind.superuser.sql")
			.superuser("CREATE TABLE \""
					+ "a table whose name is longer than the sixty-three bytes that the server keeps" + "\" (id int)",
					"CREATE SCHEMA empty");
	}

	private static Set<ObjectAddress> lost(Connection connection, String sql, Set<ObjectAddress> before)
			throws SQLException {
		execute(connection, sql);
		Set<ObjectAddress> lost = new HashSet<>(before);
		lost.removeAll(Fingerprint.addresses(connection));
		connection.rollback();
		return lost;
	}

	@Test
	void whatIsForetoldIsExactlyWhatTheServerTakes(TestDatabase database) throws SQLException {
		SoftAssertions softly = new SoftAssertions();
		try (Connection connection = filled(database).connectAsSuperuser()) {
			connection.setAutoCommit(false);
			Set<ObjectAddress> before = Fingerprint.addresses(connection);
			Fingerprint named = Fingerprint.of(connection);
			for (String sql : STATEMENTS.lines().toList()) {
				List<DropClause> clauses = CascadeRewriter.find(sql);
				List<Verdict> verdicts = this.policies.judge(connection, clauses);
				Set<ObjectAddress> foretold = foretold(verdicts, before);
				Set<ObjectAddress> lost = lost(connection, CascadeRewriter.rewrite(sql, clauses), before);
				softly.assertThat(describe(named, foretold)).as(sql).isEqualTo(describe(named, lost));
				softly.assertThat(lost.isEmpty()).as(sql).isEqualTo(sql.contains("no_such_column"));
			}
		}
		softly.assertAll();
	}

	@Test
	void whatNeedsNoCascadeIsToldFromWhatDoes(TestDatabase database) throws SQLException {
		SoftAssertions softly = new SoftAssertions();
		try (Connection connection = filled(database).connectAsSuperuser()) {
			connection.setAutoCommit(false);
			for (String sql : STATEMENTS.lines().toList()) {
				List<DropClause> clauses = CascadeRewriter.find(sql);
				boolean needed = this.policies.judge(connection, clauses).stream().anyMatch(Verdict::cascade);
				softly.assertThat(refused(connection, sql)).as(sql).isEqualTo(needed);
			}
		}
		softly.assertAll();
	}

	@Test
	void everyKindIsAmongTheStatements() {
		Set<DropKind> kinds = STATEMENTS.lines()
			.flatMap((sql) -> CascadeRewriter.find(sql).stream())
			.map(DropClause::kind)
			.collect(Collectors.toSet());
		assertThat(kinds).isEqualTo(EnumSet.complementOf(EnumSet.of(DropKind.SUBSCRIPTION)));
	}

	@Test
	void searchPathOfTheSessionDecides(TestDatabase database) throws SQLException {
		try (Connection connection = filled(database).connectAsSuperuser()) {
			connection.setAutoCommit(false);
			assertThat(dependents(connection, "DROP TABLE shadow")).containsExactly("view of_shadow");
			execute(connection, "SET LOCAL search_path = first, public");
			assertThat(dependents(connection, "DROP TABLE shadow")).containsExactly("view of_shadow");
			assertThat(dependents(connection, "DROP TABLE public.shadow")).containsExactly("view public.of_shadow");
			execute(connection, "CREATE TEMP TABLE shadow (id int PRIMARY KEY)",
					"CREATE TEMP TABLE of_temp (id int REFERENCES shadow)");
			assertThat(dependents(connection, "DROP TABLE shadow"))
				.containsExactly("constraint of_temp_id_fkey on table of_temp");
			assertThat(dependents(connection, "DROP TABLE pg_temp.shadow"))
				.containsExactly("constraint of_temp_id_fkey on table of_temp");
			execute(connection, "SET LOCAL search_path = ''");
			assertThat(dependents(connection, "DROP TABLE first.shadow")).containsExactly("view first.of_shadow");
			assertThat(dependents(connection, "DROP FUNCTION many(int)")).isEmpty();
			assertThat(dependents(connection, "DROP FUNCTION public.many(int)")).containsExactly("view public.v_int");
		}
	}

	@Test
	void partOfSomethingElseIsLeftToTheServerWhichNamesTheWhole(TestDatabase database) throws SQLException {
		try (Connection connection = filled(database).connectAsSuperuser()) {
			connection.setAutoCommit(false);
			for (String sql : List.of("DROP TYPE \"Order Items\"", "DROP INDEX \"Order Items_pkey\"",
					"DROP TYPE citext", "DROP TYPE mood[]", "DROP RULE \"_RETURN\" ON items",
					"DROP FUNCTION many(no_such_type)", "DROP FUNCTION many(select)")) {
				assertThat(dependents(connection, sql)).as(sql).isEmpty();
			}
			execute(connection, "SELECT 1");
		}
	}

	private List<String> dependents(Connection connection, String sql) throws SQLException {
		return this.policies.judge(connection, CascadeRewriter.find(sql))
			.stream()
			.flatMap((verdict) -> verdict.closure().dependents().stream())
			.map(Dependent::description)
			.toList();
	}

	/** Members, but for columns of what goes as a whole. */
	private static Set<ObjectAddress> foretold(List<Verdict> verdicts, Set<ObjectAddress> known) {
		Set<ObjectAddress> members = verdicts.stream()
			.flatMap((verdict) -> verdict.closure().members().stream())
			.map(Dependent::address)
			.collect(Collectors.toSet());
		known.stream().filter((address) -> members.contains(Fingerprint.whole(address))).forEach(members::add);
		return members;
	}

	private static Set<String> describe(Fingerprint named, Set<ObjectAddress> addresses) {
		return addresses.stream()
			.map((address) -> named.objects().containsKey(address) ? named.objects().get(address).description()
					: address.toString())
			.collect(Collectors.toSet());
	}

	private static boolean refused(Connection connection, String sql) throws SQLException {
		try {
			execute(connection, sql);
			return false;
		}
		catch (SQLException ex) {
			assertThat(ex.getSQLState()).as(sql + ": " + ex.getMessage()).isEqualTo("2BP01");
			return true;
		}
		finally {
			connection.rollback();
		}
	}

	private static void execute(Connection connection, String... statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
