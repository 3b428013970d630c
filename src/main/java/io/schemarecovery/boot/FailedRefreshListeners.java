package io.schemarecovery.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.event.ApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * Lets the exit code of a failed refresh reach the process. {@code SpringApplication}
 * publishes an {@code ExitCodeEvent} before it registers the code, to a context whose
 * beans are destroyed by then; making a listener bean anew fails, a second stack trace
 * hides the message, and the process ends with 1. So the listener beans leave together
 * with all the others.
 */
class FailedRefreshListeners implements BeanFactoryPostProcessor, DisposableBean {

	private @Nullable ConfigurableListableBeanFactory beanFactory;

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void destroy() {
		if (this.beanFactory != null && this.beanFactory.getSingleton(
				AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME) instanceof ApplicationEventMulticaster multicaster) {
			multicaster.removeApplicationListenerBeans((name) -> true);
		}
	}

}
