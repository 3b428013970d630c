package io.schemarecovery.boot;

import io.schemarecovery.drop.DropStage;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.fallback.FallbackStage;
import io.schemarecovery.purge.HistoryPurge;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.request.SchemaRecoveryProperties;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The recovery, from top to bottom. Spring Boot calls the runners in the order of their
 * stages, before any other, after the web server is up behind the gate and before the
 * application counts as ready. One that throws ends the process.
 */
@Configuration(proxyBeanMethods = false)
class RecoveryRunners {

	/** Finds the database and the schemas; refuses what cannot work. */
	@Bean
	StageRunner openRunner(RecoveryRun run, ResetDecision decision, RecoveryStages stages) {
		return new StageRunner(Stage.OPEN, run, decision, stages::open);
	}

	/** Drops every object of the schemas: catalog, plan, guards, transactions. */
	@Bean
	StageRunner dropRunner(RecoveryRun run, ResetDecision decision, RecoveryStages stages) {
		return new StageRunner(Stage.DROP, run, decision, stages::drop);
	}

	/** Removes the Flyway history and the version tables of other tools. */
	@Bean
	StageRunner purgeRunner(RecoveryRun run, ResetDecision decision, RecoveryStages stages) {
		return new StageRunner(Stage.PURGE, run, decision, stages::purge);
	}

	/** Runs the migrations through the cascade-aware connection. */
	@Bean
	StageRunner migrateRunner(RecoveryRun run, ResetDecision decision, RecoveryStages stages) {
		return new StageRunner(Stage.MIGRATE, run, decision, stages::migrate);
	}

	/** Creates the schema from the entities, if the migrations failed. */
	@Bean
	StageRunner fallbackRunner(RecoveryRun run, ResetDecision decision, RecoveryStages stages) {
		return new StageRunner(Stage.FALLBACK, run, decision, stages::fallback);
	}

	/** Validates, and tells what was done; from here on the application is ready. */
	@Bean
	StageRunner closeRunner(RecoveryRun run, ResetDecision decision, RecoveryStages stages) {
		return new StageRunner(Stage.CLOSE, run, decision, stages::close);
	}

	@Bean
	RecoveryStages recoveryStages(RecoveryRun run, LedgerKeeper keeper, SchemaRecoveryProperties properties,
			RecoveryTarget target, ResetDecision decision, ObjectProvider<EntitySchemas> entities, DropStage dropStage,
			HistoryPurge historyPurge, FallbackStage fallbackStage, ListableBeanFactory beanFactory,
			ConfigurableApplicationContext context) {
		return new RecoveryStages(run, keeper, properties, target, decision,
				entities.getIfAvailable(() -> EntitySchemas.NONE), new DryRun(context), dropStage, historyPurge,
				fallbackStage, new ScriptInitializers(beanFactory));
	}

	@Bean
	static RunnerOrder runnerOrder(ListableBeanFactory beanFactory) {
		return new RunnerOrder(beanFactory);
	}

}
