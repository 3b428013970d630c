package io.schemarecovery.request;

import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.origin.Origin;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the settings before anything else is set up, so that one that cannot be read ends
 * the process as what it is: bad configuration.
 */
class SettingsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		try {
			Binder.get(environment).bindOrCreate("schema-recovery", SchemaRecoveryProperties.class);
			Binder.get(environment).bindOrCreate("schema-recovery.rehearse", RehearseProperties.class);
		}
		catch (BindException ex) {
			Throwable root = ex;
			while (root.getCause() != null) {
				root = root.getCause();
			}
			Origin origin = Origin.from(ex);
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"The setting %s cannot be read.".formatted(ex.getName()),
					List.of(String.valueOf(root.getMessage()), "set in: " + ((origin != null) ? origin : "unknown")),
					"Correct it. Nothing was touched.", ex);
		}
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 2;
	}

}
