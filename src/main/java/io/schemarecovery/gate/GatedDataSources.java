package io.schemarecovery.gate;

import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts the gate before every data source of the application. Without an order, so that it
 * comes after those who decorate data sources, and guards what they made.
 *
 * @param gate gives the gate, when there is the first data source
 */
public record GatedDataSources(Supplier<ConnectionGate> gate) implements BeanPostProcessor {

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DataSource dataSource) ? this.gate.get().guard(dataSource) : bean;
	}

}
