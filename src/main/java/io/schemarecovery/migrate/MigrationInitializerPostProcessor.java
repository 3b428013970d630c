package io.schemarecovery.migrate;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Takes the place of Boot's initializer, which calls the {@link FlywayMigrationStrategy}
 * of the application or migrates: on a normal boot so that failures are told in full, in
 * a reset to remember for stage 3 what is to be migrated. Beans of the application keep
 * their type.
 *
 * @param replaced whether the bean of a name is Boot's
 * @param flyway gives what to migrate
 * @param strategy gives how
 * @param action what is done instead
 */
public record MigrationInitializerPostProcessor(Predicate<String> replaced, Supplier<Flyway> flyway,
		Supplier<FlywayMigrationStrategy> strategy,
		BiConsumer<Flyway, FlywayMigrationStrategy> action) implements BeanPostProcessor {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (!(bean instanceof FlywayMigrationInitializer initializer) || !this.replaced.test(beanName)) {
			return bean;
		}
		FlywayMigrationStrategy own = this.strategy.get();
		FlywayMigrationInitializer replacement = new FlywayMigrationInitializer(this.flyway.get(),
				(migrated) -> this.action.accept(migrated, own));
		replacement.setOrder(initializer.getOrder());
		return replacement;
	}

}
