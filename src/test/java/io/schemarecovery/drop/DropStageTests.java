package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.request.SchemaRecoveryProperties;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class DropStageTests {

	/** Everything of the database but what belongs to the schemas that are emptied. */
	private static final String OTHER_OBJECTS = """
			SELECT pg_describe_object(classid, objid, objsubid) || ' '
			       || pg_describe_object(refclassid, refobjid, refobjsubid)
			  FROM pg_depend WHERE deptype = 'e' ORDER BY 1
			""";

	private static final String SCHEMA = """
			SELECT concat_ws(' | ', nspname, nspowner::regrole, nspacl, obj_description(oid, 'pg_namespace'),
			       (SELECT string_agg(defaclacl::text, ',') FROM pg_default_acl WHERE defaclnamespace = n.oid))
			  FROM pg_namespace n WHERE nspname = 'public'
			""";

	private static final String TABLES_AND_FUNCTIONS = """
			SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
			   AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e')
			 UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
			   AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'e')
			 UNION ALL SELECT typname FROM pg_type t WHERE typnamespace = 'public'::regnamespace AND typrelid = 0
			   AND typelem = 0 AND oid NOT IN (SELECT objid FROM pg_depend WHERE deptype IN ('e', 'i'))
			""";

	private static final List<String> PUBLIC = List.of("public");

	private final DropStage stage = stage(Settings.of());

	@ParameterizedTest
	@ValueSource(strings = { "14-extension-members", "17-aggregates", "18-range-types",
			"23-tangled-types-and-functions", "24-circular-foreign-keys", "25-names", "21-rare-kinds" })
	void takesEverythingAndNothingElse(String fixture, TestDatabase database) {
		superuserPart(fixture, database);
		database.script("failures/" + fixture + ".sql");
		database.superuser("GRANT USAGE ON SCHEMA public TO pg_monitor", "COMMENT ON SCHEMA public IS 'ours'");
		database.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO pg_monitor");
		List<String> members = database.query(OTHER_OBJECTS);
		List<String> schema = database.query(SCHEMA);
		DropPlan plan = this.stage.drop(database.dataSource(), PUBLIC);
		assertThat(plan.objects()).isNotEmpty();
		assertThat(database.query(TABLES_AND_FUNCTIONS)).isEmpty();
		assertThat(database.query(OTHER_OBJECTS)).isEqualTo(members);
		assertThat(database.query(SCHEMA)).isEqualTo(schema);
		assertThat(this.stage.drop(database.dataSource(), PUBLIC).objects()).isEmpty();
		database.script("failures/" + fixture + ".sql");
	}

	@Test
	void keepsViewOfAnExtensionThatTheHostOwns(TestDatabase database) {
		database.superuserScript("failures/10-view-of-an-extension.superuser.sql");
		database.execute("CREATE TABLE mine (id int)");
		this.stage.drop(database.dataSource(), PUBLIC);
		assertThat(database.query("SELECT viewname FROM pg_views WHERE schemaname = 'public'"))
			.contains("pg_stat_statements");
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
	}

	@Test
	void dropsEverySchemaOfTheScopeAndNoOther(TestDatabase database) {
		database.execute("CREATE SCHEMA a", "CREATE SCHEMA b", "CREATE SCHEMA c",
				"CREATE TABLE a.t (id int PRIMARY KEY)", "CREATE TABLE b.t (id int REFERENCES a.t)",
				"CREATE TABLE c.t (id int)");
		this.stage.drop(database.dataSource(), List.of("a", "b", "absent"));
		assertThat(database.query("SELECT schemaname FROM pg_tables WHERE tablename = 't'")).containsExactly("c");
		assertThat(database.query("SELECT nspname FROM pg_namespace WHERE nspname IN ('a', 'b')")).hasSize(2);
	}

	@Test
	void dropsObjectsOfARoleThatTheOwnerIsMemberOf(TestDatabase database) {
		String former = "former_" + database.name();
		database.superuser("CREATE ROLE " + former, "GRANT " + former + " TO " + database.owner(),
				"CREATE TABLE public.inherited (id int)", "ALTER TABLE public.inherited OWNER TO " + former);
		this.stage.drop(database.dataSource(), PUBLIC);
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
		database.superuser("DROP ROLE " + former);
	}

	@Test
	void refusesBeforeTheFirstDropWhatBelongsToAnother(TestDatabase database) {
		database.superuserScript("failures/12-owned-by-another.superuser.sql");
		database.execute("CREATE TABLE mine (id int)");
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> this.stage.drop(database.dataSource(), PUBLIC))
			.satisfies((ex) -> {
				assertThat(ex.getExitCode()).isEqualTo(77);
				assertThat(ex.account()).contains("table public.theirs, owned by postgres");
				assertThat(ex.analysis().getAction())
					.contains("ALTER TABLE public.theirs OWNER TO \"" + database.owner() + "\"");
			});
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
			.containsExactly("mine", "theirs");
	}

	@Test
	void asksForTheGrantOfAnOrdinaryRole(TestDatabase database) {
		String other = "other_" + database.name();
		database.superuser("CREATE ROLE " + other,
				"CREATE FUNCTION public.theirs() RETURNS int LANGUAGE sql AS 'SELECT 1'",
				"ALTER FUNCTION public.theirs() OWNER TO " + other);
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> this.stage.drop(database.dataSource(), PUBLIC))
			.satisfies((ex) -> {
				assertThat(ex.account()).contains("function public.theirs(), owned by " + other);
				assertThat(ex.analysis().getAction())
					.contains("GRANT \"" + other + "\" TO \"" + database.owner() + "\"");
			});
		database.superuser("DROP FUNCTION public.theirs()", "DROP ROLE " + other);
	}

	@Test
	void refusesWhatAnotherSchemaWouldLose(TestDatabase database) {
		database.script("failures/26-other-schema.sql");
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> this.stage.drop(database.dataSource(), PUBLIC))
			.satisfies((ex) -> {
				assertThat(ex.getExitCode()).isEqualTo(77);
				assertThat(ex.account()).contains("column mood of table other.person")
					.contains("default value for column id of table other.numbered")
					.contains("constraint bill_account_fkey on table other.bill")
					.contains("view other.accounts");
				assertThat(ex.analysis().getAction()).contains("schema-recovery.drop.collateral=allow");
			});
		assertThat(database.query("SELECT mood FROM other.person")).containsExactly("sad");
	}

	@Test
	void takesWhatAnotherSchemaLosesWhenThatIsAllowed(TestDatabase database) {
		database.script("failures/26-other-schema.sql");
		stage(Settings.of("drop.collateral=allow")).drop(database.dataSource(), PUBLIC);
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'other' ORDER BY 1"))
			.containsExactly("bill", "numbered", "person");
		assertThat(database.query("SELECT viewname FROM pg_views WHERE schemaname = 'other'")).isEmpty();
	}

	@Test
	void tableOfAPublicationGoesAndThePublicationStays(TestDatabase database) {
		database.execute("CREATE TABLE mine (id int)");
		database.superuser("CREATE PUBLICATION everything FOR TABLE mine");
		this.stage.drop(database.dataSource(), PUBLIC);
		assertThat(database.query("SELECT pubname FROM pg_publication")).containsExactly("everything");
	}

	@Test
	void partitionOfATableElsewhereIsTakenAndItsParentStays(TestDatabase database) {
		database.execute("CREATE SCHEMA arch", "CREATE TABLE arch.parent (id int PRIMARY KEY) PARTITION BY RANGE (id)",
				"CREATE TABLE public.child PARTITION OF arch.parent FOR VALUES FROM (0) TO (9)");
		this.stage.drop(database.dataSource(), PUBLIC);
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname IN ('arch', 'public')"))
			.containsExactly("parent");
	}

	@Test
	void refusesADatabaseOfAnotherName(TestDatabase database) {
		database.execute("CREATE TABLE mine (id int)");
		DropStage guarded = stage(Settings.of("guard.database=staging"));
		assertThatExceptionOfType(RecoveryException.class).isThrownBy(() -> guarded.drop(database.dataSource(), PUBLIC))
			.satisfies((ex) -> assertThat(ex.account()).contains(database.name()).contains("'staging'"));
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
			.containsExactly("mine");
	}

	@Test
	void namesTheSessionThatHoldsALockAndChangesNothing(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE cart (id int)", "CREATE TABLE other (id int)");
		SchemaRecoveryProperties impatient = Settings.of("drop.lock-timeout=100ms", "drop.timeout=300ms");
		try (Connection reader = database.connect(); Statement statement = reader.createStatement()) {
			reader.setClientInfo("ApplicationName", "old-deployment");
			reader.setAutoCommit(false);
			statement.execute("SELECT * FROM cart");
			assertThatExceptionOfType(RecoveryException.class)
				.isThrownBy(() -> stage(impatient).drop(database.dataSource(), PUBLIC))
				.satisfies((ex) -> {
					assertThat(ex.getExitCode()).isEqualTo(75);
					assertThat(ex.account()).contains("old-deployment").contains("idle in transaction");
				});
		}
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).hasSize(2);
	}

	@Test
	void waitsForALockThatIsReleasedInTime(TestDatabase database) throws Exception {
		database.execute("CREATE TABLE cart (id int)");
		SchemaRecoveryProperties patient = Settings.of("drop.lock-timeout=100ms", "drop.timeout=30s");
		Connection reader = database.connect();
		reader.setAutoCommit(false);
		reader.createStatement().execute("SELECT * FROM cart");
		Thread dropping = new Thread(() -> stage(patient).drop(database.dataSource(), PUBLIC));
		dropping.start();
		org.awaitility.Awaitility.await()
			.until(() -> !database
				.query("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = '" + database.name()
						+ "'")
				.isEmpty());
		reader.close();
		dropping.join(Duration.ofSeconds(30).toMillis());
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).isEmpty();
	}

	private static DropStage stage(SchemaRecoveryProperties properties) {
		return new DropStage(properties,
				new LockedTransaction(properties.drop().lockTimeout(), properties.drop().timeout()));
	}

	private static void superuserPart(String fixture, TestDatabase database) {
		String resource = "failures/" + fixture + ".superuser.sql";
		if (DropStageTests.class.getClassLoader().getResource(resource) != null) {
			database.superuserScript(resource);
		}
	}

}
