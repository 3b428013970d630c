package io.schemarecovery.boot;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A reset with data that is to be kept. */
@PostgresTest
class KeptDataTests {

	private static final String KEEP = "schema-recovery.drop.keep=";

	private static final String TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";

	private static Launch reset(TestDatabase database, String... migrations) {
		return Launch.of(ShopApplication.class, database, migrations).with("DB_RESET=true");
	}

	private static TestDatabase used(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		return database.execute("INSERT INTO \"user\" (name) VALUES ('Ada')", "CREATE TYPE level AS ENUM ('info')",
				"CREATE TABLE audit_log (id serial PRIMARY KEY, level level, note text)",
				"INSERT INTO audit_log (level, note) VALUES ('info', 'precious')");
	}

	@Test
	void tableThatNoMigrationMakesKeepsItsRowsThroughOneResetAndTheNext(TestDatabase database) {
		used(database);
		for (int time = 1; time <= 2; time++) {
			reset(database, "shop/tables", "shop/rebuild", "shop/seed").with(KEEP + "audit_log").startAndStop();
			assertThat(database.query(TABLES)).containsExactly("audit_log", "cart", "flyway_schema_history", "user");
			assertThat(database.query("SELECT name FROM \"user\"")).containsExactly("seeded");
			assertThat(database.query("SELECT id || ' ' || level || ' ' || note FROM audit_log"))
				.containsExactly("1 info precious");
		}
		Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild", "shop/seed").startAndStop();
		assertThat(database.query("SELECT note FROM audit_log")).containsExactly("precious");
	}

	@Test
	void tableStaysThroughTheFallbackAsWell(TestDatabase database) {
		used(database);
		reset(database, "shop/tables", "shop/broken").with(KEEP + "public.audit*").startAndStop();
		assertThat(database.query(TABLES)).containsExactly("audit_log", "cart", "flyway_schema_history", "user");
		assertThat(database.query("SELECT note FROM audit_log")).containsExactly("precious");
	}

	@Test
	void historyThatStageTwoRemovesCannotBeKept(TestDatabase database) {
		used(database).execute("CREATE TABLE alembic_version (version_num text PRIMARY KEY)",
				"CREATE TABLE note (version text REFERENCES alembic_version)");
		Fingerprint before = Fingerprint.of(database);
		Map.of("audit_log,public.flyway*", "table public.flyway_schema_history", "*", "table public.alembic_version",
				"note", "table public.alembic_version, which a kept object needs")
			.forEach((keep, evidence) -> {
				RecoveryException failure = reset(database, "shop/tables").with(KEEP + keep).fail();
				assertThat(failure.getExitCode()).isEqualTo(78);
				assertThat(failure.account()).contains("schema-recovery.drop.keep", evidence);
				assertThat(failure.analysis().getAction()).contains("schema-recovery.purge.version-tables");
			});
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
	}

	@Test
	void versionTableThatIsOnTheListNoMoreCanBeKept(TestDatabase database) {
		used(database).execute("CREATE TABLE alembic_version (version_num text)",
				"INSERT INTO alembic_version VALUES ('3f')");
		reset(database, "shop/tables")
			.with(KEEP + "alembic_version", "schema-recovery.purge.version-tables=django_migrations")
			.startAndStop();
		assertThat(database.query("SELECT version_num FROM alembic_version")).isEqualTo(List.of("3f"));
	}

}
