package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.KeptObject;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is to be kept stays as it was, held to the {@link DropContract}, and all else
 * goes.
 */
@PostgresTest
class KeepTests {

	private static final String TABLES = "SELECT schemaname || '.' || tablename FROM pg_tables"
			+ " WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema' ORDER BY 1";

	private static final String[] AUDIT = { "audit_entry", "audit_mark", "customer" };

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void tableStaysWithAllThatHangsOnItAndAllThatItNeeds(String mode, TestDatabase database) {
		database.script("keep/audit.sql");
		List<String> rows = rows(database, AUDIT);
		DropPlan plan = DropContract.of(database).drop("drop.mode=" + mode, "drop.keep=audit_*");
		assertThat(plan.atomic()).isEqualTo(mode.equals("atomic"));
		assertThat(rows(database, AUDIT)).isEqualTo(rows).allSatisfy((row) -> assertThat(row).isNotEmpty());
		assertThat(database.query(TABLES)).containsExactly("public.audit_entry", "public.audit_mark",
				"public.customer");
		assertThat(kept(plan)).containsExactlyInAnyOrder("statistics object public.audit_entry_statistics",
				"table public.audit_entry", "table public.audit_mark", "type public.amount, which a kept object needs",
				"function public.folded(pg_catalog.text), which a kept object needs",
				"function public.is_short(pg_catalog.text), which a kept object needs",
				"function public.stamp(), which a kept object needs",
				"sequence public.ticket_numbers, which a kept object needs",
				"table public.customer, which a kept object needs", "type public.level, which a kept object needs",
				"type public.place, which a kept object needs");
	}

	@Test
	void keptTableWorksAsBefore(TestDatabase database) {
		database.script("keep/audit.sql");
		DropContract.of(database).drop("drop.keep=audit_entry");
		database.execute("INSERT INTO customer (name) VALUES ('Mary')",
				"INSERT INTO audit_entry (customer, follows, total) VALUES (3, 2, 4)",
				"UPDATE audit_entry SET note = 'Third' WHERE id = 3");
		assertThat(database.query("SELECT concat_ws(' ', id, ticket, level, doubled, note, changed::date)"
				+ " FROM audit_entry WHERE customer = 3"))
			.containsExactly("3 1002 info 8 Third 2026-01-01");
		assertThat(database.query("SELECT conname FROM pg_constraint WHERE contype = 'f' ORDER BY 1"))
			.containsExactly("audit_entry_customer_fkey", "audit_entry_follows_fkey");
	}

