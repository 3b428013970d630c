package io.schemarecovery.boot;

import java.util.Arrays;
import java.util.function.BiConsumer;

import io.schemarecovery.migrate.MigrationInitializerPostProcessor;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/** Tells Boot's migration initializer from one of the application. */
final class MigrationInitializers {

	private MigrationInitializers() {
	}

	static MigrationInitializerPostProcessor replace(ConfigurableListableBeanFactory beanFactory,
			BiConsumer<Flyway, FlywayMigrationStrategy> action) {
		return new MigrationInitializerPostProcessor((name) -> isBoots(beanFactory, name), () -> flyway(beanFactory),
				() -> strategy(beanFactory), action);
	}

	/** Hand what Boot's initializer is going to migrate to somebody before it does. */
	static void handOver(ConfigurableListableBeanFactory beanFactory,
			BiConsumer<Flyway, FlywayMigrationStrategy> action) {
		if (present(beanFactory)) {
			action.accept(flyway(beanFactory), strategy(beanFactory));
		}
	}

	/** Whether Boot is going to migrate. */
	static boolean present(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(FlywayMigrationInitializer.class, true, false))
			.anyMatch((name) -> isBoots(beanFactory, name));
	}

	private static Flyway flyway(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.getBeanProvider(Flyway.class).getObject();
	}

	private static FlywayMigrationStrategy strategy(ConfigurableListableBeanFactory beanFactory) {
		return beanFactory.getBeanProvider(FlywayMigrationStrategy.class).getIfAvailable(() -> Flyway::migrate);
	}

	static boolean isBoots(ConfigurableListableBeanFactory beanFactory, String name) {
		if (!beanFactory.containsBeanDefinition(name)) {
			return false;
		}
		String factory = beanFactory.getMergedBeanDefinition(name).getFactoryBeanName();
		return factory != null && factory.startsWith(FlywayAutoConfiguration.class.getName());
	}

}
