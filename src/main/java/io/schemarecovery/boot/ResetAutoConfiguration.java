package io.schemarecovery.boot;

import javax.sql.DataSource;

import io.schemarecovery.archive.ArchiveStage;
import io.schemarecovery.drop.DropStage;
import io.schemarecovery.fallback.DataScripts;
import io.schemarecovery.fallback.EntityManagerFactories;
import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.fallback.FallbackStage;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.gate.HealthChecks;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.ledger.RunFence;
import io.schemarecovery.migrate.FlywayMigrations;
import io.schemarecovery.migrate.MigrationInitializerPostProcessor;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.migrate.ToldMigration;
import io.schemarecovery.purge.HistoryPurge;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.SchemaRecoveryProperties;
import jakarta.persistence.EntityManagerFactory;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.util.ClassUtils;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} of a start that asks for a reset. A normal boot has none of these
 * beans.
 */
@AutoConfiguration(after = SchemaRecoveryAutoConfiguration.class)
@Conditional(OnResetRequested.class)
@Import({ RecoveryRunners.class, GatedConnections.class, WebGates.class })
public final class ResetAutoConfiguration {

	@Bean
	static DeferredScripts deferredScripts(ObjectProvider<ResetDecision> decision) {
		return new DeferredScripts(() -> !decision.getObject().carriedOut());
	}

	@Bean
	static UndeferrableLiquibase undeferrableLiquibase() {
		return new UndeferrableLiquibase(UndeferrableLiquibase.SPRING_LIQUIBASE);
	}

	@Bean
	static ConnectionGate connectionGate() {
		return ClassUtils.isPresent("org.springframework.boot.health.contributor.HealthIndicator", null)
				? new ConnectionGate(HealthChecks::areUnderWay) : new ConnectionGate();
	}

	@Bean
	RecoveryTarget recoveryTarget(ObjectProvider<Migrations> migrations, ObjectProvider<DataSource> dataSources,
			ConnectionGate connections) {
		return new RecoveryTarget(migrations, dataSources, connections, "reset");
	}

	@Bean
	RunFence runFence() {
		return new RunFence();
	}

	@Bean
	ResetDecision resetDecision(Environment environment, SchemaRecoveryProperties properties, RecoveryTarget target,
			RunFence fence) {
		return new ResetDecision(ResetRequest.of(environment), environment, properties, target, fence);
	}

	@Bean
	LedgerKeeper ledgerKeeper(ResetDecision decision) {
		return new LedgerKeeper(decision);
	}

	@Bean
	ProgressBoard progressBoard() {
		return new ProgressBoard();
	}

	@Bean
	RecoveryRun recoveryRun(Environment environment, LedgerKeeper keeper, ProgressBoard board) {
		return new RecoveryRun(ResetRequest.of(environment), keeper, board);
	}

	@Bean
	LockedTransaction lockedTransaction(SchemaRecoveryProperties properties, RunFence fence) {
		return new LockedTransaction(properties.drop().lockTimeout(), properties.drop().timeout(),
				properties.drop().blockers() == SchemaRecoveryProperties.Blockers.TERMINATE, fence);
	}

	@Bean
	DropStage dropStage(SchemaRecoveryProperties properties, LockedTransaction transaction, ProgressBoard board) {
		return new DropStage(properties, transaction, board);
	}

	@Bean
	ArchiveStage archiveStage(SchemaRecoveryProperties properties, LockedTransaction transaction,
			Environment environment, ProgressBoard board) {
		return new ArchiveStage(properties, transaction, ResetDecision.application(environment), board);
	}

	@Bean
	HistoryPurge historyPurge(SchemaRecoveryProperties properties, LockedTransaction transaction) {
		return new HistoryPurge(properties.purge().versionTables(), transaction);
	}

	@Bean
	FallbackStage fallbackStage(DropStage dropStage, ObjectProvider<EntitySchemas> entities, HistoryPurge historyPurge,
			SchemaRecoveryProperties properties, ResourcePatternResolver resources, Fence fence) {
		return new FallbackStage(dropStage, entities.getIfAvailable(() -> EntitySchemas.NONE),
				new DataScripts(properties.fallback().dataLocations(), resources), historyPurge, fence);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
	static class DeferredFlyway {

		@Bean
		FlywayMigrations flywayMigrations(ConfigurableListableBeanFactory beanFactory) {
			return new FlywayMigrations(new MigrationInitializers(beanFactory), ResetRequest.PROFILE);
		}

		@Bean
		static MigrationInitializerPostProcessor deferringInitializerPostProcessor(
				ObjectProvider<FlywayMigrations> migrations, ObjectProvider<ResetDecision> decision) {
			return new MigrationInitializerPostProcessor((flyway, strategy) -> {
				migrations.getObject().defer(flyway, strategy);
				if (decision.getObject().carriedOut()) {
					ToldMigration.migrate(flyway, strategy);
				}
			});
		}

		@Bean
		static UndeferrableFlyway undeferrableFlyway() {
			return new UndeferrableFlyway();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ AbstractEntityManagerFactoryBean.class, EntityManagerFactory.class })
	static class UntouchingJpa {

		@Bean
		static EntityManagerFactories entityManagerFactories(ObjectProvider<ResetDecision> decision,
				Environment environment) {
			// Flyway then depends on JPA, and what it migrates cannot be known yet
			return new EntityManagerFactories(
					() -> environment.getProperty("spring.jpa.defer-datasource-initialization", Boolean.class, false)
							|| decision.getObject().reachable());
		}

	}

}
