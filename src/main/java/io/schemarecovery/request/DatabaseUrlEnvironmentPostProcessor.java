package io.schemarecovery.request;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/**
 * Makes a database URL of any spelling one that the driver reads: {@code DATABASE_URL} as
 * Render, Heroku and Fly set it, when {@code spring.datasource.url} is not set, and a
 * {@code spring.datasource.url} of that form. User and password leave the URL, which is
 * logged, for properties, which are not.
 */
class DatabaseUrlEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

	private static final String URL = "spring.datasource.url";

	private static final String USERNAME = "spring.datasource.username";

	private static final String PASSWORD = "spring.datasource.password";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		String source = StringUtils.hasText(environment.getProperty(URL)) ? URL : DatabaseUrl.VARIABLE;
		String value = environment.getProperty(source);
		if (value == null || !StringUtils.hasText(value) || !DatabaseUrl.isPostgres(value)) {
			return;
		}
		DatabaseUrl url = DatabaseUrl.parse(source, value);
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put(URL, url.jdbcUrl());
		if (url.user() != null && !StringUtils.hasText(environment.getProperty(USERNAME))) {
			properties.put(USERNAME, url.user());
		}
		if (url.password() != null && !StringUtils.hasText(environment.getProperty(PASSWORD))) {
			properties.put(PASSWORD, url.password());
		}
		environment.getPropertySources().addFirst(new MapPropertySource("schemaRecoveryDatabaseUrl", properties));
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

}
