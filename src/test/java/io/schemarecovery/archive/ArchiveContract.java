package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.Emptiness;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.request.SchemaRecoveryProperties.Drop;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Fingerprint.Stored;
import io.schemarecovery.testing.PgDump;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What every archive has to keep to.
 * <ol>
 * <li>Nothing is left in the schemas but what is to be kept.</li>
 * <li>Put back, everything in the database is as it was, to the last catalog row and row
 * of data.</li>
 * <li>A refusal changes nothing at all.</li>
 * </ol>
 */
public final class ArchiveContract {

	static final String APPLICATION = "shop";

	private final TestDatabase database;

	private final List<String> schemas;

	private List<QualifiedName> histories = List.of();

	private ArchiveContract(TestDatabase database, List<String> schemas) {
		this.database = database;
		this.schemas = schemas;
	}

	/** An archive of some schemas, {@code public} if none is named. */
	public static ArchiveContract of(TestDatabase database, String... schemas) {
		return new ArchiveContract(database, (schemas.length == 0) ? List.of("public") : List.of(schemas));
	}

	/** With these histories. */
	ArchiveContract histories(QualifiedName... histories) {
		this.histories = List.of(histories);
		return this;
	}

	/** Fills the database with a failure: the superuser's part first, if there is one. */
	ArchiveContract given(String failure) {
		String superuser = "failures/" + failure + ".superuser.sql";
		if (ArchiveContract.class.getClassLoader().getResource(superuser) != null) {
			this.database.superuserScript(superuser);
		}
		this.database.script("failures/" + failure + ".sql");
		return this;
	}

	/** Archives as run 1, and puts it back as run 2: then all is as it was. */
	Archive thereAndBack(String... settings) {
		Snapshot before = snapshot();
		Archive archive = archive(1, settings);
		undo(1, 2, settings);
		assertUnchanged(before);
		return archive;
	}

	/**
	 * Is refused, and changes nothing, or archives as run 1, and puts it back.
	 * @return whether it came back
	 */
	public boolean refusedOrThereAndBack(String... settings) {
		Snapshot before = snapshot();
		try {
			stage(settings).archive(this.database.dataSource(), this.schemas, this.histories, 1, Outlook.NONE);
		}
		catch (RecoveryException ex) {
			assertThat(ex.getExitCode()).as(ex.account()).isEqualTo(77);
			assertThat(before.fingerprint().changes(Fingerprint.of(this.database), Set.of())).as(ex.account())
				.isEmpty();
			return false;
		}
		assertThat(remaining(settings)).as("what is left in %s", this.schemas).isEmpty();
		undo(1, 2, settings);
		assertUnchanged(before);
		return true;
	}

	/** Archives, and looks whether all of it has moved. */
	Archive archive(long run, String... settings) {
		Archive archive = told(() -> stage(settings).archive(this.database.dataSource(), this.schemas, this.histories,
				run, Outlook.NONE));
		assertThat(archive.state()).isEqualTo(Archive.State.COMPLETE);
		assertThat(archive.application()).isEqualTo(APPLICATION);
		assertThat(remaining(settings)).as("what is left in %s", this.schemas).isEmpty();
		return archive;
	}

	Archive undo(long run, long undoRun, String... settings) {
		Archive archive = told(() -> stage(settings).undo(this.database.dataSource(), run, undoRun, this.histories));
		assertThat(archive.state()).isEqualTo(Archive.State.RESTORED);
		assertThat(archive.restoredBy()).isEqualTo(undoRun);
		assertThat(this.database.query("SELECT nspname FROM pg_namespace WHERE nspname = ANY ('{"
				+ String.join(",", archive.archiveSchemas()) + "}')"))
			.as("schemas of the archive")
			.isEmpty();
		return archive;
	}

	/** Is refused with these settings, and changes nothing. */
	RecoveryException refuse(String... settings) {
		return refuse(() -> stage(settings).archive(this.database.dataSource(), this.schemas, this.histories, 1,
				Outlook.NONE));
	}

	/** Refuses to undo with these settings, and changes nothing. */
	RecoveryException refuseUndo(long run, long undoRun, String... settings) {
		return refuse(() -> stage(settings).undo(this.database.dataSource(), run, undoRun, this.histories));
	}

	RecoveryException refuse(Runnable action) {
		Fingerprint before = Fingerprint.of(this.database);
		RecoveryException refusal = catchThrowableOfType(RecoveryException.class, action::run);
		assertThat(before.changes(Fingerprint.of(this.database), Set.of())).as("what changed").isEmpty();
		assertThat(refusal).as("a refusal").isNotNull();
		assertThat(refusal.getExitCode()).as(refusal.account()).isEqualTo(77);
		return refusal;
	}

	/** How a database is. */
	record Snapshot(Fingerprint fingerprint, Optional<String> dump) {

	}

	Snapshot snapshot() {
		return new Snapshot(Fingerprint.of(this.database), PgDump.of(this.database));
	}

	/**
	 * Nothing is new but what the recovery keeps about itself, and all else as it was.
	 */
	void assertUnchanged(Snapshot before) {
		Fingerprint now = Fingerprint.of(this.database);
		Set<ObjectAddress> added = now.objects()
			.keySet()
			.stream()
			.filter((address) -> !before.fingerprint().objects().containsKey(address))
			.collect(Collectors.toSet());
		assertThat(added.stream().map((address) -> now.objects().get(address)).filter((stored) -> !own(stored)))
			.as("what is new")
			.isEmpty();
		assertThat(before.fingerprint().changes(now, added)).as("what changed").isEmpty();
		assertThat(PgDump.of(this.database)).as("dump").isEqualTo(before.dump());
	}

	private static boolean own(Stored stored) {
		return stored.schema().startsWith("schema_recovery") || stored.schema().equals("pg_toast")
				|| stored.description().startsWith("schema schema_recovery");
	}

	private List<String> remaining(String... settings) {
		try (Connection connection = this.database.connect()) {
			return new Emptiness().remaining(connection, this.schemas,
					new CatalogReader(Settings.of(settings).drop().keep()).kept(connection, this.schemas)
						.stream()
						.map((kept) -> kept.address())
						.toList());
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Action {

		Archive run();

	}

	private static Archive told(Action action) {
		try {
			return action.run();
		}
		catch (RecoveryException ex) {
			throw new AssertionError(ex.account(), ex);
		}
	}

	static ArchiveStage stage(String... settings) {
		Drop drop = Settings.of(settings).drop();
		return new ArchiveStage(Settings.of(settings), new LockedTransaction(drop.lockTimeout(), drop.timeout()),
				APPLICATION, new ProgressBoard());
	}

}
