package io.schemarecovery.boot;

import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.migrate.CascadeFlywayPostProcessor;
import io.schemarecovery.migrate.FlywayMigrations;
import io.schemarecovery.migrate.MigrationInitializerPostProcessor;
import io.schemarecovery.migrate.MigrationSettings;
import io.schemarecovery.migrate.OwnMigrationPostProcessor;
import io.schemarecovery.migrate.ToldMigration;
import io.schemarecovery.request.NormalSettings;
import io.schemarecovery.request.ReportProperties;
import io.schemarecovery.request.ResetRequest;
import io.schemarecovery.request.SchemaRecoveryProperties;
import jakarta.persistence.EntityManagerFactory;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} of every start: cascade-aware migrations, whose failures are told
 * in full.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@EnableConfigurationProperties({ SchemaRecoveryProperties.class, ReportProperties.class })
public final class SchemaRecoveryAutoConfiguration {

	@Bean
	static MissingDatabase missingDatabase(Environment environment) {
		return new MissingDatabase(environment);
	}

	@Bean
	static ResetPropertiesLast resetPropertiesLast(ConfigurableEnvironment environment) {
		return new ResetPropertiesLast(environment);
	}

	@Bean
	static FailedRefreshListeners failedRefreshListeners() {
		return new FailedRefreshListeners();
	}

	@Bean
	@Conditional(OnNormalBoot.class)
	NormalStart normalStart(Environment environment, SchemaRecoveryProperties properties) {
		return new NormalStart(ResetRequest.of(environment), ResetDecision.application(environment), properties);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ AbstractEntityManagerFactoryBean.class, EntityManagerFactory.class })
	@Conditional(OnNormalBoot.class)
	static class EntitiesWithoutFlyway {

		@Bean
		static EntitiesOfANormalStart entitiesOfANormalStart(ObjectProvider<NormalStart> start,
				ObjectProvider<DataSource> dataSources, ListableBeanFactory beanFactory) {
			return new EntitiesOfANormalStart(start::getObject,
					() -> beanFactory.containsBean("flywayInitializer") ? null : dataSources.getIfUnique());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
	static class CascadeAwareFlyway {

		@Bean
		static CascadeFlywayPostProcessor cascadeFlywayPostProcessor(
				ObjectProvider<SchemaRecoveryProperties> properties, ObjectProvider<ResetDecision> decision,
				ObjectProvider<Fence> fence, ObjectProvider<ConnectionGate> connections,
				ConfigurableEnvironment environment) {
			return new CascadeFlywayPostProcessor(new MigrationSettings(properties::getObject, () -> {
				ResetDecision reset = decision.getIfAvailable();
				return (reset != null && reset.carriedOut()) ? NormalSettings.of(environment) : properties.getObject();
			}, () -> fence.getIfAvailable(() -> Fence.NONE), (dataSource) -> {
				ConnectionGate gate = connections.getIfAvailable();
				return (gate != null) ? gate.target(dataSource) : dataSource;
			}));
		}

		@Bean
		@Conditional(OnNormalBoot.class)
		static MigrationInitializerPostProcessor migrationInitializerPostProcessor(
				ConfigurableListableBeanFactory beanFactory, ObjectProvider<NormalStart> start) {
			MigrationInitializers initializers = new MigrationInitializers(beanFactory);
			return new MigrationInitializerPostProcessor((flyway, strategy) -> {
				NormalStart normalStart = start.getObject();
				FlywayMigrations.of(flyway, initializers.eager()).ifPresent((migrations) -> {
					normalStart.check(migrations);
					// Flyway may wait for a database that is not up yet
					FlywayMigrations.beforeEachConnection(flyway, () -> normalStart.check(migrations));
				});
				ToldMigration.migrate(flyway, strategy);
			});
		}

		@Bean
		@Conditional(OnNormalBoot.class)
		static OwnMigrationPostProcessor ownMigrationPostProcessor() {
			return new OwnMigrationPostProcessor((flyway) -> ToldMigration.migrate(flyway, Flyway::migrate));
		}

	}

}
