package io.schemarecovery.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.migrate.NoMigrations;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is found in the catalog, whatever the names are. */
@PostgresTest
class DoctorTests {

	private static final String CIRCLE = """
			CREATE SCHEMA "Other";
			CREATE TABLE "user" ("Id" int PRIMARY KEY, "order" int NOT NULL);
			CREATE TABLE "Other"."Order Items" ("a""b" int, n int, "user" int NOT NULL, PRIMARY KEY (n, "a""b"),
			  UNIQUE (n), CONSTRAINT "to ""user" FOREIGN KEY ("user") REFERENCES "user");
			ALTER TABLE "user" ADD CONSTRAINT "select" FOREIGN KEY ("order") REFERENCES "Other"."Order Items" (n)
			""";

	@Test
	void emptyDatabaseHasNothingToTell(TestDatabase database) {
		assertThat(examine(database).sections()).hasSameSizeAs(Check.values())
			.allSatisfy((section) -> assertThat(section.findings()).isEmpty());
		assertThat(DiagnosisTable.print(examine(database))).endsWith("\nVerdict: 0 problems, 0 remarks.\n")
			.startsWith("Examination: nothing was changed. Schemas public of database %s, as role %s.\n"
				.formatted(database.name(), database.owner()));
	}

	@Test
	void circleIsAProblemUntilTheAdviceIsFollowed(TestDatabase database) {
		database.execute(CIRCLE);
		Finding finding = findings(database, Check.CYCLES).get(0);
		assertThat(finding.problem()).isTrue();
		assertThat(finding.evidence())
			.containsExactly("Other.Order Items -(to \"user)-> public.user -(select)-> Other.Order Items");
		assertThat(finding.advice()).isEqualTo("Open the circle: ALTER TABLE \"public\".\"user\" ALTER COLUMN \"order\""
				+ " DROP NOT NULL, ALTER CONSTRAINT \"select\" DEFERRABLE INITIALLY DEFERRED;"
				+ " or keep that relation in a join table.");
		database.execute(statement(finding, "Open the circle: (.*?);"));
		assertThat(findings(database, Check.CYCLES)).singleElement().satisfies((remark) -> {
			assertThat(remark.problem()).isFalse();
			assertThat(remark.what()).contains("select is deferrable");
			database.execute(statement(remark, "(ALTER TABLE .*)\\."));
		});
		assertThat(findings(database, Check.CYCLES)).isEmpty();
	}

	@Test
	void circleThatAlsoHasKeysWhichCannotWaitIsAProblem(TestDatabase database) {
		database.execute(CIRCLE, "ALTER TABLE \"user\" ALTER CONSTRAINT \"select\" DEFERRABLE",
				"ALTER TABLE \"user\" ADD CONSTRAINT beside FOREIGN KEY (\"order\") REFERENCES \"Other\".\"Order Items\" (n)");
		assertThat(findings(database, Check.CYCLES)).singleElement().satisfies((finding) -> {
			assertThat(finding.problem()).isTrue();
			assertThat(finding.evidence().get(0)).contains("beside").doesNotContain("select");
		});
	}

	@Test
	void largerCircleIsToldByItsShortestWithAllOfItsTables(TestDatabase database) {
		database.execute("CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE b (id int PRIMARY KEY REFERENCES a)",
				"CREATE TABLE c (id int PRIMARY KEY REFERENCES b)", "ALTER TABLE a ADD b int REFERENCES b",
				"ALTER TABLE a ADD c int REFERENCES c");
		assertThat(findings(database, Check.CYCLES)).singleElement().satisfies((finding) -> {
			assertThat(finding.what()).isEqualTo("3 tables reference each other in a circle.");
			assertThat(finding.evidence()).containsExactly("public.a -(a_b_fkey)-> public.b -(b_id_fkey)-> public.a",
					"the shortest of its circles; 4 foreign keys between: public.a, public.b, public.c");
			assertThat(finding.advice())
				.startsWith("Open the circle: ALTER TABLE \"public\".\"a\" ALTER CONSTRAINT \"a_b_fkey\" DEFERRABLE");
		});
	}

	@Test
	void tableThatReferencesItselfIsHarmless(TestDatabase database) {
		database.execute("CREATE TABLE node (id int PRIMARY KEY, parent int REFERENCES node)");
		assertThat(section(examine(database), Check.CYCLES)).satisfies((section) -> {
			assertThat(section.findings()).isEmpty();
			assertThat(section.seen())
				.isEqualTo("none among 1 tables, 1 foreign keys, 1 of them from a table to itself, which is harmless");
		});
	}

