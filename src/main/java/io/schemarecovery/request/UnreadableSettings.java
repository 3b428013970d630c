package io.schemarecovery.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.origin.Origin;
import org.springframework.core.convert.ConversionFailedException;
import org.springframework.util.ClassUtils;

/**
 * Collects every setting whose value cannot be read, instead of stopping at the first.
 */
class UnreadableSettings implements BindHandler {

	private final List<String> lines = new ArrayList<>();

	/** A line for each: its name, its value, what is accepted, where it is set. */
	List<String> lines() {
		return this.lines;
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) {
		ConfigurationProperty property = context.getConfigurationProperty();
		Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(target.getType().resolve(Object.class));
		if (error instanceof ConversionFailedException && property != null) {
			this.lines.add("%s: %s is %s; set in %s".formatted(property.getName(),
					Spelling.shown(String.valueOf(property.getValue())), notAccepted(type), origin(property)));
		}
		else {
			Throwable root = error;
			while (root.getCause() != null) {
				root = root.getCause();
			}
			this.lines.add("%s: %s".formatted(name, root.getMessage()));
		}
		return null;
	}

	private static String notAccepted(Class<?> type) {
		if (type.isEnum()) {
			return Arrays.stream(type.getEnumConstants())
				.map((constant) -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.collect(Collectors.joining(", ", "none of ", ""));
		}
		if (type == Boolean.class) {
			return "none of true, false";
		}
		if (type == Duration.class) {
			return "no time such as 500ms, 5s, 10m";
		}
		return Number.class.isAssignableFrom(type) ? "no whole number" : "no " + type.getSimpleName();
	}

	private static Object origin(ConfigurationProperty property) {
		Origin origin = property.getOrigin();
		return (origin != null) ? origin : "an unknown place";
	}

}
