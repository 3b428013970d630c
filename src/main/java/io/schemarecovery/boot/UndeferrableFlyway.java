package io.schemarecovery.boot;

import java.util.Arrays;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Refuses a reset of an application whose migrations would run during the refresh, before
 * the recovery: by an init method of the Flyway bean, by an initializer that is a
 * subclass, or, a Flyway bean of its own having made Boot's initializer back off, in some
 * way that cannot be seen.
 */
class UndeferrableFlyway implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		String[] flyways = beanFactory.getBeanNamesForType(Flyway.class, true, false);
		for (String name : flyways) {
			if (migratesAtInit(beanFactory, name)) {
				throw refuse(name, "its init method is migrate",
						"Remove initMethod = \"migrate\", and add a bean new FlywayMigrationInitializer(flyway).");
			}
		}
		String[] initializers = beanFactory.getBeanNamesForType(FlywayMigrationInitializer.class, true, false);
		for (String name : initializers) {
			Class<?> type = beanFactory.getType(name, false);
			if (type != null && type != FlywayMigrationInitializer.class) {
				throw refuse(name, "it is a subclass of FlywayMigrationInitializer: " + type.getName(),
						"Replace it by a FlywayMigrationStrategy.");
			}
		}
		if (flyways.length > 0 && initializers.length == 0) {
			throw refuse(String.join(", ", flyways), "Spring Boot does not call a Flyway bean of the application",
					"Add a bean new FlywayMigrationInitializer(flyway) for each.");
		}
	}

	private static boolean migratesAtInit(ConfigurableListableBeanFactory beanFactory, String name) {
		return beanFactory.containsBeanDefinition(name)
				&& beanFactory.getMergedBeanDefinition(name) instanceof AbstractBeanDefinition definition
				&& definition.getInitMethodNames() != null
				&& Arrays.asList(definition.getInitMethodNames()).contains("migrate");
	}

	private static RecoveryException refuse(String bean, String why, String action) {
		return new RecoveryException(ExitCode.CONFIGURATION,
				"The migrations of the bean '%s' cannot be kept out of the start.".formatted(bean), List.of(why),
				action + " Nothing was touched.");
	}

}
