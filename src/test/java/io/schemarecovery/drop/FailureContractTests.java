package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.catalog.ScopeReader;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The failures that users really met, rows of a list: each a script, each held to the
 * {@link DropContract}.
 */
@PostgresTest
class FailureContractTests {

	@ParameterizedTest
	@ValueSource(strings = { "10-view-of-an-extension", "11-schema-of-the-host", "14-extension-members",
			"15-extension-of-every-kind", "16-schema-of-an-extension", "17-aggregates", "18-range-types",
			"21-rare-kinds", "23-tangled-types-and-functions", "24-circular-foreign-keys" })
	void takesEverythingAndLeavesRoomForItAgain(String failure, TestDatabase database) {
		DropContract contract = DropContract.of(database).given(failure);
		DropPlan plan = contract.drop();
		assertThat(plan.objects()).isNotEmpty();
		assertThat(plan.casualties()).isEmpty();
		assertThat(contract.drop().objects()).isEmpty();
		contract.again(failure).drop();
	}

	@Test
	void row10ViewOfAnExtensionThatTheHostOwnsStays(TestDatabase database) {
		DropContract.of(database).given("10-view-of-an-extension").drop();
		assertThat(database.query("SELECT viewname FROM pg_views WHERE schemaname = 'public'"))
			.contains("pg_stat_statements")
			.doesNotContain("slowest");
	}

	@Test
	void row11SchemaOfTheHostInWhichNothingMayBeMadeIsRefused(TestDatabase database) {
		DropContract contract = DropContract.of(database).given("11-schema-of-the-host");
		database.superuser("REVOKE CREATE ON SCHEMA public FROM " + database.owner() + ", PUBLIC");
		assertThat(contract.refuse().analysis().getAction())
			.contains("GRANT CREATE ON SCHEMA \"public\" TO \"" + database.owner() + "\"");
	}

	@Test
	void row12WhatBelongsToAnotherIsRefusedBeforeTheFirstDrop(TestDatabase database) {
		RecoveryException refusal = DropContract.of(database).given("12-owned-by-another").refuse();
		assertThat(refusal.account()).contains("table public.theirs, owned by postgres",
				"table public.granted, owned by postgres", "function public.their_function(integer), owned by postgres",
				"type public.their_type, owned by postgres", "sequence public.their_sequence, owned by postgres");
		assertThat(refusal.account()).doesNotContain("public.mine");
		assertThat(refusal.analysis().getAction())
			.contains("ALTER TABLE public.theirs OWNER TO \"" + database.owner() + "\"");
	}

	@Test
	void row13ObjectsOfTheFormerUserOfTheSameGroupAreTaken(TestDatabase database) {
		DropContract.of(database).given("13-role-rotated").drop();
		database.superuser("DROP ROLE former_" + database.name());
		assertThat(database.query("SELECT 1 FROM pg_class WHERE relname LIKE 'inherited%'")).isEmpty();
	}

	@Test
	void row14MembersOfExtensionsAreUsableAfterwards(TestDatabase database) {
		DropContract.of(database).given("14-extension-members").drop();
		assertThat(database.query("SELECT centre FROM geometry_columns")).containsExactly("(0, 0)");
		assertThat(database.query("SELECT 'A'::citext = 'a'::citext AND similarity('ab', 'ab') = 1"))
			.containsExactly("t");
	}

	@Test
	void row16SchemaOfAnExtensionStaysThoughItIsNamed(TestDatabase database) {
		DropContract.of(database, "public", "cron").given("16-schema-of-an-extension").drop();
		assertThat(database.query("SELECT command FROM cron.job")).containsExactly("VACUUM");
	}

	@Test
	void row16SchemaOfAnExtensionIsNotAmongAll(TestDatabase database) throws SQLException {
		DropContract.of(database).given("16-schema-of-an-extension");
		try (Connection connection = database.connect()) {
			assertThat(new ScopeReader().read(connection, List.of("*"))).containsExactly("public");
		}
	}

