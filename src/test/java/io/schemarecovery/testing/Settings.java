package io.schemarecovery.testing;

import java.util.HashMap;
import java.util.Map;

import io.schemarecovery.request.SchemaRecoveryProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Makes {@link SchemaRecoveryProperties} as Spring Boot binds them. */
public final class Settings {

	private Settings() {
	}

	/**
	 * The defaults, but for some settings.
	 * @param settings such as {@code drop.collateral=allow}, without the prefix
	 */
	public static SchemaRecoveryProperties of(String... settings) {
		Map<String, String> source = new HashMap<>();
		for (String setting : settings) {
			int equals = setting.indexOf('=');
			source.put("schema-recovery." + setting.substring(0, equals), setting.substring(equals + 1));
		}
		return new Binder(new MapConfigurationPropertySource(source)).bindOrCreate("schema-recovery",
				SchemaRecoveryProperties.class);
	}

}
