package io.schemarecovery.request;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.UrlResource;
import org.springframework.util.ClassUtils;

/**
 * What the build has written down of all settings, whichever record they are bound to.
 * Without it, as in a jar that merges others, nothing is known and no name is refused.
 *
 * @param properties names of the settings, each with its type as it is written in Java
 * @param records what the settings are bound to, by prefix
 */
record SettingsMetadata(Map<String, String> properties, Map<String, Class<?>> records) {

	/** What the names of all settings begin with. */
	static final String PREFIX = "schema-recovery";

	/**
	 * A setting, or a group of settings. There may be no library for JSON, and the parser
	 * that Spring Boot has for that case does not read the file.
	 */
	private static final Pattern ENTRY = Pattern.compile("\"name\":\\s*\"(" + PREFIX
			+ "[^\"]*)\",\\s*\"type\":\\s*\"([^\"]+)\"(?:,\\s*\"sourceType\":\\s*\"([^\"]+)\")?");

	private static final String LOCATION = "META-INF/spring-configuration-metadata.json";

	/** Read that of this library, which lies beside its classes. */
	static SettingsMetadata read() {
		Class<?> here = SchemaRecoveryProperties.class;
		try {
			String own = Objects.requireNonNull(here.getResource(ClassUtils.getClassFileName(here))).toString();
			String path = ClassUtils.convertClassNameToResourcePath(here.getName()) + ClassUtils.CLASS_FILE_SUFFIX;
			Resource resource = new UrlResource(own.substring(0, own.length() - path.length()) + LOCATION);
			return parse(resource.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			return new SettingsMetadata(Map.of(), Map.of(PREFIX, here));
		}
	}

	/**
	 * Read metadata.
	 * @param json the text of the file
	 */
	static SettingsMetadata parse(String json) {
		Map<String, String> properties = new LinkedHashMap<>();
		Map<String, Class<?>> records = new LinkedHashMap<>();
		int settings = json.indexOf("\"properties\":");
		for (Matcher entry = ENTRY.matcher(json); entry.find();) {
			String type = entry.group(2);
			if (entry.start() > settings) {
				properties.put(entry.group(1), type);
			}
			else if (type.equals(entry.group(3))) {
				// what is part of another has another source
				records.put(entry.group(1), ClassUtils.resolveClassName(type, SettingsMetadata.class.getClassLoader()));
			}
		}
		return new SettingsMetadata(properties, records);
	}

	/**
	 * Whether Spring Boot reads a name as one of the settings.
	 * @param source where it is set, which says how it may be spelled
	 * @param name the name as it is written there
	 */
	boolean reads(PropertySource<?> source, String name) {
		// of a list the first alone, since one with a gap is read no more
		Map<String, Object> alone = Map.of(name.replaceFirst("\\[\\d+]$", "[0]").replaceFirst("_\\d+(_?)$", "_0$1"),
				"any");
		ConfigurationPropertySource single = ConfigurationPropertySource
			.from((source instanceof SystemEnvironmentPropertySource)
					? new SystemEnvironmentPropertySource(source.getName(), alone)
					: new MapPropertySource(source.getName(), alone));
		return single != null && this.properties.entrySet()
			.stream()
			.anyMatch(
					(property) -> reads(single, ConfigurationPropertyName.of(property.getKey()), property.getValue()));
	}

	private static boolean reads(ConfigurationPropertySource source, ConfigurationPropertyName name, String type) {
		try {
			if (type.startsWith("java.util.List<") || type.startsWith("java.util.Set<")) {
				return new Binder(source).bind(name, Bindable.listOf(String.class)).isBound();
			}
			if (type.startsWith("java.util.Map<")) {
				return new Binder(source).bind(name, Bindable.mapOf(String.class, String.class)).isBound();
			}
			return source.getConfigurationProperty(name) != null;
		}
		catch (BindException ex) {
			return false;
		}
	}

}