	@Test
	void row19SequenceThatAnotherSchemaUsesIsRefusedOrTakenWithTheDefaultAlone(TestDatabase database) {
		DropContract contract = DropContract.of(database).given("19-sequence-used-elsewhere");
		RecoveryException refusal = contract.refuse();
		assertThat(refusal.account()).contains("default value for column id of table other.numbered");
		assertThat(refusal.analysis().getAction()).contains("schema-recovery.drop.collateral=allow");
		contract.drop("drop.collateral=allow");
		assertThat(database.query("SELECT id || note FROM other.numbered")).containsExactly("1kept");
	}

	@Test
	void row20ChildrenOfParentsElsewhereAreTakenAndTheParentsStay(TestDatabase database) {
		assertThat(DropContract.of(database).given("20-partition-of-another-schema").drop().casualties()).isEmpty();
		assertThat(database.query("SELECT id FROM arch.parent")).containsExactly("11");
		assertThat(database.query("SELECT name FROM arch.animal")).containsExactly("Tom");
	}

	@Test
	void row22EventTriggerThatNeedsATableIsNamedBeforeTheFirstDrop(TestDatabase database) {
		assertThat(DropContract.of(database).given("22-event-trigger").refuse().account())
			.contains("event trigger log_drops");
	}

	@Test
	void row25NamesOfEverySortAreTakenFromASchemaOfSuchAName(TestDatabase database) {
		DropContract contract = DropContract.of(database, "public", "Weird\".; $$ %s").given("25-names");
		assertThat(contract.drop().casualties()).isEmpty();
		contract.again("25-names").drop();
	}

	@Test
	void row25SchemaOfSuchANameAloneIsTaken(TestDatabase database) {
		DropContract.of(database, "Weird\".; $$ %s").given("25-names").drop();
		assertThat(database.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).contains("USER",
				"User", "user");
	}

	@Test
	void row26TypeThatAnotherSchemaUsesIsRefusedOrTakenWithThePopulatedColumn(TestDatabase database) {
		DropContract contract = DropContract.of(database).given("26-type-used-elsewhere");
		assertThat(contract.refuse().account()).contains("column mood of table other.person",
				"column moods of table other.person", "column mail of table other.person",
				"column home of table other.person", "index other.person_mood", "view other.moods");
		contract.drop("drop.collateral=allow");
		assertThat(database.query("SELECT to_jsonb(p)::text FROM other.person p")).containsExactly("{\"id\": 1}");
	}

	@Test
	void row27WhatAnotherSchemaWouldLoseIsRefusedOrTakenAndNoMore(TestDatabase database) {
		DropContract contract = DropContract.of(database).given("27-used-elsewhere");
		assertThat(contract.refuse().account()).contains("constraint bill_account_fkey on table other.bill",
				"constraint bill_amount on table other.bill", "default value for column amount of table other.bill",
				"index other.bill_twice", "statistics object other.bill_statistics",
				"policy bill_policy on table other.bill", "trigger bill_changed on table other.bill",
				"rule bill_rule on table other.bill", "view other.accounts", "materialized view other.account_count",
				"function other.first_account()");
		assertThat(contract.drop("drop.collateral=allow").casualties()).hasSize(11);
		assertThat(database.query("SELECT to_jsonb(b)::text FROM other.bill b"))
			.containsExactly("{\"id\": 1, \"amount\": 42, \"account\": 1}");
	}

	@Test
	void row28SchemasStayAsTheyWereSetUp(TestDatabase database) {
		DropContract.of(database, "public", "shop").given("28-schema-as-it-was-set-up").drop();
		assertThat(
				database.query("SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace WHERE nspname = 'shop'"))
			.containsExactly("The shop, set up by hand");
		database.execute("CREATE TABLE shop.item (id int)");
		assertThat(database.query("SELECT has_table_privilege('pg_monitor', 'shop.item', 'SELECT')"))
			.containsExactly("t");
	}

}
