package io.schemarecovery.fallback;

import java.util.List;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.drop.DropStage;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.migrate.SchemaOrigin;
import io.schemarecovery.purge.HistoryPurge;
import io.schemarecovery.report.StageResult;
import org.jspecify.annotations.Nullable;

/**
 * Stage 4, after migrations that failed.
 * <ol>
 * <li>Drop again: what the migrations left half made.</li>
 * <li>Create the schema from the entities and run the data scripts, every failing
 * statement told, or nothing.</li>
 * <li>Compare the schema with the entities. Only then</li>
 * <li>purge the history again, baseline it at the newest migration, so that the next
 * start runs, and run the repeatable migrations, which a baseline does not skip.</li>
 * </ol>
 */
public final class FallbackStage {

	private final DropStage dropStage;

	private final EntitySchemas entities;

	private final DataScripts dataScripts;

	private final HistoryPurge historyPurge;

	private final Fence fence;

	public FallbackStage(DropStage dropStage, EntitySchemas entities, DataScripts dataScripts,
			HistoryPurge historyPurge, Fence fence) {
		this.dropStage = dropStage;
		this.entities = entities;
		this.dataScripts = dataScripts;
		this.historyPurge = historyPurge;
		this.fence = fence;
	}

	/**
	 * Look, before anything is dropped, whether what this stage needs is there.
	 * @throws RecoveryException (exit code 78) if a data script is not
	 */
	public void check() {
		this.dataScripts.read();
	}

	/**
	 * Create the schema.
	 * @param migrations the migrations that failed
	 * @param schemas names of the schemas, unquoted
	 * @param histories history tables of the migrations, in the schemas or not
	 * @param cause why the migrations failed, or {@code null} if they were not run
	 * @return what was done
	 * @throws RecoveryException (exit code 65) with both causes, if this fails as well;
	 * (another exit code) if a connection, a lock or a privilege was not to be had
	 */
	public StageResult run(Migrations migrations, List<String> schemas, List<QualifiedName> histories,
			@Nullable RuntimeException cause) {
		try {
			if (this.entities.isEmpty()) {
				throw new RecoveryException(ExitCode.MIGRATION_FAILED, "The application has no JPA entities.",
						List.of("nothing says what schema to create"), "Correct the migrations and start again.");
			}
			this.dropStage.dropAgain(migrations.dataSource(), schemas);
			List<String> scripts = this.dataScripts.read();
			int statements = this.entities.create(migrations.dataSource(), scripts, this.fence);
			List<String> mismatches = this.entities.validate();
			if (!mismatches.isEmpty()) {
				throw new RecoveryException(ExitCode.MIGRATION_FAILED,
						"The schema created from the entities does not match them.", mismatches,
						"Correct the mapping of the entities.");
			}
			this.historyPurge.purge(migrations.dataSource(), schemas, histories);
			String baseline = migrations.baseline(SchemaOrigin.FROM_ENTITIES + ": " + cause(cause));
			return StageResult.done("schema created from entities, statements: %s, data scripts: %s, %s"
				.formatted(statements, scripts.size(), baseline)
					+ (migrations.isEmpty() ? "" : "; " + SchemaOrigin.MISSING + " are missing"));
		}
		catch (RecoveryException ex) {
			if (ex.getExitCode() == ExitCode.MIGRATION_FAILED.code()) {
				throw bothFailed(cause, ex);
			}
			// a lost connection, a lock or a privilege says nothing about the entities
			throw ex.with("The migrations had failed before: " + cause(cause));
		}
		catch (RuntimeException ex) {
			throw bothFailed(cause, ex);
		}
	}

	private static RecoveryException bothFailed(@Nullable RuntimeException migrations, RuntimeException fallback) {
		if (migrations == null) {
			return new RecoveryException(ExitCode.MIGRATION_FAILED, "The entities could not make the schema.",
					List.of(account(fallback)), "Correct them and start again. Nothing is served until then.",
					fallback);
		}
		RecoveryException both = new RecoveryException(ExitCode.MIGRATION_FAILED,
				"Neither the migrations nor the entities could make the schema.",
				List.of("The migrations:", account(migrations).indent(2), "", "The entities:",
						account(fallback).indent(2)),
				"Correct either of them and start again. Nothing is served until then.", fallback);
		both.addSuppressed(migrations);
		return both;
	}

	private static String cause(@Nullable RuntimeException failure) {
		return (failure == null) ? "no migrations were run"
				: String.valueOf(failure.getMessage()).lines().findFirst().orElse("unknown");
	}

	private static String account(RuntimeException failure) {
		return ((failure instanceof RecoveryException recovery) ? recovery.account()
				: String.valueOf(failure.getMessage()))
			.strip();
	}

}
