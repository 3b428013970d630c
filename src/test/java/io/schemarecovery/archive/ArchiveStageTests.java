package io.schemarecovery.archive;

import java.util.List;

import io.schemarecovery.archive.Archive.Part;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Everything that may move, there and back. */
@PostgresTest
class ArchiveStageTests {

	private static final String WEIRD = "Weird\".; $$ %s";

	@ParameterizedTest
	@CsvSource({ "10-view-of-an-extension, atomic", "11-schema-of-the-host, atomic", "13-role-rotated, batched",
			"14-extension-members, atomic", "17-aggregates, batched", "23-tangled-types-and-functions, atomic",
			"23-tangled-types-and-functions, batched", "24-circular-foreign-keys, batched",
			"28-schema-as-it-was-set-up, atomic", "large-and-tangled, batched", "01-many-tables, auto" })
	void databaseIsAsItWas(String failure, String mode, TestDatabase database) {
		ArchiveContract contract = ArchiveContract.of(database).given(failure);
		assertThat(contract.thereAndBack("drop.mode=" + mode).objects()).isPositive();
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void namesThatBreakWhateverDoesNotQuoteComeBack(String mode, TestDatabase database) {
		Archive archive = ArchiveContract.of(database, "public", WEIRD)
			.given("25-names")
			.thereAndBack("drop.mode=" + mode);
		assertThat(archive.scope()).containsExactly(WEIRD, "public");
		assertThat(archive.parts()).extracting(Part::schema, Part::archiveSchema)
			.containsExactly(tuple(WEIRD, "schema_recovery_archive_1"), tuple("public", "schema_recovery_archive_1_2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void rareKindsComeBack(String mode, TestDatabase database) {
		ArchiveContract contract = ArchiveContract.of(database).given("21-rare-kinds");
		database.execute("DROP TYPE halfmade");
		contract.thereAndBack("drop.mode=" + mode);
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void everythingThatHangsOnATableComesBack(String mode, TestDatabase database) {
		database.script("archive/shop.sql");
		String data = "SELECT md5(string_agg(t::text, ';' ORDER BY t::text)) FROM shop.\"order\" t";
		List<String> before = database.query(data);
		ArchiveContract contract = ArchiveContract.of(database, "shop", "shop_parts");
		ArchiveContract.Snapshot snapshot = contract.snapshot();
		contract.archive(1, "drop.mode=" + mode);
		assertThat(database.query("SELECT last_value FROM schema_recovery_archive_1.order_number_seq"))
			.containsExactly("3");
		contract.undo(1, 2, "drop.mode=" + mode);
		contract.assertUnchanged(snapshot);
		assertThat(database.query(data)).isEqualTo(before);
		database.execute("INSERT INTO shop.\"order\" (mood, amount) VALUES ('ok', 7)");
		assertThat(database.query("SELECT max(number) || ' ' || max(line) FROM shop.\"order\"")).containsExactly("4 4");
	}

	@Test
	void partitionsAcrossTheSchemasOfTheScopeComeBack(TestDatabase database) {
		ArchiveContract.of(database, "public", "arch").given("20-partition-of-another-schema").thereAndBack();
	}

	@Test
	void whatDependsOnAnExtensionComesBack(TestDatabase database) {
		database.superuser("CREATE EXTENSION citext");
		database.execute("CREATE TABLE public.person (email citext PRIMARY KEY)",
				"CREATE INDEX person_lower ON public.person (lower(email))",
				"ALTER INDEX public.person_lower DEPENDS ON EXTENSION citext",
				"CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
				"ALTER FUNCTION public.f() DEPENDS ON EXTENSION citext");
		assertThat(ArchiveContract.of(database).thereAndBack().objects()).isEqualTo(2);
	}

	@Test
	void whatIsKeptStays(TestDatabase database) {
		database.script("keep/audit.sql");
		ArchiveContract contract = ArchiveContract.of(database);
		ArchiveContract.Snapshot before = contract.snapshot();
		contract.archive(1, "drop.keep=audit_entry");
		assertThat(database.query("SELECT count(*) FROM public.audit_entry")).containsExactly("2");
		contract.undo(1, 2, "drop.keep=audit_entry");
		contract.assertUnchanged(before);
	}

	@Test
	void historyOutsideOfTheScopeGoesAlongAlone(TestDatabase database) {
		database.execute("CREATE SCHEMA history", "CREATE TABLE history.flyway_schema_history (id serial PRIMARY KEY)",
				"CREATE TABLE history.other (id int)", "INSERT INTO history.flyway_schema_history VALUES (1)",
				"CREATE TABLE public.a (id int)",
				"CREATE VIEW public.versions AS SELECT * FROM history.flyway_schema_history");
		QualifiedName history = new QualifiedName("history", "flyway_schema_history");
		ArchiveContract contract = ArchiveContract.of(database).histories(history);
		ArchiveContract.Snapshot before = contract.snapshot();
		Archive archive = contract.archive(1);
		assertThat(archive.schemas()).containsExactly("history", "public");
		assertThat(archive.scope()).containsExactly("public");
		assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'history'::regnamespace"))
			.containsExactly("other");
		database.execute("CREATE TABLE history.flyway_schema_history (id serial PRIMARY KEY)");
		contract.undo(1, 2);
		contract.assertUnchanged(before);
		assertThat(database.query("SELECT relname FROM pg_class WHERE relkind = 'r' "
				+ "AND relnamespace::regnamespace::text LIKE 'schema_recovery_archive_2%'"))
			.containsExactly("flyway_schema_history");
	}

	@ParameterizedTest
	@ValueSource(strings = { "atomic", "batched" })
	void undoIsUndone(String mode, TestDatabase database) {
		database.script("archive/shop.sql");
		ArchiveContract contract = ArchiveContract.of(database, "shop", "shop_parts");
		contract.archive(1, "drop.mode=" + mode);
		database.execute("CREATE TYPE shop.mood AS ENUM ('new')",
				"CREATE TABLE shop.\"order\" (number bigserial PRIMARY KEY, mood shop.mood)",
				"INSERT INTO shop.\"order\" (mood) VALUES ('new')",
				"CREATE FUNCTION shop.first(shop.\"order\") RETURNS shop.mood LANGUAGE sql AS 'SELECT $1.mood'");
		ArchiveContract.Snapshot renewed = contract.snapshot();
		contract.undo(1, 2, "drop.mode=" + mode);
		assertThat(database.query("SELECT count(*) FROM shop.\"order\"")).containsExactly("3");
		contract.undo(2, 3, "drop.mode=" + mode);
		assertThat(renewed.fingerprint().lost(contract.snapshot().fingerprint()).values())
			.allMatch((lost) -> lost.description().startsWith("schema schema_recovery_archive_1")
					|| lost.schema().startsWith("schema_recovery_archive_1"));
		assertThat(database.query("SELECT mood FROM shop.\"order\"")).containsExactly("new");
		contract.undo(3, 4, "drop.mode=" + mode);
		assertThat(database.query("SELECT count(*) FROM shop.\"order\"")).containsExactly("3");
	}

	@Test
	void emptyScopeIsArchivedSoThatItCanBeEmptyAgain(TestDatabase database) {
		ArchiveContract contract = ArchiveContract.of(database);
		assertThat(contract.archive(1).objects()).isZero();
		database.execute("CREATE TABLE public.a (id int)");
		contract.undo(1, 2);
		assertThat(database.query("SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace")).isEmpty();
		contract.undo(2, 3);
		assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
			.containsExactly("a");
	}

	@Test
	void archivingOrUndoingAgainDoesNothing(TestDatabase database) {
		database.script("archive/shop.sql");
		ArchiveContract contract = ArchiveContract.of(database, "shop", "shop_parts");
		Archive archive = contract.archive(1);
		database.execute("CREATE TABLE shop.later (id int)");
		assertThat(ArchiveContract.stage().archive(database.dataSource(), List.of("shop"), List.of(), 1, Outlook.NONE))
			.isEqualTo(archive);
		contract.undo(1, 2);
		ArchiveContract.Snapshot back = contract.snapshot();
		contract.undo(1, 2);
		contract.assertUnchanged(back);
	}

}
