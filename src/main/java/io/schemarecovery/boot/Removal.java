package io.schemarecovery.boot;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archive;
import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.archive.ArchiveStage;
import io.schemarecovery.archive.Archives;
import io.schemarecovery.catalog.Casualty;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.KeptObject;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.drop.DropStage;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.report.Effects;

/**
 * Drops what stands in the schemas, or moves it into an archive. An archive holds what
 * was there before its run: what a run that did not come to its end has made since is no
 * such thing, and dropped.
 *
 * @param dropStage drops
 * @param archiveStage archives
 * @param archiving whether what is taken away is kept
 */
record Removal(DropStage dropStage, ArchiveStage archiveStage, boolean archiving) {

	/**
	 * What was taken away.
	 *
	 * @param summary what became of it, for the log
	 * @param effects what it took and left
	 * @param tables the tables that were dropped
	 */
	record Removed(String summary, Effects effects, List<QualifiedName> tables) {

	}

	/**
	 * Take it away.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @param histories history tables, in the schemas or not
	 * @param run number of the run, 0 if nothing is recorded
	 * @param outlook what comes after it
	 */
	Removed remove(DataSource dataSource, List<String> schemas, List<QualifiedName> histories, long run,
			Outlook outlook) {
		Optional<State> begun = archive(dataSource, run).map(Archive::state);
		if (begun.equals(Optional.of(State.FILLING)) || (begun.isEmpty() && this.archiving)) {
			return archived(this.archiveStage.archive(dataSource, schemas, histories, run, outlook));
		}
		checkNoPartOfAnArchive(archives(dataSource), schemas, Set.of(run));
		DropPlan dropped = this.dropStage.drop(dataSource, schemas, histories, outlook);
		return new Removed(
				"dropped " + dropped.summary()
						+ (dropped.kept().isEmpty() ? "; the schema is empty" : "; the schema holds only what is kept"),
				effects(dropped), tables(dropped).toList());
	}

	private static Removed archived(Archive archive) {
		return new Removed(
				"moved %s objects into %s, from where DB_RESET=undo:%s puts them back".formatted(archive.objects(),
						String.join(", ", archive.archiveSchemas()), archive.run()),
				new Effects(Map.of("archived", archive.objects()), List.of(), List.of(), List.of()), List.of());
	}

	/**
	 * Refuse to touch what an archive or an undo that did not come to its end has left in
	 * the schemas.
	 * @param archives all archives
	 * @param schemas names of the schemas, unquoted
	 * @param runs the runs that go on
	 * @throws RecoveryException (exit code 77) if there is something
	 */
	static void checkNoPartOfAnArchive(List<Archive> archives, List<String> schemas, Set<Long> runs) {
		List<String> parts = archives.stream()
			.filter((archive) -> !runs.contains(archive.run())
					&& (archive.state() == State.FILLING || archive.state() == State.RESTORING)
					&& !Collections.disjoint(archive.scope(), schemas))
			.map(Archive::toString)
			.toList();
		if (!parts.isEmpty()) {
			throw new RecoveryException(ExitCode.REFUSED, "A part of an archive stands in the schemas.", parts,
					"Set DB_RESET=undo:<run> to put the rest of it back, or schema-recovery.archive.enabled=true to lose nothing. Nothing was touched.");
		}
	}

	private static Optional<Archive> archive(DataSource dataSource, long run) {
		return archives(dataSource).stream().filter((archive) -> archive.run() == run).findFirst();
	}

	private static List<Archive> archives(DataSource dataSource) {
		try {
			return Transaction.rollback(dataSource, Archives::all);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("reading the archives", ex);
		}
	}

	private static Effects effects(DropPlan dropped) {
		Map<String, Long> counts = new TreeMap<>();
		dropped.objects().forEach((object) -> counts.merge(object.kind().label(), 1L, Long::sum));
		return new Effects(counts, dropped.casualties().stream().map(Casualty::toString).toList(),
				dropped.kept().stream().filter(KeptObject::whole).map(KeptObject::toString).toList(), List.of());
	}

	private static Stream<QualifiedName> tables(DropPlan dropped) {
		return dropped.objects().stream().filter((object) -> object.kind() == ObjectKind.TABLE).map(Removal::name);
	}

	private static QualifiedName name(CatalogObject object) {
		return new QualifiedName(object.schema(), object.name());
	}

}
