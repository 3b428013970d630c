package io.schemarecovery.boot;

import java.util.LinkedHashMap;
import java.util.Map;

import io.schemarecovery.migrate.FlywayMigrations;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Finds the Flyway beans of an application, and what would migrate them. Boot makes every
 * Flyway bean before any initializer.
 *
 * @param beanFactory has them
 */
record MigrationInitializers(ConfigurableListableBeanFactory beanFactory) implements FlywayMigrations.Source {

	@Override
	public Map<String, Flyway> flyways() {
		return beans(true);
	}

	/**
	 * Those of a normal start.
	 * @return each by its name; without what the application wants to be made late
	 */
	Map<String, Flyway> eager() {
		return beans(false);
	}

	@Override
	public void initialize() {
		for (String name : initializers()) {
			this.beanFactory.getBean(name);
		}
	}

	private String[] initializers() {
		return this.beanFactory.getBeanNamesForType(FlywayMigrationInitializer.class, true, false);
	}

	private Map<String, Flyway> beans(boolean late) {
		Map<String, Flyway> found = new LinkedHashMap<>();
		for (String name : this.beanFactory.getBeanNamesForType(Flyway.class, late, false)) {
			if (late || this.beanFactory.containsSingleton(name)
					|| !this.beanFactory.getMergedBeanDefinition(name).isLazyInit()) {
				found.put(name, this.beanFactory.getBean(name, Flyway.class));
			}
		}
		return found;
	}

}
