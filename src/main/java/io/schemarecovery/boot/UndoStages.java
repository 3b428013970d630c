package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.schemarecovery.archive.Archive;
import io.schemarecovery.archive.ArchiveStage;
import io.schemarecovery.archive.Archives;
import io.schemarecovery.catalog.DatabaseFacts;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.ledger.RunRecord;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.report.Effects;
import io.schemarecovery.report.StageResult;
import io.schemarecovery.request.ResetRequest.Undo;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Puts an archive back, and moves what stands in its place aside. Neither migrates nor
 * creates anything: the schema is to be as it was, history included.
 */
final class UndoStages implements Stages {

	private static final Log logger = LogFactory.getLog(UndoStages.class);

	private static final StageResult AS_IT_WAS = StageResult.skipped("an undo puts everything back as it was");

	private final Undo request;

	private final ConnectionGate connections;

	private final LedgerKeeper keeper;

	private final SchemaRecoveryProperties properties;

	private final RecoveryTarget target;

	private final ResetDecision decision;

	private final ArchiveStage archiveStage;

	private final EntitySchemas entities;

	private @Nullable Opened opened;

	/** What the first stage found. */
	private record Opened(Migrations migrations, List<QualifiedName> histories, long undone) {

	}

	UndoStages(Undo request, ConnectionGate connections, LedgerKeeper keeper, SchemaRecoveryProperties properties,
			RecoveryTarget target, ResetDecision decision, ArchiveStage archiveStage, EntitySchemas entities) {
		this.request = request;
		this.connections = connections;
		this.keeper = keeper;
		this.properties = properties;
		this.target = target;
		this.decision = decision;
		this.archiveStage = archiveStage;
		this.entities = entities;
	}

	@Override
	public StageResult open() {
		Migrations migrations = this.target.find();
		migrations.complete();
		Opened found;
		try {
			found = Transaction.rollback(migrations.dataSource(), (connection) -> open(migrations, connection));
		}
		catch (SQLException ex) {
			throw SqlFailure.of("opening the database", ex);
		}
		this.opened = found;
		this.keeper.begin(found.undone());
		return StageResult.done("the archive of run %s is to be put back into schema %s".formatted(found.undone(),
				String.join(", ", this.decision.schemas())));
	}

	private Opened open(Migrations migrations, Connection connection) throws SQLException {
		if (this.properties.dryRun()) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "An undo cannot be tried without being carried out.",
					List.of("schema-recovery.dry-run is set."), "Unset it. Nothing was touched.");
		}
		this.decision.checkProtection(connection);
		migrations.prepare(connection);
		long undone = undone(connection);
		check(connection, undone);
		logger.warn(DatabaseStory.of(this.request, DatabaseFacts.read(connection), this.decision.schemas()));
		return new Opened(migrations, migrations.histories(connection), undone);
	}

	/** Whether the archive is of these schemas, and nothing of another stands there. */
	private void check(Connection connection, long undone) throws SQLException {
		List<String> schemas = this.decision.schemas().stream().sorted().toList();
		Optional<Archive> archive = Archives.find(connection, undone);
		if (archive.isPresent() && !archive.get().scope().equals(schemas)) {
			throw new RecoveryException(ExitCode.REFUSED,
					"The archive of run %s is of other schemas.".formatted(undone),
					List.of("the archive: " + String.join(", ", archive.get().scope()),
							"this application: " + String.join(", ", schemas)),
					"Set schema-recovery.schemas as it was then, or name another run. Nothing was touched.");
		}
		RunRecord resumed = this.decision.resumed();
		Removal.checkNoPartOfAnArchive(Archives.all(connection), schemas,
				(resumed != null) ? Set.of(undone, resumed.id()) : Set.of(undone));
	}

	private long undone(Connection connection) throws SQLException {
		if (!this.request.last()) {
			return Long.parseLong(this.request.run());
		}
		RunRecord begun = this.decision.resumed();
		if (begun != null && begun.undoes() != null) {
			return begun.undoes();
		}
		Optional<Archive> newest = Archives.newest(connection, this.decision.scope().application(),
				this.decision.schemas());
		if (newest.isEmpty()) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "There is no archive to put back.",
					Archives.list(connection).stream().map(Archives.Stored::toString).toList(),
					"Name one by DB_RESET=undo:<run>, or unset DB_RESET. Nothing was touched.");
		}
		return newest.get().run();
	}

	@Override
	public StageResult drop() {
		this.connections.close(this.properties.drop().lockTimeout());
		Archive archive = this.archiveStage.undo(opened().migrations().dataSource(), opened().undone(),
				this.keeper.run(), opened().histories());
		return StageResult.done(
				"put back: %s; what stood there is the archive of run %s".formatted(archive, this.keeper.run()),
				new Effects(Map.of("put back", archive.objects()), List.of(), List.of(), List.of()));
	}

	@Override
	public StageResult purge() {
		return AS_IT_WAS;
	}

	@Override
	public StageResult migrate() {
		return AS_IT_WAS;
	}

	@Override
	public StageResult fallback() {
		return AS_IT_WAS;
	}

	@Override
	public StageResult close() {
		List<String> mismatches = this.entities.validate();
		mismatches.forEach((mismatch) -> logger.warn("The schema does not match the entities: " + mismatch));
		ArchiveHousekeeping.tell(opened().migrations().dataSource(), this.properties);
		return StageResult.done(mismatches.isEmpty() ? "the schema is as it was"
				: "the schema is as it was, %s mismatches with the entities".formatted(mismatches.size()));
	}

	private Opened opened() {
		return Objects.requireNonNull(this.opened, "stage open has not run");
	}

}
