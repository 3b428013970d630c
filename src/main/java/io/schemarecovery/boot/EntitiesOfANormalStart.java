package io.schemarecovery.boot;

import java.util.function.Supplier;

import javax.sql.DataSource;

import io.schemarecovery.migrate.NoMigrations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * Has a normal start looked at before JPA touches the database, in an application whose
 * migrations have not had it looked at already.
 *
 * @param start gives who looks
 * @param dataSource gives the one data source, or {@code null} if there is none
 */
record EntitiesOfANormalStart(Supplier<NormalStart> start,
		Supplier<@Nullable DataSource> dataSource) implements BeanPostProcessor {

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean) {
			DataSource only = this.dataSource.get();
			if (only != null && !this.start.get().knows(only)) {
				this.start.get().check(new NoMigrations(only));
			}
		}
		return bean;
	}

}
