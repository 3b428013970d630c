package io.schemarecovery.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.DatabaseFacts;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.catalog.ScopeReader;
import io.schemarecovery.boot.Removal.Removed;
import io.schemarecovery.drop.DropStage;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.fallback.FallbackStage;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.purge.HistoryPurge;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult;
import io.schemarecovery.report.StageResult.Status;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A reset: opens or skips each stage, and hands on what the one before it found.
 */
final class ResetStages implements Stages {

	private static final Log logger = LogFactory.getLog(ResetStages.class);

	private final RecoveryRun run;

	private final ConnectionGate connections;

	private final SchemaRecoveryProperties properties;

	private final StageGates gates;

	private final LedgerKeeper keeper;

	private final RecoveryTarget target;

	private final ResetDecision decision;

	private final EntitySchemas entities;

	private final DryRun dryRun;

	private final DropStage dropStage;

	private final Removal removal;

	private final HistoryPurge historyPurge;

	private final FallbackStage fallbackStage;

	private final ScriptInitializers scriptInitializers;

	private final ProgressBoard board;

	private @Nullable Opened opened;

	private List<QualifiedName> droppedTables = List.of();

	/** What the first stage found. */
	private record Opened(Migrations migrations, List<String> schemas, List<QualifiedName> histories) {

		DataSource dataSource() {
			return this.migrations.dataSource();
		}

	}

	ResetStages(RecoveryRun run, ConnectionGate connections, LedgerKeeper keeper, SchemaRecoveryProperties properties,
			RecoveryTarget target, ResetDecision decision, EntitySchemas entities, DryRun dryRun, DropStage dropStage,
			Removal removal, HistoryPurge historyPurge, FallbackStage fallbackStage,
			ScriptInitializers scriptInitializers, ProgressBoard board) {
		this.run = run;
		this.connections = connections;
		this.properties = properties;
		this.gates = StageGates.of(properties);
		this.keeper = keeper;
		this.target = target;
		this.decision = decision;
		this.entities = entities;
		this.dryRun = dryRun;
		this.dropStage = dropStage;
		this.removal = removal;
		this.historyPurge = historyPurge;
		this.fallbackStage = fallbackStage;
		this.scriptInitializers = scriptInitializers;
		this.board = board;
	}

	@Override
	public StageResult open() {
		Migrations migrations = this.target.find();
		migrations.complete();
		this.gates.check(this.properties.dryRun(), !migrations.isEmpty(), migrations.baselinesNonEmptySchema(),
				!this.entities.isEmpty());
		try {
			this.opened = open(migrations);
		}
		catch (SQLException ex) {
			throw SqlFailure.of("opening the database", ex);
		}
		this.keeper.begin(null);
		return StageResult.done("schema " + String.join(", ", this.opened.schemas()));
	}

	private Opened open(Migrations migrations) throws SQLException {
		try {
			return Transaction.rollback(migrations.dataSource(), (connection) -> open(migrations, connection));
		}
		catch (SQLTransientConnectionException ex) {
			// other threads keep all that the pool has
			closeConnections();
			return Transaction.rollback(migrations.dataSource(), (connection) -> open(migrations, connection));
		}
	}

	private Opened open(Migrations migrations, Connection connection) throws SQLException {
		this.decision.checkProtection(connection);
		if (this.gates.fallback()) {
			this.fallbackStage.check();
		}
		migrations.prepare(connection);
		List<String> schemas = this.decision.schemas();
		List<QualifiedName> histories = migrations.histories(connection);
		if (this.gates.purge()) {
			this.historyPurge.check(connection, schemas, histories,
					new CatalogReader(this.properties.drop().keep()).kept(connection, schemas));
		}
		logger.warn(DatabaseStory.of(this.run.request(), DatabaseFacts.read(connection), schemas));
		return new Opened(migrations, schemas, histories);
	}

