package io.schemarecovery.archive;

import java.util.List;

import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Connections that are lost at each of the commits: whoever asks for the same again
 * finishes it.
 */
@PostgresTest
class InterruptedArchiveTests {

	private static final String FILL = """
			DO $$ BEGIN
			  CREATE TYPE public.mood AS ENUM ('ok');
			  FOR i IN 1..%d LOOP
			    EXECUTE format('CREATE TABLE public.t%%1$s (id serial PRIMARY KEY, before int %%2$s, m public.mood)', i,
			                   CASE WHEN i > 1 THEN format('REFERENCES public.t%%s', i - 1) END);
			    EXECUTE format('CREATE VIEW public.v%%1$s AS SELECT * FROM public.t%%1$s', i);
			    EXECUTE format('CREATE FUNCTION public.f(public.t%%s, public.mood) RETURNS int LANGUAGE sql AS $f$SELECT 1$f$', i);
			  END LOOP;
			END $$
			""";

	private static final int SOME = 130;

	private static final int FEW = 60;

	private static final List<String> PUBLIC = List.of("public");

	@ParameterizedTest
	@CsvSource({ "batched, false", "batched, true", "atomic, false", "atomic, true" })
	void archiveIsFinishedOrPutBack(String mode, boolean heard, TestDatabase database) {
		database.execute(fill(SOME));
		ArchiveContract contract = ArchiveContract.of(database);
		ArchiveContract.Snapshot before = contract.snapshot();
		String setting = "drop.mode=" + mode;
		int commit = 0;
		boolean broken = true;
		for (long run = 1; broken; run += 4) {
			BreakingDataSource breaking = new BreakingDataSource(database.dataSource(), commit++, heard);
			long first = run;
			broken = lost(breaking,
					() -> ArchiveContract.stage(setting).archive(breaking, PUBLIC, List.of(), first, Outlook.NONE));
			contract.archive(run, setting);
			contract.undo(run, run + 1, setting);
			contract.assertUnchanged(before);
			// the same once more, and what is half there goes back beside the rest
			BreakingDataSource again = new BreakingDataSource(database.dataSource(), commit - 1, heard);
			lost(again,
					() -> ArchiveContract.stage(setting).archive(again, PUBLIC, List.of(), first + 2, Outlook.NONE));
			if (!database.query("SELECT 1 FROM schema_recovery.archive WHERE run = " + (run + 2)).isEmpty()) {
				contract.undo(run + 2, run + 3, setting);
			}
			contract.assertUnchanged(before);
		}
		assertThat(commit).isGreaterThanOrEqualTo(mode.equals("batched") ? 5 : 1);
	}

	@ParameterizedTest
	@CsvSource({ "batched, false", "batched, true", "atomic, false", "atomic, true" })
	void undoIsFinished(String mode, boolean heard, TestDatabase database) {
		database.execute(fill(SOME));
		ArchiveContract contract = ArchiveContract.of(database);
		ArchiveContract.Snapshot before = contract.snapshot();
		String setting = "drop.mode=" + mode;
		boolean broken = true;
		int commit = 0;
		for (long run = 1; broken; run += 2) {
			contract.archive(run, setting);
			database.execute("CREATE TABLE public.t1 (id serial)", "CREATE VIEW public.v2 AS SELECT * FROM public.t1");
			BreakingDataSource breaking = new BreakingDataSource(database.dataSource(), commit++, heard);
			long archived = run;
			broken = lost(breaking,
					() -> ArchiveContract.stage(setting).undo(breaking, archived, archived + 1, List.of()));
			contract.undo(run, run + 1, setting);
			contract.assertUnchanged(before);
			assertThat(database.query("SELECT state || objects FROM schema_recovery.archive WHERE run = " + (run + 1)))
				.containsExactly("complete2");
		}
		assertThat(commit).isGreaterThanOrEqualTo(mode.equals("batched") ? 7 : 1);
	}

	@ParameterizedTest
	@CsvSource({ "false", "true" })
	void purgeIsFinishedAndNothingIsPutBackMeanwhile(boolean heard, TestDatabase database) {
		ArchiveContract contract = ArchiveContract.of(database);
		boolean broken = true;
		int commit = 0;
		for (long run = 1; broken; run++) {
			database.execute(fill(FEW));
			contract.archive(run);
			BreakingDataSource breaking = new BreakingDataSource(database.dataSource(), commit++, heard);
			long archived = run;
			broken = lost(breaking, () -> ArchiveContract.stage("drop.mode=batched").purge(breaking, archived));
			List<String> states = database.query("SELECT state FROM schema_recovery.archive");
			if (states.contains(State.PURGING.text())) {
				contract.refuseUndo(run, run + 1);
			}
			if (!states.isEmpty()) {
				ArchiveContract.stage("drop.mode=batched").purge(database.dataSource(), run);
			}
			assertThat(database.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'schema_recovery_archive%'"))
				.isEmpty();
			assertThat(database.query("SELECT run FROM schema_recovery.archive")).isEmpty();
		}
		assertThat(commit).isGreaterThan(3);
	}

	/** So many tables, with a view and a function of each. */
	private static String fill(int tables) {
		return FILL.formatted(tables);
	}

	private static boolean lost(BreakingDataSource dataSource, Runnable action) {
		RecoveryException failure = catchThrowableOfType(RecoveryException.class, action::run);
		assertThat(failure != null).isEqualTo(dataSource.broken());
		if (failure != null) {
			assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(69);
		}
		return dataSource.broken();
	}

}
