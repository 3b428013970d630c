package io.schemarecovery.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What each CASCADE took, in the log and in the report, if it was committed. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class CascadeReportTests {

	private static final String TOOK = "CASCADE was added to ";

	private static final String[] TABLES = { "CREATE TABLE a (id int PRIMARY KEY);",
			"CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a);", "CREATE TABLE c (b int REFERENCES b);" };

	private static Scripts scripts(Path directory) throws IOException {
		return new Scripts(directory).with("V1__tables.sql", TABLES);
	}

	@Test
	void placeStatementAndWhatWasTakenAreInTheReport(TestDatabase database, @TempDir Path directory)
			throws IOException {
		Scripts scripts = scripts(directory).with("V2__drop.sql", "-- DROP TABLE a;", "SELECT 1;", "DROP TABLE",
				"  a; -- gone", "DROP TABLE b;");
		try (ConfigurableApplicationContext context = scripts.launch(database).with("DB_RESET=true").start()) {
			RecoveryRun run = context.getBean(RecoveryRun.class);
			assertThat(run.result(Stage.MIGRATE).orElseThrow().effects().cascades()).containsExactly(
					new Cascade("V2__drop.sql", 3, "DROP TABLE\n  a", List.of("constraint b_a_fkey on table b")),
					new Cascade("V2__drop.sql", 5, "DROP TABLE b", List.of("constraint c_b_fkey on table c")));
		}
	}

	@Test
	void tablesDroppedTogetherNeedNoCascadeForEachOther(TestDatabase database, @TempDir Path directory,
			CapturedOutput output) throws IOException {
		scripts(directory).with("V2__drop.sql", "DROP TABLE a, b, c;").launch(database).startAndStop();
		assertThat(output).doesNotContain(TOOK);
		new Scripts(directory).with("V3__again.sql", TABLES)
			.with("V4__drop.sql", "DROP TABLE IF EXISTS nothing, a, b;")
			.launch(database)
			.startAndStop();
		assertThat(output).containsOnlyOnce(TOOK)
			.contains("\"DROP TABLE IF EXISTS nothing, a, b\", which took constraint c_b_fkey on table c");
	}

	@Test
	void whatWasRolledBackWasNotTaken(TestDatabase database, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		scripts(directory).with("V2__fails.sql", "DROP TABLE a;", "SELECT 1/0;").launch(database).fail();
		assertThat(output).doesNotContain(TOOK);
		assertThat(database.query("SELECT conname FROM pg_constraint WHERE conname = 'b_a_fkey'")).hasSize(1);
	}

	@Test
	void whatAStatementCommittedWasTaken(TestDatabase database, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		scripts(directory).with("V2__fails.sql", "DROP TABLE a;", "COMMIT;", "SELECT 1/0;").launch(database).fail();
		assertThat(output).containsOnlyOnce("V2__fails.sql, line 1: " + TOOK);
		assertThat(database.query("SELECT to_regclass('a') IS NULL")).containsExactly("t");
	}

	@Test
	void whatAStatementRolledBackWasNotTaken(TestDatabase database, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		scripts(directory).with("V2__drop.sql", "SAVEPOINT Outer_One;", "SAVEPOINT s;", "DROP TABLE a;", "RELEASE s;",
				"/* back */ ROLLBACK TO SAVEPOINT outer_one;", "SAVEPOINT s;", "DROP TABLE b;", "RELEASE SAVEPOINT s;")
			.launch(database)
			.startAndStop();
		assertThat(output).containsOnlyOnce(TOOK).contains("V2__drop.sql, line 7: " + TOOK);
		assertThat(database.query("SELECT to_regclass('a') IS NULL")).containsExactly("f");
	}

	@Test
	void groupIsTakenBackAsAWhole(TestDatabase database, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		Scripts scripts = scripts(directory).with("V2__drop.sql", "DROP TABLE a;").with("V3__fails.sql", "SELECT 1/0;");
		RecoveryException failure = scripts.launch(database).with("spring.flyway.group=true").fail();
		assertThat(failure.analysis().getAction()).contains("they are one group");
		assertThat(output).doesNotContain(TOOK);
		scripts.with("V3__fails.sql", "SELECT 1;").launch(database).with("spring.flyway.group=true").startAndStop();
		assertThat(output).containsOnlyOnce("V2__drop.sql, line 1: " + TOOK);
	}

	@Test
	void migrationWithoutATransactionTakesAtOnce(TestDatabase database, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		scripts(directory).with("V2__drop.sql", "DROP TABLE a;", "SELECT 1/0;")
			.with("V2__drop.sql.conf", "executeInTransaction=false")
			.launch(database)
			.fail();
		assertThat(output).containsOnlyOnce("V2__drop.sql, line 1: " + TOOK);
	}

	@Test
	void repeatablesAndCallbacksAreToldByName(TestDatabase database, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		scripts(directory)
			.with("beforeMigrate.sql", "CREATE TABLE IF NOT EXISTS x (id int PRIMARY KEY);",
					"CREATE TABLE y (x int REFERENCES x);", "DROP TABLE x;", "DROP TABLE y;")
			.with("R__again.sql", "DROP TABLE a;")
			.with("afterMigrate.sql", "DROP TABLE b;")
			.launch(database)
			.startAndStop();
		assertThat(output).contains("beforeMigrate: " + TOOK + "\"DROP TABLE x\"",
				"R__again.sql, line 1: " + TOOK + "\"DROP TABLE a\"", "afterMigrate: " + TOOK + "\"DROP TABLE b\"");
	}

	@Test
	void thousandsOfDependentsAreCounted(TestDatabase database, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		scripts(directory)
			.with("V2__many.sql", "DO $$ BEGIN FOR i IN 1..283 LOOP EXECUTE",
					"  'CREATE TABLE t' || i || ' (a int REFERENCES a)'; END LOOP; END $$;")
			.with("V3__drop.sql", "DROP TABLE a;")
			.launch(database)
			.startAndStop();
		assertThat(output).contains("V3__drop.sql, line 1: " + TOOK)
			.containsPattern(
					"which took (constraint \\w+ on table \\w+, ){9}constraint \\w+ on table \\w+ and 274 more\n");
	}

	@Test
	void secretsAreNotTold(TestDatabase database, @TempDir Path directory) throws IOException {
		RecoveryException failure = scripts(directory)
			.with("V2__role.sql", "CREATE ROLE reporter", "  LOGIN PASSWORD 'h0rse-battery' IN ROLE no_such_role;")
			.launch(database)
			.fail();
		assertThat(failure.account()).contains("PASSWORD '***'").doesNotContain("h0rse");
	}

	@Test
	void everyWayOfAJavaMigrationToDropIsSeen(TestDatabase database, @TempDir Path directory, CapturedOutput output)
			throws IOException {
		scripts(directory).launch(database).with(JavaMigrations.class).startAndStop();
		for (String table : new String[] { "p1", "p2", "p3", "p4", "p5", "p7" }) {
			assertThat(output).contains(": " + TOOK + "\"DROP TABLE " + table + "\", which took constraint f_" + table
					+ "_fkey on table f");
		}
		assertThat(output).as("rolled back to a savepoint").doesNotContain("DROP TABLE p6");
	}

	@Configuration(proxyBeanMethods = false)
	static class JavaMigrations {

		@Bean
		V2__drops drops() {
			return new V2__drops();
		}

	}

	@SuppressWarnings("checkstyle:typename")
	static class V2__drops extends BaseJavaMigration {

		@Override
		public void migrate(Context context) throws Exception {
			Connection connection = context.getConnection();
			JdbcTemplate template = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
			template.execute("CREATE TABLE f (id int)");
			for (int i = 1; i <= 7; i++) {
				template.execute("CREATE TABLE p" + i + " (id int PRIMARY KEY)");
				template.execute("ALTER TABLE f ADD p" + i + " int CONSTRAINT f_p" + i + "_fkey REFERENCES p" + i);
			}
			try (Statement statement = connection.createStatement();
					PreparedStatement prepared = connection.prepareStatement("DROP TABLE p2")) {
				statement.execute("DROP TABLE p1");
				prepared.execute();
				statement.executeUpdate("DROP TABLE p3");
				statement.executeLargeUpdate("DROP TABLE p4");
			}
			template.update("DROP TABLE p5");
			Savepoint savepoint = connection.setSavepoint();
			template.execute("DROP TABLE p6");
			connection.rollback(savepoint);
			template.update("DROP TABLE p7");
		}

	}

}
