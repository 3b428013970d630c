package io.schemarecovery.gate;

import java.util.List;
import java.util.function.Supplier;

import io.schemarecovery.report.RecoveryRun;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.http.server.reactive.HttpHandler;

/**
 * Puts the gate before what the web server of a reactive application hands requests to.
 * Without an order, so that it comes after those who decorate it.
 *
 * @param gate gives the gate, when there is a handler
 * @param run gives what to tell those who wait
 * @param passing path prefixes that pass, with the base path
 */
public record GatedHandlers(Supplier<Gate> gate, Supplier<RecoveryRun> run,
		List<String> passing) implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof HttpHandler handler)
				? new GateHandler(handler, this.gate.get(), this.run.get(), this.passing) : bean;
	}

}
