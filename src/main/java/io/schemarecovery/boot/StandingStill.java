package io.schemarecovery.boot;

import java.util.Set;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * Keeps an application from doing its work: every bean is there, and nothing is started.
 * The web server opens no port, message listeners and schedulers get nothing to do, and
 * {@code @Scheduled} methods are not looked for. A start without a web server would do
 * some of this as well, but lack beans that the application may ask for.
 */
class StandingStill implements BeanDefinitionRegistryPostProcessor {

	private static final Set<String> LEFT_OUT = Set.of(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
			TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME);

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		LEFT_OUT.stream().filter(registry::containsBeanDefinition).forEach(registry::removeBeanDefinition);
		registry.registerBeanDefinition(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME,
				new RootBeanDefinition(NothingStarts.class, NothingStarts::new));
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// the registry was all
	}

	/** Called for all lifecycle beans, and calls none. */
	static class NothingStarts implements LifecycleProcessor {

		@Override
		public void start() {
			// nothing starts
		}

		@Override
		public void stop() {
			// nothing was started
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
