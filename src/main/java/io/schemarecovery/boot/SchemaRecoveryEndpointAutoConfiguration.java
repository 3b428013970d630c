package io.schemarecovery.boot;

import java.util.Map;

import javax.sql.DataSource;

import io.schemarecovery.actuate.EndpointSettings;
import io.schemarecovery.actuate.FlywayDataSources;
import io.schemarecovery.actuate.SchemaRecoveryEndpoint;
import io.schemarecovery.actuate.SchemaRecoveryEndpointWebExtension;
import io.schemarecovery.publish.RecordedRuns;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} of the endpoint {@code schemarecovery}, which is exposed and given
 * access to as any other of Actuator.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration" })
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(SchemaRecoveryEndpoint.class)
@ConditionalOnBean(DataSource.class)
@EnableConfigurationProperties(EndpointSettings.class)
@Import({ SchemaRecoveryEndpointAutoConfiguration.WhereFlywayMigrates.class,
		SchemaRecoveryEndpointAutoConfiguration.WithoutFlyway.class })
public final class SchemaRecoveryEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	SchemaRecoveryEndpoint schemaRecoveryEndpoint(RecordedRuns runs, EndpointSettings settings) {
		return new SchemaRecoveryEndpoint(runs, settings.showValues());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	SchemaRecoveryEndpointWebExtension schemaRecoveryEndpointWebExtension(SchemaRecoveryEndpoint endpoint,
			RecordedRuns runs, EndpointSettings settings) {
		return new SchemaRecoveryEndpointWebExtension(endpoint, runs, settings);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Flyway.class)
	@ConditionalOnBean(Flyway.class)
	static class WhereFlywayMigrates {

		@Bean
		@ConditionalOnMissingBean
		RecordedRuns recordedRuns(Map<String, Flyway> flyways, Environment environment) {
			return new RecordedRuns(() -> FlywayDataSources.of(flyways.values()).get(0),
					ResetDecision.application(environment));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(RecordedRuns.class)
	static class WithoutFlyway {

		@Bean
		RecordedRuns recordedRuns(ObjectProvider<DataSource> dataSources, Environment environment) {
			return new RecordedRuns(() -> dataSources.orderedStream().findFirst().orElseThrow(),
					ResetDecision.application(environment));
		}

	}

}
