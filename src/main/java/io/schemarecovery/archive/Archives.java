package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.catalog.DiskSize;
import io.schemarecovery.catalog.SizeReader;
import org.jspecify.annotations.Nullable;

/** Tells which archives there are. */
public final class Archives {

	/**
	 * An archive that takes room.
	 *
	 * @param archive the archive
	 * @param bytes what it takes on disk; {@code null} where a lock kept it from being
	 * measured
	 */
	public record Stored(Archive archive, @Nullable Long bytes) {

		@Override
		public String toString() {
			return this.archive + ((this.bytes != null) ? ", " + DiskSize.text(this.bytes) : "");
		}

	}

	private Archives() {
	}

	/**
	 * The archives that are present, and what they take. Waits for no lock longer than a
	 * second.
	 * @param connection a connection within a transaction
	 * @return all that were not put back, in the order of their runs
	 * @throws SQLException if a query fails
	 */
	public static List<Stored> list(Connection connection) throws SQLException {
		List<Stored> present = new ArrayList<>();
		for (Archive archive : ArchiveTable.read(connection)) {
			if (archive.state() != State.RESTORED) {
				present.add(new Stored(archive, SizeReader.read(connection, archive.archiveSchemas())));
			}
		}
		return present;
	}

	/**
	 * All archives, those that were put back included.
	 * @param connection a connection
	 * @return the archives, in the order of their runs
	 * @throws SQLException if a query fails
	 */
	public static List<Archive> all(Connection connection) throws SQLException {
		return ArchiveTable.read(connection);
	}

	/**
	 * The archive of a run, present or put back.
	 * @param connection a connection
	 * @param run number of the run
	 * @return the archive, or empty if that run moved nothing
	 * @throws SQLException if a query fails
	 */
	public static Optional<Archive> find(Connection connection, long run) throws SQLException {
		return ArchiveTable.read(connection, run);
	}

	/**
	 * What became of the archive of a run.
	 * @param connection a connection
	 * @param run number of the run
	 * @return its state, or empty if that run moved nothing
	 * @throws SQLException if a query fails
	 */
	public static Optional<State> state(Connection connection, long run) throws SQLException {
		return find(connection, run).map(Archive::state);
	}

	/**
	 * The archive that an undo of the last reset puts back.
	 * @param connection a connection
	 * @param application name of the application
	 * @param scope the schemas of the scope, in any order
	 * @return the newest that was not put back, or is being filled: what was not moved
	 * yet stands where it came from
	 * @throws SQLException if a query fails
	 */
	public static Optional<Archive> newest(Connection connection, String application, List<String> scope)
			throws SQLException {
		List<String> sorted = scope.stream().sorted().distinct().toList();
		return ArchiveTable.read(connection)
			.stream()
			.filter((archive) -> (archive.state() == State.COMPLETE || archive.state() == State.FILLING)
					&& archive.application().equals(application) && archive.scope().equals(sorted))
			.max(Comparator.comparing(Archive::created).thenComparing(Archive::run));
	}

}
