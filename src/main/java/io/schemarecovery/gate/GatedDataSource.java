package io.schemarecovery.gate;

import java.lang.reflect.Modifier;
import java.util.Arrays;

import javax.sql.DataSource;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopConfigException;
import org.springframework.aop.framework.ProxyFactory;

/**
 * Asks the gate before it connects, and is otherwise the data source it stands for.
 *
 * @param target the data source
 * @param gate the gate
 */
record GatedDataSource(DataSource target, ConnectionGate gate) implements MethodInterceptor {

	private static final String CONNECT = "getConnection";

	/**
	 * Put a gate before a data source. The result is of the same class, for those who ask
	 * for it by that, unless the class does not permit it.
	 * @param target the data source
	 * @param gate the gate
	 */
	static DataSource of(DataSource target, ConnectionGate gate) {
		ProxyFactory factory = new ProxyFactory(target);
		factory.addAdvice(new GatedDataSource(target, gate));
		ClassLoader loader = target.getClass().getClassLoader();
		if (!finalMethods(target.getClass())) {
			factory.setProxyTargetClass(true);
			try {
				return (DataSource) factory.getProxy(loader);
			}
			catch (AopConfigException ex) {
				// a final class, or one without a constructor that can be seen
				factory.setProxyTargetClass(false);
			}
		}
		return (DataSource) factory.getProxy(loader);
	}

	/**
	 * Whether a bean is guarded already: one and the same may have several names.
	 * @param dataSource the data source
	 */
	static boolean guards(DataSource dataSource) {
		return dataSource instanceof Advised advised && Arrays.stream(advised.getAdvisors())
			.anyMatch((advisor) -> advisor.getAdvice() instanceof GatedDataSource);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation call) throws Throwable {
		if (!call.getMethod().getName().equals(CONNECT)) {
			return call.proceed();
		}
		@Nullable Object[] credentials = call.getArguments();
		return this.gate.connect(this.target, () -> (credentials.length == 0) ? this.target.getConnection()
				: this.target.getConnection((String) credentials[0], (String) credentials[1]));
	}

	private static boolean finalMethods(Class<?> type) {
		return Arrays.stream(type.getMethods())
			.anyMatch((method) -> method.getName().equals(CONNECT) && Modifier.isFinal(method.getModifiers()));
	}

}
