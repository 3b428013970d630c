package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Another migration tool at work is not dropped under. */
@PostgresTest
class ToolLockTests {

	/** As Liquibase makes it. */
	private static final String LIQUIBASE = "CREATE TABLE databasechangeloglock (id int PRIMARY KEY, locked boolean NOT NULL,"
			+ " lockgranted timestamp, lockedby varchar(255))";

	@ParameterizedTest
	@ValueSource(strings = { "flyway_schema_history", "schema_version", "History of the Shop" })
	void flywayAtWorkIsSeenByItsLockWhateverItsTableIsCalled(String table, TestDatabase database) {
		SeenByADrop seen = new SeenByADrop(database);
		Flyway.configure()
			.dataSource(database.dataSource())
			.locations("classpath:shop/tables")
			.table(table)
			.callbacks(seen)
			.load()
			.migrate();
		assertThat(seen.refusal).isNotNull();
		assertThat(seen.refusal.account()).contains("Flyway, pid ", "role " + database.owner());
		assertThat(DropContract.of(database).drop().objects()).isNotEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "Prisma, 72707369", "node-pg-migrate, 7241865325823964" })
	void toolThatHoldsItsLockIsNamedWithItsPid(String tool, long key, TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE cart (id int)");
		DropContract contract = DropContract.of(database);
		try (Connection session = database.connectAsSuperuser()) {
			session.setClientInfo("ApplicationName", "deploy-42");
			String pid = DropGuardTests.query(session, "SELECT pg_backend_pid() FROM pg_advisory_lock(" + key + ")");
			RecoveryException refusal = contract.refuse();
			assertThat(refusal.account()).contains(tool + ", pid " + pid + ", application 'deploy-42', role postgres");
			assertThat(refusal.analysis().getAction()).contains("schema-recovery.drop.tool-locks=ignore");
			contract.drop("drop.tool-locks=ignore");
		}
		contract.drop();
	}

	@Test
	void lockThatIsNoToolsOrOfAnotherDatabaseSaysNothing(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE cart (id int)");
		try (Connection session = database.connect();
				Connection elsewhere = PostgresServer.shared().superuserConnection("postgres")) {
			DropGuardTests.query(session, "SELECT pg_advisory_lock(42)");
			DropGuardTests.query(session, "SELECT pg_advisory_lock(0, 72707369)");
			DropGuardTests.query(elsewhere, "SELECT pg_advisory_lock(72707369)");
			assertThat(DropContract.of(database).drop().objects()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void rowOfALockTableCountsWhileAnotherSessionIsAtWork(boolean otherRole, TestDatabase database)
			throws SQLException {
		database.execute(LIQUIBASE, "INSERT INTO databasechangeloglock VALUES (1, true, '2026-01-01', 'build-7')",
				"CREATE TABLE knex_migrations_lock (index serial, is_locked int)",
				"INSERT INTO knex_migrations_lock (is_locked) VALUES (1)");
		DropContract contract = DropContract.of(database);
		try (Connection session = otherRole ? database.connectAsSuperuser() : database.connect()) {
			session.setAutoCommit(false);
			String pid = DropGuardTests.query(session, "SELECT pg_backend_pid()");
			assertThat(contract.refuse().account())
				.contains("Liquibase, locked by build-7 since 2026-01-01", "Knex", "pid " + pid)
				.contains(", has a transaction open");
			contract.drop("drop.tool-locks=ignore");
			session.rollback();
		}
	}

	@Test
	void rowOfALockTableThatACrashLeftIsWhatAResetIsFor(TestDatabase database) throws SQLException {
		database.execute(LIQUIBASE, "INSERT INTO databasechangeloglock VALUES (1, true, NULL, NULL)");
		try (Connection idle = database.connect()) {
			DropGuardTests.query(idle, "SELECT 1");
			DropContract.of(database).drop();
		}
	}

	@Test
	void lockThatIsFreeIsNoneThoughASessionIsAtWork(TestDatabase database) throws SQLException {
		database.execute(LIQUIBASE, "INSERT INTO databasechangeloglock VALUES (1, false, NULL, NULL)");
		try (Connection session = database.connect()) {
			session.setAutoCommit(false);
			DropGuardTests.query(session, "SELECT 1");
			DropContract.of(database).drop();
		}
	}

	@Test
	void tablesThatAreOnlyCalledLikeThoseOfAToolDoNoHarm(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE databasechangeloglock (name text)",
				"CREATE TABLE knex_migrations_lock (is_locked text)", "INSERT INTO databasechangeloglock VALUES ('a')",
				"INSERT INTO knex_migrations_lock VALUES ('1')", "CREATE SCHEMA shop",
				"CREATE VIEW shop.databasechangeloglock AS SELECT true AS locked");
		try (Connection session = database.connect(); Statement statement = session.createStatement()) {
			session.setAutoCommit(false);
			statement.execute("SELECT 1");
			assertThat(DropContract.of(database, "public", "shop").drop().objects()).hasSize(3);
		}
	}

	/** Tries to drop while Flyway is at work. */
	private static final class SeenByADrop extends BaseCallback {

		private final TestDatabase database;

		private RecoveryException refusal;

		private SeenByADrop(TestDatabase database) {
			this.database = database;
		}

		@Override
		public boolean supports(Event event, Context context) {
			return event == Event.BEFORE_EACH_MIGRATE;
		}

		@Override
		public void handle(Event event, Context context) {
			this.refusal = org.assertj.core.api.Assertions.catchThrowableOfType(RecoveryException.class,
					() -> DropContract.stage("drop.timeout=1s", "drop.lock-timeout=1s")
						.drop(this.database.dataSource(), List.of("public")));
		}

	}

}
