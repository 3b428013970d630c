package io.schemarecovery.boot;

import javax.sql.DataSource;

import io.schemarecovery.fallback.EntityManagerFactories;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.migrate.FlywayMigrations;
import io.schemarecovery.migrate.MigrationInitializerPostProcessor;
import io.schemarecovery.migrate.Migrations;
import io.schemarecovery.migrate.OwnMigrationPostProcessor;
import io.schemarecovery.request.ExaminationRequest;
import io.schemarecovery.request.SchemaRecoveryProperties;
import jakarta.persistence.EntityManagerFactory;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} of a start that examines and ends: the profiles of
 * {@link ExaminationRequest}. Everything of the application is there, and nothing of it
 * touches the database.
 */
@AutoConfiguration(after = SchemaRecoveryAutoConfiguration.class)
@Conditional(OnExamination.class)
@Import({ DoctorConfiguration.class, RehearsalConfiguration.class, GatedConnections.class })
public final class ExaminationAutoConfiguration {

	@Bean
	static StandingStill standingStill() {
		return new StandingStill();
	}

	@Bean
	static DeferredScripts deferredScripts() {
		return new DeferredScripts(() -> true);
	}

	@Bean
	static ConnectionGate connectionGate() {
		return ConnectionGate.forExamination();
	}

	@Bean
	RecoveryTarget recoveryTarget(ObjectProvider<Migrations> migrations, ObjectProvider<DataSource> dataSources,
			ConnectionGate connections) {
		return new RecoveryTarget(migrations, dataSources, connections, "examine");
	}

	@Bean
	ExaminationRunner examinationRunner(Examination examination, RecoveryTarget target, ConnectionGate connections,
			SchemaRecoveryProperties properties, ConfigurableApplicationContext context) {
		return new ExaminationRunner(examination, target, connections, properties, context);
	}

	@Bean
	static RunnerOrder runnerOrder(ListableBeanFactory beanFactory) {
		return new RunnerOrder(beanFactory);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
	static class KeptFlyway {

		@Bean
		FlywayMigrations flywayMigrations(ConfigurableListableBeanFactory beanFactory, Environment environment) {
			return new FlywayMigrations(new MigrationInitializers(beanFactory),
					ExaminationRequest.of(environment).orElseThrow().profile());
		}

		@Bean
		static MigrationInitializerPostProcessor keepingInitializerPostProcessor(
				ObjectProvider<FlywayMigrations> migrations) {
			return new MigrationInitializerPostProcessor(
					(flyway, strategy) -> migrations.getObject().defer(flyway, strategy));
		}

		@Bean
		static OwnMigrationPostProcessor keepingOwnMigrationPostProcessor(ObjectProvider<FlywayMigrations> migrations) {
			return new OwnMigrationPostProcessor((flyway) -> migrations.getObject().defer(flyway, Flyway::migrate));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ AbstractEntityManagerFactoryBean.class, EntityManagerFactory.class })
	static class UntouchingJpa {

		/** A database that does not answer is to be told as such, not by JPA. */
		@Bean
		static EntityManagerFactories entityManagerFactories(ObjectProvider<RecoveryTarget> target,
				ObjectProvider<ConnectionGate> connections, Environment environment) {
			return new EntityManagerFactories(() -> {
				if (!environment.getProperty("spring.jpa.defer-datasource-initialization", Boolean.class, false)) {
					connections.getObject().carryOut(() -> target.getObject().find());
				}
				return true;
			});
		}

	}

}
