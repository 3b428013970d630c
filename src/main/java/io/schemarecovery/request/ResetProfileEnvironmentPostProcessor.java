package io.schemarecovery.request;

import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;

/**
 * {@code DB_RESET} activates the profile {@code reset}, before the configuration files
 * are read, so that {@code application-reset.yaml} of a user counts.
 */
class ResetProfileEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ResetRequest request = ResetRequest.of(environment);
		if (!request.requested()) {
			return;
		}
		if (!(request instanceof ResetRequest.Button)) {
			throw new RecoveryException(ExitCode.CONFIGURATION, request + " is not carried out by this version.",
					List.of("Carrying a request out once for a version or a token, and archives,",
							"need a record in the database that this version does not keep yet."),
					"Set DB_RESET=true for one start, and unset it afterwards. Nothing was touched.");
		}
		if (!environment.acceptsProfiles(Profiles.of(ResetRequest.PROFILE))) {
			environment.addActiveProfile(ResetRequest.PROFILE);
		}
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

}
