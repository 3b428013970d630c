package io.schemarecovery.archive;

import java.util.List;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What cannot go there and back exactly is refused before the first move. */
@PostgresTest
class ArchiveGuardTests {

	private static final String[] ALLOWED = { "drop.collateral=allow", "drop.others=allow", "drop.mode=batched" };

	@Test
	void rangeTypesAreRefused(TestDatabase database) {
		RecoveryException refusal = ArchiveContract.of(database).given("18-range-types").refuse(ALLOWED);
		assertThat(refusal.account()).contains("rng, a range type", "price_range, a range type");
		assertThat(refusal.analysis().getAction()).contains("schema-recovery.archive.enabled=false");
	}

	@Test
	void multirangeTypeOfARangeTypeElsewhereIsRefused(TestDatabase database) {
		database.execute("CREATE SCHEMA other",
				"CREATE TYPE other.rng AS RANGE (subtype = int, multirange_type_name = public.rngs)");
		assertThat(ArchiveContract.of(database).refuse(ALLOWED).account()).contains("other.rng, a range type");
	}

	@Test
	void shellTypesAreRefused(TestDatabase database) {
		assertThat(ArchiveContract.of(database).given("21-rare-kinds").refuse().account())
			.contains("halfmade, which is only a shell");
	}

	@Test
	void whatBelongsToAnotherIsRefusedWhateverIsAllowed(TestDatabase database) {
		RecoveryException refusal = ArchiveContract.of(database).given("12-owned-by-another").refuse(ALLOWED);
		assertThat(refusal.account()).contains("table public.theirs, owned by postgres",
				"function public.their_function(integer), owned by postgres",
				"type public.their_type, owned by postgres");
		assertThat(refusal.analysis().getAction())
			.contains("ALTER TABLE public.theirs OWNER TO \"" + database.owner() + "\"");
	}

	@Test
	void textSearchParserIsRefused(TestDatabase database) {
		database.superuser("CREATE TEXT SEARCH PARSER public.p (START = prsd_start, GETTOKEN = prsd_nexttoken, "
				+ "END = prsd_end, LEXTYPES = prsd_lextype)");
		assertThat(ArchiveContract.of(database).refuse(ALLOWED).account()).contains("text search parser public.p");
	}

	@Test
	void whatUsesItFromElsewhereIsRefusedWhateverIsAllowed(TestDatabase database) {
		RecoveryException refusal = ArchiveContract.of(database).given("27-used-elsewhere").refuse(ALLOWED);
		assertThat(refusal.account()).contains("constraint bill_account_fkey on table other.bill",
				"default value for column amount of table other.bill", "view other.accounts",
				"function other.first_account()", "would follow");
		assertThat(refusal.analysis().getAction()).doesNotContain("collateral=allow");
	}

	@Test
	void columnsElsewhereOfItsTypesAreRefused(TestDatabase database) {
		assertThat(ArchiveContract.of(database).given("26-type-used-elsewhere").refuse(ALLOWED).account())
			.contains("column mood of table other.person");
	}

	@Test
	void partitionsAndHeirsOfWhatStaysAreRefused(TestDatabase database) {
		assertThat(ArchiveContract.of(database).given("20-partition-of-another-schema").refuse(ALLOWED).account())
			.contains("table child of table arch.parent", "table dog of table arch.animal");
	}

	@Test
	void heirOfAMemberOfAnExtensionIsRefused(TestDatabase database) {
		assertThat(ArchiveContract.of(database).given("15-extension-of-every-kind").refuse(ALLOWED).account())
			.contains("table my_settings of table settings", "table parts_2 of table parts");
	}

	@Test
	void historyElsewhereThatSomethingUsesIsRefused(TestDatabase database) {
		database.execute("CREATE SCHEMA history", "CREATE TABLE history.versions (id int)",
				"CREATE VIEW history.last AS SELECT max(id) FROM history.versions");
		assertThat(ArchiveContract.of(database)
			.histories(new QualifiedName("history", "versions"))
			.refuse(ALLOWED)
			.account()).contains("view history.last");
	}

