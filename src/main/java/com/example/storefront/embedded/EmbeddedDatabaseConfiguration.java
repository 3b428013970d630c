package com.example.storefront.embedded;

import java.nio.file.Path;
import java.util.Map;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a PostgreSQL server with the application when no database is configured. Boot's
 * own auto-configuration takes it from there, since all it sees is
 * {@link JdbcConnectionDetails}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres")
@ConditionalOnBooleanProperty(name = "storefront.embedded.enabled", matchIfMissing = true)
@Conditional(OnNoDatabaseConfigured.class)
class EmbeddedDatabaseConfiguration {

	@Bean
	EmbeddedDatabase embeddedDatabase(
			@Value("${storefront.embedded.directory:target/embedded-postgres}") Path directory) {
		return EmbeddedDatabase.start(directory);
	}

	/**
	 * What it holds is made by the sample: every start that asks for a reset gets one.
	 */
	@Bean
	static BeanFactoryPostProcessor resetAtEveryRequest(ConfigurableEnvironment environment) {
		return (beanFactory) -> environment.getPropertySources()
			.addLast(new MapPropertySource("embeddedDatabase", Map.of("schema-recovery.repeat", "true")));
	}

	/** Depends on the server, which therefore stops after the connection pool. */
	@Bean
	JdbcConnectionDetails embeddedConnectionDetails(EmbeddedDatabase database) {
		return new EmbeddedConnectionDetails(database.jdbcUrl());
	}

	private record EmbeddedConnectionDetails(String url) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return StuckDatabase.OWNER;
		}

		@Override
		public String getPassword() {
			return "";
		}

	}

}
