package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.schemarecovery.cascade.CascadePolicies;
import io.schemarecovery.request.SchemaRecoveryProperties.CascadePolicy;
import io.schemarecovery.request.SchemaRecoveryProperties.Collateral;
import io.schemarecovery.request.SchemaRecoveryProperties.ForeignKeyPolicy;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Where CASCADE is added, and where it must not be, on the connection of a migration. */
@PostgresTest
class CascadeOnANormalBootTests {

	private final CascadePolicies policies = new CascadePolicies(() -> CascadePolicy.FOREIGN_KEYS, Collateral.REFUSE,
			List.of("public"));

	private Connection connect(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE \"user\" (id int PRIMARY KEY)", "CREATE TABLE cart (u int REFERENCES \"user\")");
		return new CascadeDataSource(database.dataSource(), this.policies, enforced()).getConnection();
	}

	private static Suspensions enforced() {
		return new Suspensions(() -> ForeignKeyPolicy.ENFORCED, () -> List.of("public"), () -> true,
				Duration.ofSeconds(5));
	}

	private static void refused(Connection connection, String sql) {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> {
			try (Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}).extracting(SQLException::getSQLState).isEqualTo("2BP01");
	}

	@Test
	void foreignKeysAloneAreTaken(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute("-- the old table\nDROP TABLE \"user\"; -- done");
		}
		assertThat(database.query("SELECT 1 FROM pg_constraint WHERE contype = 'f'")).isEmpty();
	}

	@Test
	void preparedStatementIsJudgedWhenItIsExecuted(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database);
				PreparedStatement statement = connection.prepareStatement("DROP TABLE \"user\"")) {
			database.execute("CREATE VIEW v AS SELECT * FROM \"user\"");
			assertThatExceptionOfType(SQLException.class).isThrownBy(statement::execute);
			database.execute("DROP VIEW v");
			statement.execute();
		}
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE tablename = 'user'")).isEmpty();
	}

	@Test
	void laterStatementOfATextRunsAsWritten(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database)) {
			refused(connection, "CREATE VIEW v AS SELECT * FROM \"user\"; DROP TABLE \"user\"");
			refused(connection, "SET search_path = public; DROP TABLE \"user\"");
		}
	}

	@Test
	void backslashesCountAsTheSessionSays(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute("SET standard_conforming_strings = off");
			statement.execute("DROP TABLE \"user\"; SELECT '\\''");
			statement.execute("CREATE TABLE \"user\" (id int PRIMARY KEY)");
			statement.execute("ALTER TABLE cart ADD FOREIGN KEY (u) REFERENCES \"user\"");
			statement.execute("SET standard_conforming_strings = on");
			statement.execute("DROP TABLE \"user\"; SELECT '\\'");
		}
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE tablename = 'user'")).isEmpty();
	}

	@Test
	void refusedDropLeavesTheTransactionAsItWouldBe(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			database.execute("CREATE VIEW v AS SELECT * FROM \"user\"");
			connection.setAutoCommit(false);
			refused(connection, "DROP TABLE \"user\"");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT 1"))
				.extracting(SQLException::getSQLState)
				.isEqualTo("25P02");
		}
	}

	@Test
	void batchRunsAsWritten(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.addBatch("CREATE VIEW v AS SELECT * FROM \"user\"");
			statement.addBatch("DROP TABLE \"user\"");
			assertThatExceptionOfType(SQLException.class).isThrownBy(statement::executeBatch);
		}
	}

	@Test
	void columnOfAPartitionThatAViewShowsIsNotTaken(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE place (region text, code int, UNIQUE (region, code)) PARTITION BY LIST (region)",
				"CREATE TABLE place_eu PARTITION OF place FOR VALUES IN ('eu')",
				"CREATE TABLE shop (region text, code int, FOREIGN KEY (region, code) REFERENCES place (region, code))",
				"CREATE VIEW eu_codes AS SELECT code FROM place_eu");
		try (Connection connection = connect(database)) {
			refused(connection, "ALTER TABLE place DROP COLUMN code");
		}
		assertThat(database.query("SELECT viewname FROM pg_views WHERE schemaname = 'public'"))
			.containsExactly("eu_codes");
	}

	@Test
	void foreignKeyOfAnotherSchemaIsNotTaken(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database)) {
			database.execute("CREATE SCHEMA other", "CREATE TABLE other.o (u int REFERENCES public.\"user\")");
			connection.createStatement().execute("SET search_path = other");
			refused(connection, "DROP TABLE public.\"user\"");
		}
	}

	@Test
	void emptySearchPathOfADumpIsNoObstacle(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute("SELECT pg_catalog.set_config('search_path', '', false)");
			statement.execute("DROP TABLE public.\"user\"");
		}
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE tablename = 'user'")).isEmpty();
	}

	@Test
	void temporaryTableOfTheMigrationIsItsOwnAffair(TestDatabase database) throws SQLException {
		try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TEMP TABLE x (id int PRIMARY KEY)");
			statement.execute("CREATE TEMP TABLE xf (id int REFERENCES x)");
			statement.execute("DROP TABLE x");
		}
		assertThat(database.query("SELECT 1 FROM pg_tables WHERE tablename = 'x'")).isEmpty();
	}

	@Test
	void noneLeavesEveryDropAsWritten(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE b (a int REFERENCES a)");
		CascadePolicies none = new CascadePolicies(() -> CascadePolicy.NONE, Collateral.REFUSE, List.of("public"));
		try (Connection connection = new CascadeDataSource(database.dataSource(), none, enforced()).getConnection()) {
			refused(connection, "DROP TABLE a");
		}
	}

	@Test
	void concurrentlyIsRefusedOnlyWhereItWouldHang(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE t (id int)", "CREATE INDEX i ON t (id)");
		CascadeDataSource dataSource = new CascadeDataSource(database.dataSource(), this.policies, enforced());
		try (Connection lock = dataSource.getConnection(); Connection connection = dataSource.getConnection()) {
			lock.setAutoCommit(false);
			Statement statement = connection.createStatement();
			statement.execute("DROP INDEX CONCURRENTLY i");
			statement.execute("-- we cannot create this index concurrently here\nCREATE INDEX i ON t (id)");
			statement.execute("CREATE TABLE jobs (id int, -- run concurrently\n x int)");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("/* big */ CREATE UNIQUE INDEX CONCURRENTLY j ON t (id)"))
				.withMessageContaining("transactional-lock=false");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> statement.execute("REINDEX TABLE CONCURRENTLY t"))
				.withMessageContaining("transactional-lock=false");
		}
	}

}
