package io.schemarecovery.boot;

import java.util.function.BiConsumer;

import io.schemarecovery.migrate.MigrationInitializerPostProcessor;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Tells Boot's migration initializer from one of the application. */
final class MigrationInitializers {

	private MigrationInitializers() {
	}

	static MigrationInitializerPostProcessor replace(ConfigurableListableBeanFactory beanFactory,
			BiConsumer<Flyway, FlywayMigrationStrategy> action) {
		return new MigrationInitializerPostProcessor((name) -> isBoots(beanFactory, name),
				() -> beanFactory.getBeanProvider(Flyway.class).getObject(),
				() -> beanFactory.getBeanProvider(FlywayMigrationStrategy.class).getIfAvailable(() -> Flyway::migrate),
				action);
	}

	static boolean isBoots(ConfigurableListableBeanFactory beanFactory, String name) {
		if (!beanFactory.containsBeanDefinition(name)) {
			return false;
		}
		String factory = beanFactory.getMergedBeanDefinition(name).getFactoryBeanName();
		return factory != null && factory.startsWith(FlywayAutoConfiguration.class.getName());
	}

}
