package io.schemarecovery.boot;

import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.gate.Gate;
import io.schemarecovery.gate.GateFilter;
import io.schemarecovery.gate.GatedHandlers;
import io.schemarecovery.report.RecoveryRun;
import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Keeps web traffic out: the server is up before the stages run. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebGates {

	@Bean
	Gate gate() {
		return new Gate();
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	static class ServletGate {

		@Bean
		FilterRegistrationBean<GateFilter> gateFilter(Gate gate, RecoveryRun run, ConnectionGate connections,
				Environment environment) {
			FilterRegistrationBean<GateFilter> registration = new FilterRegistrationBean<>(
					new GateFilter(gate, run, connections, HealthPaths.servlet(environment).passing()));
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.values());
			registration.setAsyncSupported(true);
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class ReactiveGate {

		@Bean
		static GatedHandlers gatedHandlers(ObjectProvider<Gate> gate, ObjectProvider<RecoveryRun> run,
				Environment environment) {
			return new GatedHandlers(gate::getObject, run::getObject, HealthPaths.reactive(environment).passing());
		}

	}

}
