package io.schemarecovery.boot;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** FAILURES 35: what a migration's DROP TABLE would take besides foreign keys. */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class CascadeCollateralTests {

	private static final String[] REBUILD = { "shop/tables", "shop/rebuild" };

	private static TestDatabase used(TestDatabase database, String... more) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		return database.script("failures/35-more-than-foreign-keys.sql").execute(more);
	}

	private static Launch rebuild(TestDatabase database) {
		return Launch.of(ShopApplication.class, database, REBUILD);
	}

	@Test
	void foreignKeyGoesAndIsToldAndNoRowIsLost(TestDatabase database, CapturedOutput output) {
		used(database);
		rebuild(database).startAndStop();
		assertThat(database.query("SELECT user_id FROM cart")).containsExactly("1");
		assertThat(database.query("SELECT name FROM \"user\"")).containsExactly("Ada");
		assertThat(output).containsOnlyOnce(
				"V2__rebuild_user.sql, line 5: CASCADE was added to \"DROP TABLE \"user\"\", which took constraint "
						+ "cart_user_id_fkey on table cart");
	}

	@ParameterizedTest
	@CsvSource(
			textBlock = """
					view active | CREATE VIEW active AS SELECT * FROM "user"
					materialized view cached | CREATE MATERIALIZED VIEW cached AS SELECT * FROM "user"
					table member | CREATE TABLE member (since int) INHERITS ("user"); INSERT INTO member (id, since) VALUES (9, 1)
					column was of table old | CREATE TABLE old (was "user"); INSERT INTO old SELECT u FROM "user" u
					policy own on table note | CREATE POLICY own ON note USING (id IN (SELECT id FROM "user")); ALTER TABLE note ENABLE ROW LEVEL SECURITY
					function label("user") | CREATE FUNCTION label("user") RETURNS text LANGUAGE sql AS 'SELECT $1.name'
					rule keep on table note | CREATE RULE keep AS ON DELETE TO note DO ALSO DELETE FROM "user"
					trigger strict on table note | CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE FUNCTION same("user") RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'; CREATE TRIGGER strict BEFORE UPDATE ON note FOR EACH ROW WHEN (same(NULL)) EXECUTE FUNCTION f()
					column size of table note | CREATE FUNCTION size("user") RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; ALTER TABLE note ADD size int GENERATED ALWAYS AS (size(NULL::"user")) STORED
					default value for column at of table note | CREATE FUNCTION at("user") RETURNS int LANGUAGE sql AS 'SELECT 1'; ALTER TABLE note ADD at int DEFAULT at(NULL::"user")
					constraint fits on table note | CREATE FUNCTION fits("user") RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true'; ALTER TABLE note ADD CONSTRAINT fits CHECK (fits(NULL::"user"))
					""",
			delimiter = '|')
	void normalBootRefusesWithTheTreeAndLosesNothingAndAllPasses(String dependent, String statements,
			TestDatabase database, CapturedOutput output) {
		used(database, statements);
		Fingerprint before = Fingerprint.of(database);
		RecoveryException failure = rebuild(database).fail();
		assertThat(failure.getExitCode()).isEqualTo(65);
		assertThat(failure.account()).contains("V2__rebuild_user.sql, line 5", "2BP01, dependent_objects_still_exist",
				"+- " + dependent, "+- constraint cart_user_id_fkey on table cart", "CASCADE was not added: ");
		assertThat(failure.analysis().getAction()).contains("schema-recovery.migrate.cascade=table;");
		assertThat(before.changes(Fingerprint.of(database), Set.of())).isEmpty();
		rebuild(database).with("schema-recovery.migrate.cascade=all").startAndStop();
		assertThat(output).containsPattern("which took .*" + Pattern.quote(dependent));
		assertThat(database.query("SELECT user_id FROM cart")).containsExactly("1");
	}

	@Test
	void resetPassesWhateverDepends(TestDatabase database) {
		used(database, "CREATE TABLE member (since int) INHERITS (\"user\")");
		rebuild(database).with("DB_RESET=true").startAndStop();
		assertThat(database.query("SELECT version FROM flyway_schema_history ORDER BY 1")).containsExactly("1", "2");
	}

	@Test
	void tableTakesWhatTheTableTakesAndTellsAllOfIt(TestDatabase database, CapturedOutput output) {
		used(database, "CREATE VIEW active AS SELECT * FROM \"user\"");
		rebuild(database).with("schema-recovery.migrate.cascade=table").startAndStop();
		assertThat(output).contains("which took ", "view active", "constraint cart_user_id_fkey on table cart");
		assertThat(database.query("SELECT user_id FROM cart")).containsExactly("1");
	}

	@Test
	void whatIsInAnotherSchemaNeedsAnotherSetting(TestDatabase database) {
		used(database, "CREATE SCHEMA other", "CREATE VIEW other.active AS SELECT * FROM \"user\"");
		assertThat(rebuild(database).fail().analysis().getAction())
			.contains("schema-recovery.migrate.cascade=table and schema-recovery.drop.collateral=allow;");
		RecoveryException failure = rebuild(database).with("schema-recovery.migrate.cascade=all").fail();
		assertThat(failure.account())
			.contains("view other.active is not in the schema public, and schema-recovery.drop.collateral is refuse");
		assertThat(failure.analysis().getAction()).contains("take them: schema-recovery.drop.collateral=allow;");
		rebuild(database).with("schema-recovery.migrate.cascade=all", "schema-recovery.drop.collateral=allow")
			.startAndStop();
		assertThat(database.query("SELECT viewname FROM pg_views WHERE schemaname = 'other'")).isEqualTo(List.of());
	}

}
