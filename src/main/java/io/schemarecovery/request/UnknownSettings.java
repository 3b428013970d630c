package io.schemarecovery.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.schemarecovery.failure.RecoveryException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.StringUtils;

/**
 * Finds settings that nothing reads. Which spellings are read is Spring Boot's to say: it
 * is asked about each name alone. A variable {@code SCHEMA_RECOVERY_DRYRUN}, for one, is
 * not {@code SCHEMA_RECOVERY_DRY_RUN} to it, and the dry run would be none.
 */
final class UnknownSettings {

	private static final String BARE_PREFIX = Spelling.bare(SettingsMetadata.PREFIX);

	/** Of so long a name: more than a slip or two, and it is another one. */
	private static final int ANOTHER_NAME = 3;

	/** What Kubernetes sets for a service of this name. */
	private static final Pattern SERVICE = Pattern
		.compile("[A-Z0-9_]+_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_[A-Z]+)?)?)");

	private static final Map<String, String> REQUEST = Spelling.bare(List.of(ResetRequest.VARIABLE));

	private static final Map<String, String> CONFIRMATION = Spelling.bare(List.of(ResetRequest.CONFIRMATION));

	private final SettingsMetadata metadata;

	private final Map<String, String> known;

	/**
	 * Create it.
	 * @param metadata the settings there are
	 */
	UnknownSettings(SettingsMetadata metadata) {
		this.metadata = metadata;
		this.known = Spelling.bare(metadata.properties().keySet());
	}

	/**
	 * Find them.
	 * @param environment where settings are set
	 * @return a line for each: its name, the nearest that is known, where it is set
	 */
	List<String> in(ConfigurableEnvironment environment) {
		List<String> unknown = new ArrayList<>();
		if (this.metadata.properties().isEmpty()) {
			return unknown;
		}
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof EnumerablePropertySource<?> enumerable
					&& !ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
				for (String name : enumerable.getPropertyNames()) {
					problem(enumerable, name).ifPresent((problem) -> unknown
						.add("%s: %s; set in %s".formatted(name, problem, origin(source, name))));
				}
			}
		}
		return unknown;
	}

	private Optional<String> problem(EnumerablePropertySource<?> source, String name) {
		String bare = Spelling.bare(name);
		boolean variable = source instanceof SystemEnvironmentPropertySource;
		if (!bare.startsWith(BARE_PREFIX) || !(variable || isWithinPrefix(name))) {
			String prefix = bare.substring(0, Math.min(bare.length(), BARE_PREFIX.length()));
			return (Spelling.distance(prefix, BARE_PREFIX) < ANOTHER_NAME)
					? Spelling.nearest(bare, this.known, ANOTHER_NAME).map((nearest) -> suggestion(nearest, variable))
					: likeRequest(name, bare, source.getProperty(name));
		}
		if (this.metadata.reads(source, name) || emptyGroup(bare, source.getProperty(name))) {
			return Optional.empty();
		}
		Optional<String> nearest = nearest(bare);
		if (variable && (SERVICE.matcher(name).matches() || (nearest.isEmpty() && !ofGroup(bare)))) {
			// somebody else's
			return Optional.empty();
		}
		return Optional.of(nearest.map((found) -> suggestion(found, variable)).orElse("there is no such setting"));
	}

	/** What only begins with the same words, such as a service's name, is another's. */
	private static boolean isWithinPrefix(String name) {
		return Spelling.bare(name.split("[.\\[]", 2)[0]).equals(BARE_PREFIX);
	}

	/** A third of what follows the prefix may be wrong, or one of its parts missing. */
	private Optional<String> nearest(String bare) {
		String tail = bare.substring(BARE_PREFIX.length());
		return Spelling.nearest(bare, this.known, Math.max(ANOTHER_NAME, tail.length() / 3 + 1))
			.or(() -> Optional.ofNullable(this.known.get(bare + "enabled")))
			.or(() -> (tail.length() < ANOTHER_NAME) ? Optional.empty() : onlyOneWith(tail));
	}

	private Optional<String> onlyOneWith(String tail) {
		List<String> names = this.known.keySet().stream().filter((name) -> name.endsWith(tail)).toList();
		return (names.size() == 1) ? Optional.ofNullable(this.known.get(names.get(0))) : Optional.empty();
	}

	/** YAML without anything below a group leaves its name, and no value. */
	private boolean emptyGroup(String bare, @Nullable Object value) {
		return !StringUtils.hasText(String.valueOf((value != null) ? value : ""))
				&& (bare.equals(BARE_PREFIX) || groups().contains(bare.substring(BARE_PREFIX.length())));
	}

	private boolean ofGroup(String bare) {
		return groups().stream().anyMatch((group) -> bare.startsWith(BARE_PREFIX + group));
	}

	/** {@code drop}, {@code archive}, and so on. */
	private Set<String> groups() {
		return this.metadata.properties()
			.keySet()
			.stream()
			.map((name) -> name.split("\\."))
			.filter((parts) -> parts.length > 2)
			.map((parts) -> Spelling.bare(parts[1]))
			.collect(Collectors.toSet());
	}

	/**
	 * A name like that of the variable itself, which asks for something: so short a name
	 * could be anybody's otherwise.
	 */
	private static Optional<String> likeRequest(String name, String bare, @Nullable Object value) {
		if (name.equals(ResetRequest.VARIABLE) || name.equals(ResetRequest.CONFIRMATION)) {
			return Optional.empty();
		}
		if (Spelling.nearest(bare, CONFIRMATION, 2).isPresent()) {
			return Optional.of(suggestion(ResetRequest.CONFIRMATION, false));
		}
		int limit = name.equals(name.toUpperCase(Locale.ROOT)) ? 2 : 1;
		boolean like = Spelling.nearest(bare, REQUEST, limit).isPresent() || bare.equals("resetdb");
		return (like && asks(String.valueOf(value))) ? Optional.of(suggestion(ResetRequest.VARIABLE, false))
				: Optional.empty();
	}

	private static boolean asks(String value) {
		try {
			return !(ResetRequest.parse(value) instanceof ResetRequest.None);
		}
		catch (RecoveryException ex) {
			return false;
		}
	}

	private static String suggestion(String known, boolean variable) {
		return "did you mean %s?".formatted(variable ? known.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") : known);
	}

	private static Object origin(PropertySource<?> source, String name) {
		Origin origin = OriginLookup.getOrigin(source, name);
		return (origin != null) ? origin : source.getName();
	}

}
