package io.schemarecovery.request;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.ResourcePropertySource;

/**
 * Adds the properties of the profile {@code reset}, which open the four gates, when a
 * reset is asked for. They are the last source of all, so that a user can close each gate
 * anywhere.
 */
class ResetPropertiesEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String RESOURCE = "META-INF/schema-recovery/reset.properties";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ResetRequest request = ResetRequest.of(environment);
		if (!request.requested()) {
			return;
		}
		if (!environment.getPropertySources().contains(ResetRequest.PROPERTY_SOURCE)
				&& !application.getAdditionalProfiles().contains(ResetRequest.PROFILE)) {
			throw new RecoveryException(ExitCode.CONFIGURATION, request + " stands in a configuration file.",
					List.of("What stands in a file is carried along with every deploy."),
					"Set it in the environment or on the command line of the process, for one start. Nothing was touched.");
		}
		if (request instanceof ResetRequest.EachDeploy) {
			Deployment.require(environment);
		}
		try {
			environment.getPropertySources().remove(ResetRequest.PROPERTY_SOURCE);
			environment.getPropertySources()
				.addLast(new ResourcePropertySource(ResetRequest.PROPERTY_SOURCE,
						new ClassPathResource(RESOURCE, getClass().getClassLoader())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

}
