package io.schemarecovery.request;

import java.util.List;
import java.util.Map;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * {@code DB_RESET} activates the profile {@code reset}, before the configuration files
 * are read, so that {@code application-reset.yaml} of a user counts.
 */
class ResetProfileEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (hasProfile(environment)) {
			mark(environment);
		}
		ResetRequest request = ResetRequest.of(environment);
		if (!request.requested()) {
			return;
		}
		if (!hasProfile(environment)) {
			environment.addActiveProfile(ResetRequest.PROFILE);
		}
		mark(environment);
	}

	/** Spring Boot makes profiles of the property only when it reads the files. */
	private static boolean hasProfile(ConfigurableEnvironment environment) {
		return environment.acceptsProfiles(Profiles.of(ResetRequest.PROFILE)) || Binder.get(environment)
			.bind("spring.profiles.active", Bindable.listOf(String.class))
			.orElse(List.of())
			.contains(ResetRequest.PROFILE);
	}

	/** Tells that the request was there before any file was read. */
	private static void mark(ConfigurableEnvironment environment) {
		environment.getPropertySources().addLast(new MapPropertySource(ResetRequest.PROPERTY_SOURCE, Map.of()));
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

}
