package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.request.SchemaRecoveryProperties;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class DropStageTests {

	private static final List<String> PUBLIC = List.of("public");

	private final DropStage stage = stage(Settings.of());

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
				new LockedTransaction(properties.drop().lockTimeout(), properties.drop().timeout()),
				new ProgressBoard());
	}

}