	@Test
	void roleThatMayMakeNoSchemaIsRefused(TestDatabase database) {
		database.execute("CREATE TABLE public.a (id int)");
		database.superuser("ALTER DATABASE " + database.name() + " OWNER TO postgres",
				"GRANT ALL ON SCHEMA public TO " + database.owner());
		assertThat(ArchiveContract.of(database).refuse().analysis().getAction())
			.contains("GRANT CREATE ON DATABASE \"" + database.name() + "\"");
	}

	@Test
	void schemaOfTheNameOfTheArchiveIsRefused(TestDatabase database) {
		database.execute("CREATE TABLE public.a (id int)", "CREATE SCHEMA schema_recovery_archive_1");
		assertThat(ArchiveContract.of(database).refuse().account()).contains("schema_recovery_archive_1");
	}

	@Test
	void eventTriggerThatForbidsToAlterIsRefused(TestDatabase database) {
		database.execute("CREATE VIEW public.v AS SELECT 1 AS a", "CREATE TABLE public.t (id int)");
		database.superuser("CREATE SCHEMA watch",
				"CREATE FUNCTION watch.forbid() RETURNS event_trigger "
						+ "LANGUAGE plpgsql AS $$ BEGIN RAISE 'no changes today'; END $$",
				"CREATE EVENT TRIGGER forbid ON ddl_command_start WHEN TAG IN ('ALTER VIEW') EXECUTE FUNCTION watch.forbid()");
		RecoveryException refusal = ArchiveContract.of(database).refuse();
		assertThat(refusal.account()).contains("no changes today");
		assertThat(refusal.analysis().getAction()).contains("ALTER EVENT TRIGGER \"forbid\" DISABLE");
	}

	@Test
	void eventTriggerThatUsesWhatMovesIsRefused(TestDatabase database) {
		database.execute("CREATE TABLE public.t (id int)", "CREATE TABLE public.ddl_log (tag text)");
		database.superuser("CREATE SCHEMA watch", "CREATE FUNCTION watch.log() RETURNS event_trigger "
				+ "LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN INSERT INTO public.ddl_log VALUES (tg_tag); END $$",
				"CREATE EVENT TRIGGER log ON ddl_command_end EXECUTE FUNCTION watch.log()");
		assertThat(ArchiveContract.of(database).refuse().account()).contains("ddl_log");
	}

	@Test
	void defaultOperatorClassOfATypeThatStaysIsRefused(TestDatabase database) {
		database.superuser("CREATE FUNCTION public.cmp(point, point) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 0'",
				"CREATE OPERATOR CLASS public.points DEFAULT FOR TYPE point USING btree AS FUNCTION 1 public.cmp(point, point)",
				"ALTER FUNCTION public.cmp(point, point) OWNER TO " + database.owner(),
				"ALTER OPERATOR CLASS public.points USING btree OWNER TO " + database.owner(),
				"ALTER OPERATOR FAMILY public.points USING btree OWNER TO " + database.owner());
		assertThat(ArchiveContract.of(database).refuse().account()).contains("the default for type point");
	}

