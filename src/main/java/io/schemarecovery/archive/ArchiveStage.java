package io.schemarecovery.archive;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.archive.ArchivePlanner.Wanted;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.drop.PlanOutdatedException;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.plan.Refusal;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Stage 1, where nothing is to be lost: everything moves into schemas of the archive of a
 * run, object by object, and nothing is copied. What was interrupted is finished by
 * asking for the same again.
 */
public final class ArchiveStage {

	private static final Log logger = LogFactory.getLog(ArchiveStage.class);

	/** How often a schema may change under our hands. */
	private static final int ATTEMPTS = 10;

	private final Archiver archiver;

	private final Restorer restorer;

	private final ArchivePurge purge;

	/**
	 * Archive with these settings.
	 * @param properties the settings
	 * @param transaction how to wait for locks
	 * @param application name of the application, which is written down
	 * @param board shows how far it is
	 */
	public ArchiveStage(SchemaRecoveryProperties properties, LockedTransaction transaction, String application,
			ProgressBoard board) {
		ArchivePlanner planner = new ArchivePlanner(properties, application);
		Mover mover = new Mover(transaction, board);
		this.archiver = new Archiver(planner, transaction, mover);
		this.restorer = new Restorer(planner, this.archiver, transaction, mover);
		this.purge = new ArchivePurge(properties, transaction, board);
	}

	/**
	 * Move everything that stands in some schemas aside, but for members of extensions
	 * and what is to be kept.
	 * @param dataSource where the schemas are
	 * @param schemas names of the schemas, unquoted
	 * @param histories history tables, which go first, and also where they stand
	 * elsewhere
	 * @param run number of the run, whose archive it becomes
	 * @param outlook what comes after it
	 * @return the archive, which is complete
	 * @throws RecoveryException if a guard refuses, a lock is not to be had, or the
	 * database fails; then nothing was moved, or, in batches, what the message tells
	 */
	public Archive archive(DataSource dataSource, List<String> schemas, List<QualifiedName> histories, long run,
			Outlook outlook) {
		Wanted wanted = new Wanted(run, schemas, histories);
		untilNothingChanges(() -> {
			Optional<State> state = find(dataSource, run).map(Archive::state);
			if (state.isPresent() && state.get() != State.FILLING && state.get() != State.COMPLETE) {
				throw refuse("Run %s cannot archive again: its archive is %s.".formatted(run, state.get().text()),
						"start a new run");
			}
			if (!state.equals(Optional.of(State.COMPLETE))) {
				this.archiver.archive(dataSource, wanted, outlook);
			}
		});
		return get(dataSource, run);
	}

	/**
	 * Put the archive of a run back, and move what stands there now aside: that becomes
	 * an archive too, which can be put back in turn. An archive whose filling was
	 * interrupted goes back beside what was not moved.
	 * @param dataSource where the schemas are
	 * @param run number of the run that is undone
	 * @param undoRun number of the run that undoes it, whose archive becomes what stands
	 * there now
	 * @param histories history tables as of now, which go back last, and are moved aside
	 * also where they stand elsewhere
	 * @return the archive as it is written down, which is restored
	 * @throws RecoveryException if there is no such archive, a guard refuses, a lock is
	 * not to be had, or the database fails; then nothing was moved, or, in batches, what
	 * the message tells
	 */
	public Archive undo(DataSource dataSource, long run, long undoRun, List<QualifiedName> histories) {
		untilNothingChanges(() -> {
			Archive archive = get(dataSource, run);
			if (run == undoRun || archive.state() == State.PURGING) {
				throw refuse("The archive cannot be put back: " + archive, "choose another one");
			}
			if (archive.state() != State.RESTORED) {
				this.restorer.restore(dataSource, archive, undoRun, histories);
			}
			else if (!Long.valueOf(undoRun).equals(archive.restoredBy())) {
				throw refuse("The archive was put back before, by run %s: %s".formatted(archive.restoredBy(), archive),
						"undo that run to have back what stood there then");
			}
		});
		return get(dataSource, run);
	}

	/**
	 * Remove an archive for good: all that stands in it, its schemas, and what is written
	 * down of it.
	 * @param dataSource where it is
	 * @param run number of the run
	 * @throws RecoveryException if there is no such archive, some of it stands where it
	 * came from, a guard refuses, a lock is not to be had, or the database fails
	 */
	public void purge(DataSource dataSource, long run) {
		Archive archive = get(dataSource, run);
		if (archive.state() == State.FILLING || archive.state() == State.RESTORING) {
			throw refuse("The archive is not purged, since some of it stands where it came from: " + archive,
					"finish what was begun, with the same DB_RESET, or put the rest back with DB_RESET=undo:" + run);
		}
		this.purge.purge(dataSource, archive);
	}

	private static void untilNothingChanges(Runnable action) {
		String change = "";
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			try {
				action.run();
				return;
			}
			catch (PlanOutdatedException ex) {
				change = String.valueOf(ex.getMessage());
				logger.warn("The schema has changed since it was planned what to move; planning again: " + change);
			}
		}
		throw new RecoveryException(ExitCode.TRY_AGAIN, "The schema kept changing while it was moved.", List.of(change),
				"Stop the session that changes it, and start again.");
	}

	private static Archive get(DataSource dataSource, long run) {
		return find(dataSource, run).orElseThrow(
				() -> new RecoveryException(ExitCode.CONFIGURATION, "There is no archive of run %s.".formatted(run),
						List.of("present: " + present(dataSource)), "Name one that is present. Nothing was touched."));
	}

	private static String present(DataSource dataSource) {
		return read(dataSource,
				(connection) -> Archives.list(connection)
					.stream()
					.map((stored) -> stored.archive().toString())
					.collect(Collectors.joining("; ")));
	}

	private static Optional<Archive> find(DataSource dataSource, long run) {
		return read(dataSource, (connection) -> Archives.find(connection, run));
	}

	private static <T> T read(DataSource dataSource, Transaction.Work<T> work) {
		try {
			return Transaction.snapshot(dataSource, work);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("reading the archives", ex);
		}
	}

	private static RecoveryException refuse(String description, String action) {
		return Refusal.exception(description, List.of(new Refusal(List.of(), action)));
	}

}
