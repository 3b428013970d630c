package io.schemarecovery.boot;

import io.schemarecovery.archive.ArchiveStage;
import io.schemarecovery.drop.DropStage;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.fallback.FallbackStage;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.publish.ReportFile;
import io.schemarecovery.purge.HistoryPurge;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.request.ReportProperties;
import io.schemarecovery.request.ResetRequest.Undo;
import io.schemarecovery.request.SchemaRecoveryProperties;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The recovery, from top to bottom. Spring Boot calls the runners in the order of their
 * stages, before any other, after the web server is up behind the gate and before the
 * application counts as ready. One that throws ends the process.
 */
@Configuration(proxyBeanMethods = false)
class RecoveryRunners {

	/** Finds the database and the schemas; refuses what cannot work. */
	@Bean
	StageRunner openRunner(Recovery recovery, Stages stages) {
		return new StageRunner(Stage.OPEN, recovery, stages::open);
	}

	/** Drops every object of the schemas: catalog, plan, guards, transactions. */
	@Bean
	StageRunner dropRunner(Recovery recovery, Stages stages) {
		return new StageRunner(Stage.DROP, recovery, stages::drop);
	}

	/** Removes the Flyway history and the version tables of other tools. */
	@Bean
	StageRunner purgeRunner(Recovery recovery, Stages stages) {
		return new StageRunner(Stage.PURGE, recovery, stages::purge);
	}

	/** Runs the migrations through the cascade-aware connection. */
	@Bean
	StageRunner migrateRunner(Recovery recovery, Stages stages) {
		return new StageRunner(Stage.MIGRATE, recovery, stages::migrate);
	}

	/** Creates the schema from the entities, if the migrations failed. */
	@Bean
	StageRunner fallbackRunner(Recovery recovery, Stages stages) {
		return new StageRunner(Stage.FALLBACK, recovery, stages::fallback);
	}

	/** Validates, and tells what was done; from here on the application is ready. */
	@Bean
	StageRunner closeRunner(Recovery recovery, Stages stages) {
		return new StageRunner(Stage.CLOSE, recovery, stages::close);
	}

	/** Its close is the last stage, and nothing for the end of the application. */
	@Bean(destroyMethod = "")
	Stages stages(RecoveryRun run, ConnectionGate connections, LedgerKeeper keeper, SchemaRecoveryProperties properties,
			RecoveryTarget target, ResetDecision decision, ObjectProvider<EntitySchemas> entitySchemas,
			ProgressBoard board, DropStage dropStage, ArchiveStage archiveStage, HistoryPurge historyPurge,
			FallbackStage fallbackStage, ListableBeanFactory beanFactory, ConfigurableApplicationContext context) {
		EntitySchemas entities = entitySchemas.getIfAvailable(() -> EntitySchemas.NONE);
		if (run.request() instanceof Undo undo) {
			return new UndoStages(undo, connections, keeper, properties, target, decision, archiveStage, entities);
		}
		return new ResetStages(run, connections, keeper, properties, target, decision, entities, new DryRun(context),
				dropStage, new Removal(dropStage, archiveStage, properties.archive().enabled()), historyPurge,
				fallbackStage, new ScriptInitializers(beanFactory), board);
	}

	@Bean
	Recovery recovery(RecoveryRun run, ResetDecision decision, ConnectionGate connections,
			ConfigurableApplicationContext context, RunReports reports) {
		return new Recovery(run, decision, connections, new RecoveryEvents(context).andThen(reports));
	}

	@Bean
	RunReports runReports(RecoveryTarget target, ResetDecision decision, LedgerKeeper keeper, Environment environment,
			ReportProperties properties) {
		return new RunReports(new ReportFile(properties.file()), target, decision, keeper, environment);
	}

	@Bean
	static RunnerOrder runnerOrder(ListableBeanFactory beanFactory) {
		return new RunnerOrder(beanFactory);
	}

}
