package io.schemarecovery.request;

import java.util.stream.StreamSupport;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;

/** The settings as they would be without a request. */
public final class NormalSettings {

	private NormalSettings() {
	}

	/**
	 * Read them, leaving out what the profile {@code reset} opens.
	 * @param environment where to look
	 * @return the settings
	 */
	public static SchemaRecoveryProperties of(ConfigurableEnvironment environment) {
		var sources = StreamSupport.stream(environment.getPropertySources().spliterator(), false)
			.filter((source) -> !source.getName().equals(ResetRequest.PROPERTY_SOURCE)
					&& !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source))
			.toList();
		return new Binder(ConfigurationPropertySources.from(sources),
				new PropertySourcesPlaceholdersResolver(environment))
			.bindOrCreate("schema-recovery", SchemaRecoveryProperties.class);
	}

}
