package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.archive.ArchivePlanner.Wanted;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.catalog.ServerLimits;
import io.schemarecovery.drop.PlanOutdatedException;
import io.schemarecovery.drop.Planning;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.plan.Refusal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Puts an archive back.
 * <ol>
 * <li>Read what stands in the scope and what stands in the archive in one snapshot, and
 * let the guards look at both.</li>
 * <li>Move the one aside, as the archive of the run that undoes, and the other back: in
 * one transaction, if the server has the locks for it, else in batches.</li>
 * <li>An archive that was interrupted while it was filled goes back beside what was not
 * moved.</li>
 * </ol>
 */
final class Restorer {

	private static final Log logger = LogFactory.getLog(Restorer.class);

	private static final String DOING = "putting the archive back";

	private final ArchivePlanner planner;

	private final Archiver archiver;

	private final LockedTransaction transaction;

	private final Mover mover;

	Restorer(ArchivePlanner planner, Archiver archiver, LockedTransaction transaction, Mover mover) {
		this.planner = planner;
		this.archiver = archiver;
		this.transaction = transaction;
		this.mover = mover;
	}

	/**
	 * What is to be done.
	 *
	 * @param wanted what is to be archived before; {@code null} if nothing is
	 * @param swapped the plan for it
	 * @param begun whether some of it was done before
	 * @param free number of locks that the server has
	 * @param refusals what speaks against it
	 */
	private record Undo(RestorePlan plan, @Nullable Wanted wanted, @Nullable ArchivePlan swapped, boolean begun,
			long free, List<Refusal> refusals) {

		long locks() {
			return this.plan.locks() + ((this.swapped != null) ? this.swapped.locks() : 0);
		}

		List<String> lockedSchemas() {
			return Stream
				.concat(this.plan.lockedSchemas().stream(),
						(this.swapped != null) ? this.swapped.lockedSchemas().stream() : Stream.of())
				.distinct()
				.toList();
		}

	}

	/**
	 * Put an archive back, or go on with it.
	 * @throws PlanOutdatedException if the schema has changed: to be called again
	 */
	void restore(DataSource dataSource, Archive archive, long undoRun, List<QualifiedName> histories) {
		Undo undo = Planning.snapshot(dataSource, (connection) -> read(connection, archive, undoRun, histories));
		ArchivePlan swapped = undo.swapped();
		List<Refusal> refusals = new ArrayList<>(undo.refusals());
		if (swapped != null) {
			refusals.addAll(this.archiver.rehearsed(dataSource, swapped));
		}
		if (!refusals.isEmpty()) {
			throw Refusal.exception("The undo of run %s is refused, and %s.".formatted(archive.run(),
					undo.begun() ? "what was begun stays as it is" : "nothing was changed"), refusals);
		}
		logger.warn("Putting back %s%s".formatted(archive,
				(swapped != null) ? ", and archiving what stands there now as run " + undoRun : ""));
		if (!undo.begun() && this.planner.atomic(undo.locks(), undo.free())) {
			this.transaction.commit(DOING, dataSource, undo.lockedSchemas(), (connection) -> {
				inOneTransaction(connection, undo, undoRun, histories);
				return undo;
			});
			return;
		}
		if (undo.wanted() != null) {
			this.archiver.archive(dataSource, undo.wanted(), Outlook.NONE);
		}
		inBatches(dataSource, undo, undoRun, histories);
	}

	/** What was interrupted while it was put back, or filled, is not swapped. */
	private Undo read(Connection connection, Archive archive, long undoRun, List<QualifiedName> histories)
			throws SQLException {
		RestorePlan plan = RestorePlan.read(connection, archive);
		Optional<State> swap = ArchiveTable.read(connection, undoRun).map(Archive::state);
		Wanted wanted = null;
		ArchivePlan swapped = null;
		List<Refusal> refusals = new ArrayList<>();
		if (archive.state() == State.COMPLETE) {
			wanted = new Wanted(undoRun, archive.scope(),
					Stream.concat(histories.stream(), plan.histories().stream()).distinct().toList());
			swapped = this.planner.plan(connection, wanted);
			if (swap.equals(Optional.of(State.COMPLETE))) {
				refusals.addAll(refilled(swapped));
				wanted = null;
				swapped = null;
			}
		}
		refusals.addAll(RestoreGuards.refusals(connection, plan, swapped));
		return new Undo(plan, wanted, swapped, swap.isPresent() || archive.state() == State.RESTORING,
				ServerLimits.read(connection).locksFree(), refusals);
	}

	/** What was made since the scope was archived for the undo. */
	private static List<Refusal> refilled(ArchivePlan plan) {
		return plan.objects().isEmpty() ? List.of() : List.of(Refusal.of(
				"Run %s has archived what stood there, and these were made since:".formatted(plan.archive().run()),
				plan.objects(), "drop these, or undo by another run"));
	}

	private void inOneTransaction(Connection connection, Undo undo, long undoRun, List<QualifiedName> histories)
			throws SQLException {
		if (undo.wanted() != null && undo.swapped() != null) {
			this.archiver.inOneTransaction(connection, undo.wanted(), undo.swapped());
		}
		Archive archive = undo.plan().archive();
		ArchiveTable.restoring(connection, archive.run(), undoRun);
		Mover.move(connection, RestorePlan.read(connection, archive).moves(histories));
		finish(connection, archive);
	}

	private void inBatches(DataSource dataSource, Undo undo, long undoRun, List<QualifiedName> histories) {
		Archive archive = undo.plan().archive();
		this.mover.inBatches(DOING, "put back", dataSource, undo.lockedSchemas(), undo.plan().moves(histories),
				(connection, batch) -> {
					ArchiveTable.restoring(connection, archive.run(), undoRun);
					Mover.move(connection, batch);
				});
		this.transaction.commit(DOING, dataSource, undo.lockedSchemas(), (connection) -> {
			ArchiveTable.restoring(connection, archive.run(), undoRun);
			finish(connection, archive);
			return archive;
		});
	}

	private static void finish(Connection connection, Archive archive) throws SQLException {
		List<CatalogObject> left = CatalogReader.objects(connection, archive.archiveSchemas());
		if (!left.isEmpty()) {
			throw new PlanOutdatedException(left.stream().map(CatalogObject::toString).toList());
		}
		ArchiveTable.dropSchemas(connection, archive);
		ArchiveTable.state(connection, archive.run(), State.RESTORED);
	}

}