	@Test
	void patternsNameWhatStays(TestDatabase database) throws SQLException {
		database.execute("CREATE SCHEMA shop", "CREATE TABLE audit_log (id int)", "CREATE TABLE audit_line (id int)",
				"CREATE TABLE cart (id int)", "CREATE TABLE shop.audit_log (id int)", "CREATE TABLE shop.cart (id int)",
				"CREATE TABLE \"Audit.Log\" (id int)", "CREATE COLLATION \"Order Items\" (locale = 'C')");
		Map<String, String> patterns = new LinkedHashMap<>();
		patterns.put("audit_log", "public.audit_log, shop.audit_log");
		patterns.put("public.audit_log", "public.audit_log");
		patterns.put("audit_*", "public.audit_line, public.audit_log, shop.audit_log");
		patterns.put("*_log", "public.audit_log, shop.audit_log");
		patterns.put("*dit*l*g", "public.audit_log, shop.audit_log");
		patterns.put("*u*t*", "public.\"Audit.Log\", public.audit_line, public.audit_log, shop.audit_log");
		patterns.put("*b*", "");
		patterns.put("s*", "");
		patterns.put("s*.*", "shop.audit_log, shop.cart");
		patterns.put(" shop.* ", "shop.audit_log, shop.cart");
		patterns.put("*.cart", "public.cart, shop.cart");
		patterns.put("shop.c*,audit_line", "public.audit_line, shop.cart");
		patterns.put("Audit.Log", "public.\"Audit.Log\"");
		patterns.put("public.Audit.Log", "public.\"Audit.Log\"");
		patterns.put("audit.log", "");
		patterns.put("Order Items", "public.\"Order Items\"");
		patterns.put("*",
				"public.\"Audit.Log\", public.\"Order Items\", public.audit_line, public.audit_log, public.cart, shop.audit_log, shop.cart");
		try (Connection connection = database.connect()) {
			for (String pattern : patterns.keySet()) {
				List<String> kept = new CatalogReader(List.of(pattern.split(",")))
					.kept(connection, List.of("public", "shop"))
					.stream()
					.filter(KeptObject::whole)
					.map((object) -> object.toString().replaceFirst("^\\w+ ", ""))
					.toList();
				assertThat(String.join(", ", kept.stream().sorted().toList())).as(pattern)
					.isEqualTo(patterns.get(pattern));
			}
		}
		assertThat(DropContract.of(database, "public", "shop").drop("drop.keep=*").objects()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "measurement", "measurement_2026", "arch.measurement_2025" })
	void partitionKeepsItsTree(String pattern, TestDatabase database) {
		database.execute("CREATE SCHEMA arch",
				"CREATE TABLE measurement (year int, month int, value int, PRIMARY KEY (year, month)) PARTITION BY RANGE (year)",
				"CREATE TABLE measurement_2026 PARTITION OF measurement FOR VALUES FROM (2026) TO (2027) PARTITION BY LIST (month)",
				"CREATE TABLE january PARTITION OF measurement_2026 FOR VALUES IN (1)",
				"CREATE TABLE arch.measurement_2025 PARTITION OF measurement FOR VALUES FROM (2025) TO (2026)",
				"CREATE INDEX ON measurement (value)", "INSERT INTO measurement VALUES (2025, 1, 1), (2026, 1, 2)",
				"CREATE TABLE other (year int, month int, FOREIGN KEY (year, month) REFERENCES measurement)",
				"CREATE TABLE reading (year int) PARTITION BY RANGE (year)",
				"CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM (2026) TO (2027)");
		DropContract.of(database, "public", "arch").drop("drop.keep=" + pattern);
		assertThat(database.query(TABLES)).containsExactly("arch.measurement_2025", "public.january",
				"public.measurement", "public.measurement_2026");
		assertThat(database.query("SELECT value FROM measurement ORDER BY 1")).containsExactly("1", "2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "animal", "cat" })
	void heirsStayWithTheTableWhoseRowsTheyHold(String pattern, TestDatabase database) {
		database.execute("CREATE TABLE animal (id serial, name text)", "CREATE TABLE cat (lives int) INHERITS (animal)",
				"CREATE TABLE kitten () INHERITS (cat)", "CREATE TABLE plant (id int)",
				"INSERT INTO kitten VALUES (7, 'Tom', 9)");
		DropContract.of(database).drop("drop.keep=" + pattern);
		assertThat(database.query(TABLES)).containsExactly("public.animal", "public.cat", "public.kitten");
		assertThat(database.query("SELECT name FROM animal")).containsExactly("Tom");
	}

	@Test
	void viewKeepsTheTablesAndFunctionsThatItReads(TestDatabase database) {
		database.script("keep/audit.sql");
		database.execute("CREATE VIEW report AS SELECT e.*, c.count FROM errors e, entry_count c");
		DropPlan plan = DropContract.of(database).drop("drop.keep=report");
		assertThat(kept(plan)).contains("view public.report", "view public.errors, which a kept object needs",
				"materialized view public.entry_count, which a kept object needs",
				"table public.invoice, which a kept object needs", "table public.customer, which a kept object needs");
		assertThat(database.query("SELECT count FROM entry_count")).containsExactly("2");
		assertThat(database.query(TABLES)).doesNotContain("public.archived_entry", "public.audit_mark");
	}

	@Test
	void functionWithAParsedBodyKeepsWhatItUses(TestDatabase database) {
		database.execute("CREATE TABLE rate (value numeric)", "CREATE TABLE other (id int)",
				"CREATE FUNCTION rate() RETURNS numeric LANGUAGE sql BEGIN ATOMIC SELECT max(value) FROM rate; END",
				"INSERT INTO rate VALUES (2)");
		DropContract.of(database).drop("drop.keep=rate");
		assertThat(database.query("SELECT rate()")).containsExactly("2");
		assertThat(database.query(TABLES)).containsExactly("public.rate");
	}

	@Test
	void whatIsNeededFromAnotherSchemaIsNotToldSinceItDoesNotGo(TestDatabase database) {
		database.execute("CREATE SCHEMA other", "CREATE TABLE other.country (id int PRIMARY KEY)",
				"CREATE TABLE town (id int, country int REFERENCES other.country)", "CREATE TABLE cart (id int)");
		assertThat(kept(DropContract.of(database).drop("drop.keep=town"))).containsExactly("table public.town");
	}

	@Test
	void whatBelongsToAnotherRoleAndStaysIsNoReasonToRefuse(TestDatabase database) {
		database.script("failures/12-owned-by-another.sql");
		database.superuserScript("failures/12-owned-by-another.superuser.sql");
		DropContract contract = DropContract.of(database);
		assertThat(contract.refuse("drop.keep=their_*,theirs").account()).contains("public.granted")
			.doesNotContain("public.theirs", "public.their_type");
		contract.drop("drop.keep=their_*,theirs,granted");
		assertThat(database.query("SELECT id FROM theirs")).containsExactly("1");
	}

	@Test
	void droppingTwiceKeepsItTwice(TestDatabase database) {
		database.script("keep/audit.sql");
		DropContract contract = DropContract.of(database);
		assertThat(contract.drop("drop.keep=audit_entry").objects()).isNotEmpty();
		assertThat(contract.drop("drop.keep=audit_entry").objects()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void whatMigrationsLeftHalfMadeGoesAndWhatIsKeptStaysAgain(String mode, TestDatabase database) {
		database.script("keep/audit.sql");
		DropStage stage = DropContract.stage("drop.keep=audit_entry", "drop.mode=" + mode);
		stage.drop(database.dataSource(), List.of("public"));
		List<String> rows = rows(database, "audit_entry", "customer");
		database.execute("CREATE SCHEMA made", "CREATE TABLE half (entry int REFERENCES audit_entry)",
				"CREATE VIEW made.halves AS SELECT * FROM public.half");
		DropPlan plan = stage.dropAgain(database.dataSource(), List.of("public"));
		assertThat(plan.objects()).extracting(Object::toString).containsExactly("table public.half");
		assertThat(database.query(TABLES)).containsExactly("public.audit_entry", "public.customer");
		assertThat(rows(database, "audit_entry", "customer")).isEqualTo(rows);
	}

	@Test
	void partOfAnEarlierKeptTableCanGoOnItsOwnWhenItIsNoLongerKept(TestDatabase database) {
		database.script("keep/audit.sql");
		DropContract contract = DropContract.of(database);
		contract.drop("drop.keep=audit_*");
		contract.drop("drop.keep=customer");
		assertThat(database.query(TABLES)).containsExactly("public.customer");
		contract.drop();
		assertThat(database.query(TABLES)).isEmpty();
	}

	@Test
	void patternThatNamesNothingIsTakenForATypo(TestDatabase database) {
		database.script("keep/audit.sql");
		RecoveryException refusal = DropContract.of(database)
			.refuse("drop.keep=audit_enrty,customer,publik.*,audit_entry_id_seq,audit_entry_note");
		assertThat(refusal.account()).contains("schema-recovery.drop.keep names what is not there: "
				+ "audit_enrty, publik.*, audit_entry_id_seq, audit_entry_note");
		assertThat(refusal.analysis().getAction()).contains("correct schema-recovery.drop.keep");
	}

	@Test
	void patternThatNamesWhatStaysAnywayIsNone(TestDatabase database) {
		database.superuser("CREATE EXTENSION citext");
		database.execute("CREATE SCHEMA other", "CREATE TABLE other.log (id int)", "CREATE TABLE cart (id int)");
		DropContract.of(database).drop("drop.keep=citext,other.*,log");
		assertThat(database.query(TABLES)).containsExactly("other.log");
	}

	@Test
	void patternIsNoReasonToRefuseWhereThereIsNothingToDrop(TestDatabase database) {
		assertThat(DropContract.of(database).drop("drop.keep=audit_entry").objects()).isEmpty();
	}

	private static List<String> kept(DropPlan plan) {
		return plan.kept().stream().filter(KeptObject::whole).map(KeptObject::toString).toList();
	}

	private static List<String> rows(TestDatabase database, String... tables) {
		return Arrays.stream(tables)
			.map((table) -> String.join("\n", database.query("SELECT t::text FROM " + table + " t ORDER BY 1")))
			.toList();
	}

}
