package io.schemarecovery.migrate;

import java.lang.reflect.Field;
import java.util.Objects;
import java.util.function.BiConsumer;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.util.ReflectionUtils;

/**
 * Takes the place of every {@link FlywayMigrationInitializer}, Boot's or the
 * application's: on a normal boot so that failures are told in full, in a reset to
 * remember for stage 3 what is to be migrated. A subclass keeps its type, and is left
 * alone.
 * <p>
 * What an initializer calls, and how, stands in private fields of Boot's class. Nothing
 * else tells which of several Flyway beans it is.
 *
 * @param action what is done instead
 */
public record MigrationInitializerPostProcessor(
		BiConsumer<Flyway, FlywayMigrationStrategy> action) implements BeanPostProcessor {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean.getClass() != FlywayMigrationInitializer.class) {
			return bean;
		}
		Flyway flyway = Objects.requireNonNull(field(bean, Flyway.class));
		FlywayMigrationStrategy strategy = Objects.requireNonNullElse(field(bean, FlywayMigrationStrategy.class),
				Flyway::migrate);
		FlywayMigrationInitializer replacement = new FlywayMigrationInitializer(flyway,
				(migrated) -> this.action.accept(migrated, strategy));
		replacement.setOrder(((FlywayMigrationInitializer) bean).getOrder());
		return replacement;
	}

	private static <T> @Nullable T field(Object initializer, Class<T> type) {
		Field field = ReflectionUtils.findField(FlywayMigrationInitializer.class, null, type);
		if (field == null) {
			throw new IllegalStateException("This version of Spring Boot has another FlywayMigrationInitializer: "
					+ FlywayMigrationInitializer.class.getProtectionDomain().getCodeSource());
		}
		ReflectionUtils.makeAccessible(field);
		return type.cast(ReflectionUtils.getField(field, initializer));
	}

}
