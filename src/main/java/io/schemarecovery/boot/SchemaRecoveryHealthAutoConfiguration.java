package io.schemarecovery.boot;

import java.util.Map;
import java.util.Optional;

import io.schemarecovery.actuate.SchemaRecoveryHealth;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.migrate.SchemaOrigin;
import io.schemarecovery.report.RecoveryRun;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * {@link org.springframework.boot.autoconfigure.EnableAutoConfiguration
 * Auto-configuration} of the health contributor {@code schemaRecovery}, switched off by
 * {@code management.health.schemarecovery.enabled=false}.
 */
@AutoConfiguration(afterName = "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration")
@ConditionalOnClass({ AbstractHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class, Flyway.class })
@ConditionalOnBean(Flyway.class)
@ConditionalOnEnabledHealthIndicator("schemarecovery")
public final class SchemaRecoveryHealthAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "schemaRecoveryHealthIndicator")
	SchemaRecoveryHealth schemaRecoveryHealthIndicator(Map<String, Flyway> flyways, ObjectProvider<ConnectionGate> gate,
			ObjectProvider<RecoveryRun> run) {
		return new SchemaRecoveryHealth(new SchemaOrigin(flyways.values()), flyways.values(),
				() -> gate.stream().anyMatch((closed) -> !closed.isOpen()) ? run.stream().findFirst()
						: Optional.empty());
	}

}
