package io.schemarecovery.boot;

import java.util.Arrays;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Refuses a reset of an application whose migrations would run during the refresh, before
 * the recovery: by an init method of the Flyway bean, or by an initializer of its own,
 * which no {@code FlywayMigrationStrategy} reaches.
 */
class UndeferrableFlyway implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		for (String name : beanFactory.getBeanNamesForType(Flyway.class, true, false)) {
			if (beanFactory.containsBeanDefinition(name)
					&& beanFactory.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition definition
					&& definition.getInitMethodNames() != null
					&& Arrays.asList(definition.getInitMethodNames()).contains("migrate")) {
				throw refuse(name, "its init method is migrate",
						"Remove initMethod = \"migrate\": Spring Boot migrates.");
			}
		}
		for (String name : beanFactory.getBeanNamesForType(FlywayMigrationInitializer.class, true, false)) {
			if (beanFactory.containsBeanDefinition(name) && !isBoots(beanFactory.getMergedBeanDefinition(name))) {
				throw refuse(name, "it is a FlywayMigrationInitializer of the application",
						"Replace it by a FlywayMigrationStrategy.");
			}
		}
	}

	private static boolean isBoots(BeanDefinition definition) {
		String factory = definition.getFactoryBeanName();
		return factory != null && factory.startsWith(FlywayAutoConfiguration.class.getName());
	}

	private static RecoveryException refuse(String bean, String why, String action) {
		return new RecoveryException(ExitCode.CONFIGURATION,
				"The migrations of the bean '%s' cannot be kept out of the start.".formatted(bean), List.of(why),
				action + " Nothing was touched.");
	}

}
