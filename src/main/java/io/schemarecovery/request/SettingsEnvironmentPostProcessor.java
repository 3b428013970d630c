package io.schemarecovery.request;

import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the settings before anything else is set up, so that those that cannot be read,
 * and those that nothing would read, end the process as what they are: bad configuration.
 */
class SettingsEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		SettingsMetadata metadata = SettingsMetadata.read();
		List<String> wrong = new ArrayList<>(new UnknownSettings(metadata).in(environment));
		UnreadableSettings unreadable = new UnreadableSettings();
		Binder binder = Binder.get(environment);
		metadata.records().forEach((prefix, type) -> binder.bindOrCreate(prefix, Bindable.of(type), unreadable));
		wrong.addAll(unreadable.lines());
		if (!wrong.isEmpty()) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					(wrong.size() == 1) ? "A setting is wrong." : "%s settings are wrong.".formatted(wrong.size()),
					wrong, "Correct or remove %s. Nothing was touched.".formatted((wrong.size() == 1) ? "it" : "them"));
		}
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 2;
	}

}
