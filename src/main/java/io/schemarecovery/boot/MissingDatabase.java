package io.schemarecovery.boot;

import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.jdbc.EmbeddedDatabaseConnection;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Says which variable to set where no database is configured, instead of advising an
 * in-memory one. Only where Boot's own data source would be made from properties.
 *
 * @param environment where the database would be configured
 */
record MissingDatabase(Environment environment) implements BeanFactoryPostProcessor {

	private static final String CONNECTION_DETAILS = "jdbcConnectionDetails";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		if (madeFromProperties(beanFactory)
				&& !StringUtils.hasText(this.environment.getProperty("spring.datasource.url"))
				&& EmbeddedDatabaseConnection
					.get(beanFactory.getBeanClassLoader()) == EmbeddedDatabaseConnection.NONE) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "No database is configured.",
					List.of("DATABASE_URL: " + databaseUrl(), "spring.datasource.url: not set"),
					"Set DATABASE_URL to postgresql://user:password@host:port/database. "
							+ "On Render it comes from the database's connection string.");
		}
	}

	private String databaseUrl() {
		return StringUtils.hasText(this.environment.getProperty("DATABASE_URL"))
				? "set, but it begins with none of postgres://, postgresql://, jdbc:postgresql://" : "not set";
	}

	private static boolean madeFromProperties(ConfigurableListableBeanFactory beanFactory) {
		if (!beanFactory.containsBeanDefinition(CONNECTION_DETAILS)) {
			return false;
		}
		String factory = beanFactory.getBeanDefinition(CONNECTION_DETAILS).getFactoryBeanName();
		return factory != null && factory.startsWith(DataSourceAutoConfiguration.class.getName());
	}

}
