package io.schemarecovery.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The paths of health as they are configured: a host that asks a path which the gate does
 * not let through would kill the process in the middle of a recovery.
 *
 * @param environment where they are configured
 * @param prefix what comes before them all
 */
record HealthPaths(Environment environment, String prefix) {

	private static final Bindable<Map<String, Group>> GROUPS = Bindable.mapOf(String.class, Group.class);

	/**
	 * A group of health contributors.
	 *
	 * @param additionalPath {@code server:/path} or {@code management:/path}; may be
	 * empty
	 */
	record Group(String additionalPath) {

		Group {
			additionalPath = (additionalPath != null) ? additionalPath : "";
		}

	}

	/** Those of a servlet application, within its context path. */
	static HealthPaths servlet(Environment environment) {
		return new HealthPaths(environment, trim(environment.getProperty("spring.mvc.servlet.path", "")));
	}

	/** Those of a reactive application, whose gate is ahead of the base path. */
	static HealthPaths reactive(Environment environment) {
		return new HealthPaths(environment, trim(environment.getProperty("spring.webflux.base-path", "")));
	}

	List<String> passing() {
		List<String> paths = new ArrayList<>();
		if (!managedElsewhere()) {
			String base = trim(property("management.endpoints.web.base-path", "/actuator"));
			String health = trim("/" + property("management.endpoints.web.path-mapping.health", "health"));
			paths.add(this.prefix + base + health);
		}
		paths.add(this.prefix + "/livez");
		paths.add(this.prefix + "/readyz");
		Binder.get(this.environment)
			.bind("management.endpoint.health.group", GROUPS)
			.orElse(Map.of())
			.values()
			.stream()
			.map((group) -> StringUtils.delimitedListToStringArray(group.additionalPath(), ":"))
			.filter((path) -> path.length == 2)
			.forEach((path) -> paths.add(this.prefix + trim(path[1])));
		return paths;
	}

	/** On a port of its own, which no gate guards. */
	private boolean managedElsewhere() {
		String port = property("management.server.port", "");
		return !port.isEmpty() && (!port.equals(property("server.port", "8080")) || port.equals("0"));
	}

	private String property(String name, String defaultValue) {
		return this.environment.getProperty(name, defaultValue);
	}

	private static String trim(String path) {
		return path.replaceAll("/+", "/").replaceAll("/$", "");
	}

}