	@Test
	void nameThatTheArchiveHoldsAlreadyRefusesToGoOn(TestDatabase database) {
		database.execute("CREATE TABLE public.a (id int PRIMARY KEY)",
				"CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
		BreakingDataSource breaking = new BreakingDataSource(database.dataSource(), 1, false);
		assertThat(catchThrowableOfType(RecoveryException.class, () -> ArchiveContract.stage("drop.mode=batched")
			.archive(breaking, List.of("public"), List.of(), 1, Outlook.NONE))).isNotNull();
		database.execute("CREATE TABLE public.a (id int PRIMARY KEY)");
		RecoveryException refusal = ArchiveContract.of(database).refuse();
		assertThat(refusal.account()).contains("2 objects in the archive", "table schema_recovery_archive_1.a",
				"index schema_recovery_archive_1.a_pkey");
		assertThat(ArchiveContract.of(database).refuseUndo(1, 2).account()).contains("table a", "index a_pkey");
		database.execute("DROP TABLE public.a");
		ArchiveContract.of(database).undo(1, 2);
	}

	@Test
	void undoByARunThatHasAnotherArchiveIsRefused(TestDatabase database) {
		ArchiveContract contract = ArchiveContract.of(database);
		contract.archive(1);
		contract.archive(2);
		database.execute("CREATE TABLE public.a (id int)");
		assertThat(contract.refuseUndo(1, 2).account()).contains("table public.a");
	}

	@Test
	void everythingThatSpeaksAgainstItIsToldAtOnce(TestDatabase database) {
		ArchiveContract contract = ArchiveContract.of(database).given("12-owned-by-another").given("18-range-types");
		assertThat(contract.refuse("drop.keep=nowhere", "guard.database=another").account()).contains("another",
				"nowhere", "public.theirs", "a range type");
	}

	@Test
	void nameThatIsTakenByWhatIsKeptRefusesTheUndo(TestDatabase database) {
		database.execute("CREATE TABLE public.a (id serial PRIMARY KEY)",
				"CREATE FUNCTION public.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1'");
		ArchiveContract contract = ArchiveContract.of(database);
		contract.archive(1);
		database.execute("CREATE TABLE public.b (id int CONSTRAINT a_pkey PRIMARY KEY)",
				"CREATE TABLE public.gone (id int)",
				"CREATE FUNCTION public.f(int) RETURNS int LANGUAGE sql AS 'SELECT 2'");
		RecoveryException refusal = contract.refuseUndo(1, 2, "drop.keep=b,f", "drop.mode=batched");
		assertThat(refusal.account()).contains("index a_pkey", "function f(integer)");
		contract.undo(1, 2);
	}

	@Test
	void memberOfAnExtensionOfTheSameNameRefusesTheUndo(TestDatabase database) {
		database.execute("CREATE TYPE public.citext AS ENUM ('a')");
		ArchiveContract contract = ArchiveContract.of(database);
		contract.archive(1);
		database.superuser("CREATE EXTENSION citext SCHEMA public");
		assertThat(contract.refuseUndo(1, 2).account()).contains("type citext");
	}

	@Test
	void originThatIsGoneRefusesTheUndo(TestDatabase database) {
		database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.a (id int)");
		ArchiveContract contract = ArchiveContract.of(database, "shop");
		contract.archive(1);
		database.execute("DROP SCHEMA shop");
		assertThat(contract.refuseUndo(1, 2).analysis().getAction()).contains("CREATE SCHEMA \"shop\"");
	}

	@Test
	void archiveOfAnotherRoleRefusesTheUndo(TestDatabase database) {
		database.execute("CREATE TABLE public.a (id int)");
		ArchiveContract contract = ArchiveContract.of(database);
		contract.archive(1);
		database.superuser("ALTER TABLE schema_recovery_archive_1.a OWNER TO postgres");
		assertThat(contract.refuseUndo(1, 2).account())
			.contains("table schema_recovery_archive_1.a, owned by postgres");
	}

	@Test
	void whatWasPutBackIsNotPutBackAgainByAnotherRun(TestDatabase database) {
		database.execute("CREATE TABLE public.a (id int)");
		ArchiveContract contract = ArchiveContract.of(database);
		contract.archive(1);
		contract.undo(1, 2);
		assertThat(contract.refuseUndo(1, 3).account()).contains("put back before, by run 2");
	}

	@Test
	void runWithoutAnArchiveIsBadConfiguration(TestDatabase database) {
		RecoveryException failure = catchThrowableOfType(RecoveryException.class,
				() -> ArchiveContract.stage().undo(database.dataSource(), 7, 8, List.of()));
		assertThat(failure.getExitCode()).isEqualTo(78);
		assertThat(failure.account()).contains("no archive of run 7");
	}

}