	@Test
	void keysThatNoIndexBeginsWithAreToldWithTheStatementThatHelps(TestDatabase database) {
		database.execute(
				"""
						CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b), UNIQUE (a));
						CREATE TABLE "Child" (
						  id int PRIMARY KEY, "order" int CONSTRAINT unindexed REFERENCES parent (a),
						  x int CONSTRAINT hashed REFERENCES parent (a), y int, z int CONSTRAINT partly REFERENCES parent (a),
						  w int CONSTRAINT included REFERENCES parent (a), v int CONSTRAINT second REFERENCES parent (a),
						  CONSTRAINT reversed FOREIGN KEY (x, y) REFERENCES parent,
						  CONSTRAINT composite FOREIGN KEY (y, z) REFERENCES parent,
						  CONSTRAINT prefix FOREIGN KEY (id) REFERENCES parent (a));
						CREATE INDEX ON "Child" USING hash (x);
						CREATE INDEX ON "Child" (y, x, z);
						CREATE INDEX ON "Child" (z) WHERE z > 0;
						CREATE INDEX ON "Child" (id) INCLUDE (w);
						CREATE INDEX ON "Child" (lower(v::text), v);
						CREATE TABLE visit (id int, parent int CONSTRAINT of_parts REFERENCES parent (a)) PARTITION BY RANGE (id);
						CREATE TABLE visit_1 PARTITION OF visit FOR VALUES FROM (0) TO (9);
						CREATE TABLE visit_2 PARTITION OF visit FOR VALUES FROM (9) TO (20)
						""");
		List<String> missing = findings(database, Check.INDEXES).get(0).evidence();
		assertThat(missing).containsExactly("composite: CREATE INDEX ON public.\"Child\" (y, z);",
				"included: CREATE INDEX ON public.\"Child\" (w);", "partly: CREATE INDEX ON public.\"Child\" (z);",
				"second: CREATE INDEX ON public.\"Child\" (v);",
				"unindexed: CREATE INDEX ON public.\"Child\" (\"order\");",
				"of_parts: CREATE INDEX ON public.visit (parent);");
		missing.forEach((line) -> database.execute(line.substring(line.indexOf("CREATE"))));
		assertThat(findings(database, Check.INDEXES)).isEmpty();
	}

	@Test
	void nothingIsChangedAndWhatIsSetIsGone(TestDatabase database) {
		database.execute(CIRCLE);
		Fingerprint before = Fingerprint.of(database);
		examine(database);
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
	}

	@Test
	@Timeout(20)
	void tablesThatAnotherSessionLocksAreExaminedAllTheSame(TestDatabase database) throws SQLException {
		database.execute(CIRCLE);
		try (Connection session = database.connect(); Statement statement = session.createStatement()) {
			session.setAutoCommit(false);
			statement.execute("LOCK TABLE \"user\", \"Other\".\"Order Items\"");
			assertThat(findings(database, Check.CYCLES)).hasSize(1);
		}
	}

	@Test
	@Timeout(20)
	void recordOfResetsThatIsLockedIsNotWaitedFor(TestDatabase database) throws SQLException {
		database.execute("CREATE SCHEMA schema_recovery", "CREATE TABLE schema_recovery.run (id int)");
		try (Connection session = database.connect(); Statement statement = session.createStatement()) {
			session.setAutoCommit(false);
			statement.execute("LOCK TABLE schema_recovery.run");
			RecoveryException failure = catchThrowableOfType(RecoveryException.class, () -> examine(database));
			assertThat(failure.getExitCode()).isEqualTo(75);
			assertThat(failure.account()).contains("while examining the database", "55P03");
		}
	}

	@Test
	void schemaThatIsNamedAndNotThereIsRefused(TestDatabase database) {
		RecoveryException failure = catchThrowableOfType(RecoveryException.class,
				() -> new Doctor(List.of("publik"), Duration.ofSeconds(1), EntitySchemas.NONE, Associations.NONE)
					.examine(new NoMigrations(database.dataSource())));
		assertThat(failure.getExitCode()).isEqualTo(78);
	}

	@Test
	void longListsAreCutInTheTableAndWholeInJson(TestDatabase database) {
		database.execute("""
				DO $$ BEGIN
				  CREATE TABLE t0 (id int PRIMARY KEY);
				  FOR i IN 1..300 LOOP
				    EXECUTE format('CREATE TABLE t%s (id int PRIMARY KEY, other int REFERENCES t%s)', i, i - 1);
				  END LOOP;
				END $$
				""");
		Diagnosis diagnosis = examine(database);
		assertThat(DiagnosisTable.print(diagnosis)).contains("remark: 300 foreign keys have no index.",
				"    and 280 more; schema-recovery.dry-run-format=json lists all");
		assertThat(DiagnosisJson.print(diagnosis)).doesNotContain("\n")
			.startsWith("{\"database\":\"%s\",".formatted(database.name()))
			.contains("\"problems\":0,\"remarks\":1,\"checks\":[{\"check\":\"run\",\"seen\":\"none\",\"findings\":[]}",
					"t300_other_fkey: CREATE INDEX ON public.t300 (other);");
	}

	private static String statement(Finding finding, String pattern) {
		Matcher matcher = Pattern.compile(pattern).matcher(finding.advice());
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

	private static List<Finding> findings(TestDatabase database, Check check) {
		return section(examine(database), check).findings();
	}

	private static Section section(Diagnosis diagnosis, Check check) {
		return diagnosis.sections().stream().filter((section) -> section.check() == check).findFirst().orElseThrow();
	}

	private static Diagnosis examine(TestDatabase database) {
		return new Doctor(List.of(), Duration.ofMillis(500), EntitySchemas.NONE, Associations.NONE)
			.examine(new NoMigrations(database.dataSource()));
	}

}
