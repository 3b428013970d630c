package io.schemarecovery.boot;

import java.util.function.BooleanSupplier;

import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.sql.init.AbstractScriptDatabaseInitializer;

/**
 * Keeps Boot's script initialisers (spring.sql.init, Batch, Session, Quartz) out of the
 * refresh: they may need tables that are not there, and stage 1 would take what they
 * make. {@link ScriptInitializers} runs them when the schema is new.
 */
class DeferredScripts implements BeanPostProcessor {

	private final BooleanSupplier deferring;

	DeferredScripts(BooleanSupplier deferring) {
		this.deferring = deferring;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (!(bean instanceof AbstractScriptDatabaseInitializer) || !this.deferring.getAsBoolean()) {
			return bean;
		}
		ProxyFactory factory = new ProxyFactory(bean);
		factory.setProxyTargetClass(true);
		factory.addAdvice((MethodInterceptor) (call) -> call.getMethod().getName().equals("afterPropertiesSet") ? null
				: call.proceed());
		return factory.getProxy(bean.getClass().getClassLoader());
	}

}
