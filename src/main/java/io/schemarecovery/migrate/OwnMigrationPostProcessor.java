package io.schemarecovery.migrate;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.support.MergedBeanDefinitionPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Takes the place of the init method of a {@link Flyway} bean with
 * {@code initMethod = "migrate"}, so that its failures are told in full as well. Nothing
 * could catch what an init method throws, so the migration happens a moment later, from
 * here.
 */
public final class OwnMigrationPostProcessor implements MergedBeanDefinitionPostProcessor {

	private static final String MIGRATE = "migrate";

	private final Set<String> migrating = ConcurrentHashMap.newKeySet();

	private final Consumer<Flyway> action;

	/**
	 * Take its place.
	 * @param action what is done instead
	 */
	public OwnMigrationPostProcessor(Consumer<Flyway> action) {
		this.action = action;
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
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Flyway flyway && this.migrating.contains(beanName)) {
			this.action.accept(flyway);
		}
		return bean;
	}

}
