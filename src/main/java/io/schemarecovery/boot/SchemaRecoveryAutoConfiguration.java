package io.schemarecovery.boot;

import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.migrate.CascadeFlywayPostProcessor;
import io.schemarecovery.migrate.MigrationInitializerPostProcessor;
import io.schemarecovery.migrate.ToldMigration;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.flywaydb.core.Flyway;

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

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} of every start: cascade-aware migrations, whose failures are told
 * in full.
 */
@AutoConfiguration(beforeName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@EnableConfigurationProperties(SchemaRecoveryProperties.class)
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

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Flyway.class, FlywayMigrationStrategy.class })
	static class CascadeAwareFlyway {

		@Bean
		static CascadeFlywayPostProcessor cascadeFlywayPostProcessor(
				ObjectProvider<SchemaRecoveryProperties> properties, ObjectProvider<ConnectionGate> connections) {
			return new CascadeFlywayPostProcessor(properties::getObject, (dataSource) -> {
				ConnectionGate gate = connections.getIfAvailable();
				return (gate != null) ? gate.target(dataSource) : dataSource;
			});
		}

		@Bean
		@Conditional(OnNormalBoot.class)
		static MigrationInitializerPostProcessor migrationInitializerPostProcessor(
				ConfigurableListableBeanFactory beanFactory) {
			return MigrationInitializers.replace(beanFactory, ToldMigration::migrate);
		}

	}

}
