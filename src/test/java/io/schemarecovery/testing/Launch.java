package io.schemarecovery.testing;

import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.failure.RecoveryException;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.catchThrowable;

/** Starts an application within this JVM, as {@code main} would, on a test database. */
public final class Launch {

	/**
	 * Off, since a reactive application has one server, and both are on the class path of
	 * the tests.
	 */
	private static final List<String> OF_TOMCAT = List.of(TomcatReactiveWebServerAutoConfiguration.class.getName(),
			TomcatReactiveManagementContextAutoConfiguration.class.getName());

	private final TestDatabase database;

	private final Class<?> application;

	private final List<String> arguments = new ArrayList<>();

	private final List<Class<?>> additional = new ArrayList<>();

	private WebApplicationType web = WebApplicationType.NONE;

	private Launch(TestDatabase database, Class<?> application) {
		this.database = database;
		this.application = application;
		// the sample's application.yaml is on the class path of the tests
		with("spring.config.name=none", "spring.main.banner-mode=off", "spring.main.register-shutdown-hook=false",
				"logging.level.root=WARN", "logging.level.io.schemarecovery=INFO");
	}

	/**
	 * An application whose Flyway finds its migrations in these folders of the class
	 * path.
	 */
	public static Launch of(Class<?> application, TestDatabase database, String... locations) {
		Launch launch = new Launch(database, application);
		List<String> paths = List.of(locations).stream().map((location) -> "classpath:" + location).toList();
		return locations.length == 0 ? launch : launch.with("spring.flyway.locations=" + String.join(",", paths));
	}

	/** Adds properties, {@code name=value}. */
	public Launch with(String... properties) {
		for (String property : properties) {
			this.arguments.add("--" + property);
		}
		return this;
	}

	/** Adds configuration classes. */
	public Launch with(Class<?>... configuration) {
		this.additional.addAll(List.of(configuration));
		return this;
	}

	/** With a web server on a free port. */
	public Launch web() {
		return web(WebApplicationType.SERVLET);
	}

	/** With a web server of a kind on a free port: Tomcat, or Netty if it is reactive. */
	public Launch web(WebApplicationType type) {
		this.web = type;
		return with("server.port=0", "spring.autoconfigure.exclude=" + String.join(",", OF_TOMCAT));
	}

	public ConfigurableApplicationContext start() {
		List<String> all = new ArrayList<>(this.arguments);
		if (all.stream()
			.noneMatch((argument) -> argument.startsWith("--DATABASE_URL")
					|| argument.startsWith("--spring.datasource.url"))) {
			all.add("--spring.datasource.url=" + this.database.url());
			all.add("--spring.datasource.username=" + this.database.owner());
			all.add("--spring.datasource.password=" + TestDatabase.PASSWORD);
		}
		if (all.stream().noneMatch((argument) -> argument.startsWith("--spring.datasource.hikari.maximum-pool-size"))) {
			all.add("--spring.datasource.hikari.maximum-pool-size=4");
		}
		return new SpringApplicationBuilder(this.application).sources(this.additional.toArray(Class<?>[]::new))
			.web(this.web)
			.run(all.toArray(String[]::new));
	}

	/** Starts an application that is to fail, and gives what it fails with. */
	public RecoveryException fail() {
		Throwable failure = catchThrowable(() -> start().close());
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof RecoveryException found) {
				return found;
			}
		}
		throw new AssertionError("No RecoveryException, but " + failure, failure);
	}

	/** Starts, and stops again. */
	public void startAndStop() {
		start().close();
	}

}
