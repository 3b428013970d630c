package io.schemarecovery.boot;

import io.micrometer.core.instrument.MeterRegistry;
import io.schemarecovery.actuate.RecoveryMetrics;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} of the meters of a recovery, switched off by
 * {@code management.metrics.enable.schema.recovery=false}.
 */
@AutoConfiguration(
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@Conditional(OnResetRequested.class)
public final class SchemaRecoveryMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	RecoveryMetrics recoveryMetrics(MeterRegistry registry) {
		return new RecoveryMetrics(registry);
	}

}
