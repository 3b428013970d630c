package io.schemarecovery.migrate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;

/**
 * Tells failures in full also where the application migrates in a way of its own: by a
 * {@link Flyway} bean with {@code initMethod = "migrate"}, or by a
 * {@link FlywayMigrationInitializer} that it made itself. Nothing could catch what an
 * init method throws, so it is called a moment later, from here.
 */
public final class OwnMigrationPostProcessor implements MergedBeanDefinitionPostProcessor {

	private static final String MIGRATE = "migrate";

	private final Predicate<String> boots;

	private final Supplier<List<Flyway>> flyways;

	private final Set<String> migrating = ConcurrentHashMap.newKeySet();

	/**
	 * Tell failures.
	 * @param boots whether the bean of a name is Boot's, which is told otherwise
	 * @param flyways gives what the application may migrate
	 */
	public OwnMigrationPostProcessor(Predicate<String> boots, Supplier<List<Flyway>> flyways) {
		this.boots = boots;
		this.flyways = flyways;
	}

	@Override
	public void postProcessMergedBeanDefinition(RootBeanDefinition definition, Class<?> type, String beanName) {
		String[] methods = definition.getInitMethodNames();
		if (Flyway.class.isAssignableFrom(type) && methods != null && Arrays.asList(methods).contains(MIGRATE)) {
			definition.setInitMethodNames(
					Arrays.stream(methods).filter((method) -> !method.equals(MIGRATE)).toArray(String[]::new));
			this.migrating.add(beanName);
		}
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean.getClass() != FlywayMigrationInitializer.class || this.boots.test(beanName)) {
			return bean;
		}
		FlywayMigrationInitializer own = (FlywayMigrationInitializer) bean;
		FlywayMigrationInitializer told = new FlywayMigrationInitializer(Flyway.configure().load(),
				(nothing) -> ToldMigration.migrate(this.flyways, () -> initialize(own)));
		told.setOrder(own.getOrder());
		return told;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Flyway flyway && this.migrating.contains(beanName)) {
			ToldMigration.migrate(flyway, Flyway::migrate);
		}
		return bean;
	}

	private static void initialize(FlywayMigrationInitializer own) {
		try {
			own.afterPropertiesSet();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
