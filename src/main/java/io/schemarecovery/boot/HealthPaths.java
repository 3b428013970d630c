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
 */
record HealthPaths(Environment environment) {

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

	List<String> passing() {
		List<String> paths = new ArrayList<>();
		String servlet = trim(property("spring.mvc.servlet.path", ""));
		String base = trim(property("management.endpoints.web.base-path", "/actuator"));
		String health = trim("/" + property("management.endpoints.web.path-mapping.health", "health"));
		paths.add(servlet + base + health);
		paths.add(servlet + "/livez");
		paths.add(servlet + "/readyz");
		Binder.get(this.environment)
			.bind("management.endpoint.health.group", GROUPS)
			.orElse(Map.of())
			.values()
			.stream()
			.map((group) -> StringUtils.delimitedListToStringArray(group.additionalPath(), ":"))
			.filter((path) -> path.length == 2)
			.forEach((path) -> paths.add(servlet + trim(path[1])));
		return paths;
	}

	private String property(String name, String defaultValue) {
		return this.environment.getProperty(name, defaultValue);
	}

	private static String trim(String path) {
		return path.replaceAll("/+", "/").replaceAll("/$", "");
	}

}
