package io.schemarecovery.boot;

import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Refuses a reset of an application that Liquibase migrates. It would run during the
 * refresh, the reset would then drop what it made, and what the entities made instead
 * would stop it at the next start, its record being gone.
 *
 * @param type name of the class whose beans migrate
 */
record UndeferrableLiquibase(String type) implements BeanFactoryPostProcessor {

	static final String SPRING_LIQUIBASE = "liquibase.integration.spring.SpringLiquibase";

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		ClassLoader classLoader = beanFactory.getBeanClassLoader();
		if (!ClassUtils.isPresent(this.type, classLoader)) {
			return;
		}
		String[] names = beanFactory.getBeanNamesForType(ClassUtils.resolveClassName(this.type, classLoader), true,
				false);
		if (names.length > 0) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "A reset cannot run the changes of Liquibase.",
					List.of("beans that would run them during the start: " + String.join(", ", names)),
					"Unset DB_RESET. To make the schema from the entities alone, set spring.liquibase.enabled=false for the "
							+ "start that resets, and have Liquibase mark its changes as run (changelog-sync) before the next. "
							+ "Nothing was touched.");
		}
	}

}
