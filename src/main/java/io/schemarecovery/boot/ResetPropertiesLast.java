package io.schemarecovery.boot;

import io.schemarecovery.request.ResetRequest;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * Moves what the profile {@code reset} opens behind the sources of
 * {@code @PropertySource}, which are added late, so that they too can close a stage.
 *
 * @param environment whose sources to order
 */
record ResetPropertiesLast(ConfigurableEnvironment environment) implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		MutablePropertySources sources = this.environment.getPropertySources();
		PropertySource<?> reset = sources.remove(ResetRequest.PROPERTY_SOURCE);
		if (reset != null) {
			sources.addLast(reset);
		}
	}

}