	@Override
	public StageResult drop() {
		if (!this.gates.drop()) {
			return closed("drop");
		}
		if (this.properties.dryRun()) {
			if (this.properties.archive().enabled()) {
				logger
					.info("schema-recovery.archive.enabled is set: what the plan drops would be moved into an archive");
			}
			throw this.dryRun.end(this.dropStage.preview(opened().dataSource(), opened().schemas()),
					this.properties.dryRunFormat());
		}
		closeConnections();
		Removed removed = this.removal.remove(opened().dataSource(), opened().schemas(), opened().histories(),
				this.keeper.run(), outlook());
		this.droppedTables = removed.tables();
		List<String> staying = this.dropStage.outsideSchemas(opened().dataSource());
		return StageResult.done(
				removed.summary() + (staying.isEmpty() ? "" : "; stays, in no schema: " + String.join(", ", staying)),
				removed.effects());
	}

	private Outlook outlook() {
		return this.gates.outlook(!opened().migrations().isEmpty(), !this.entities.isEmpty(),
				this.properties.archive().enabled() ? "DB_RESET=undo:" + this.keeper.run()
						: "a backup alone: nothing is archived");
	}

	@Override
	public StageResult purge() {
		if (!this.gates.purge()) {
			return closed("purge");
		}
		closeConnections();
		List<QualifiedName> removed = this.historyPurge.purge(opened().dataSource(), opened().schemas(),
				opened().histories());
		List<QualifiedName> gone = Stream.concat(goneWithTheSchema(), removed.stream()).toList();
		return StageResult.done(gone.isEmpty() ? "no history was there"
				: "gone: " + gone.stream().map(QualifiedName::toString).collect(Collectors.joining(", ")));
	}

	@Override
	public StageResult migrate() {
		if (!this.gates.migrate()) {
			return closed("migrate");
		}
		closeConnections();
		return opened().migrations().migrate(this.gates.drop(), this.board);
	}

	@Override
	public StageResult fallback() {
		if (this.run.result(Stage.MIGRATE).map(StageResult::status).orElse(Status.FAILED) == Status.DONE) {
			return StageResult.skipped("not needed");
		}
		RuntimeException cause = this.run.failure(Stage.MIGRATE);
		if (this.gates.fallback()) {
			return this.fallbackStage.run(opened().migrations(), opened().schemas(), opened().histories(), cause);
		}
		if (cause != null) {
			throw cause;
		}
		return closed("fallback");
	}

	@Override
	public StageResult close() {
		int scripts = this.scriptInitializers.run();
		List<String> mismatches = this.entities.validate();
		if (!mismatches.isEmpty() && this.entities.validatedAtEveryStart()) {
			throw new RecoveryException(ExitCode.MIGRATION_FAILED, "The new schema does not match the entities.",
					mismatches, "Correct the migrations or the entities, and start again.");
		}
		mismatches.forEach((mismatch) -> logger.warn("The schema does not match the entities: " + mismatch));
		ArchiveHousekeeping.tell(opened().dataSource(), this.properties);
		return StageResult
			.done(comparison(mismatches) + ((scripts > 0) ? ", script initialisers run: %s".formatted(scripts) : ""));
	}

	private String comparison(List<String> mismatches) {
		if (this.entities.isEmpty()) {
			return "no entities to compare the schema with";
		}
		return mismatches.isEmpty() ? "the schema matches the entities"
				: "%s mismatches with the entities".formatted(mismatches.size());
	}

	private Stream<QualifiedName> goneWithTheSchema() {
		return this.droppedTables.stream()
			.filter((table) -> opened().histories().contains(table) || this.historyPurge.isVersionTable(table.name()));
	}

	private void closeConnections() {
		this.connections.close(this.properties.drop().lockTimeout());
	}

	private Opened opened() {
		return Objects.requireNonNull(this.opened, "stage open has not run");
	}

	private static StageResult closed(String stage) {
		return StageResult.skipped("closed by schema-recovery.%s.enabled=false".formatted(stage));
	}

}
