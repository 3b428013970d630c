package io.schemarecovery.boot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.schemarecovery.migrate.NoMigrations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Has a normal start looked at before JPA touches the database, in an application whose
 * migrations have not had it looked at already.
 *
 * @param start gives who looks
 * @param dataSource gives the one data source, or {@code null} if there is none
 */
record EntitiesOfANormalStart(Supplier<NormalStart> start,
		Supplier<@Nullable DataSource> dataSource) implements BeanPostProcessor {

	/** What makes Hibernate ask nothing of the database, or another one. */
	private static final List<String> TOLD = List.of("hibernate.dialect", "jakarta.persistence.database-product-name",
			"hibernate.boot.allow_jdbc_metadata_access", "hibernate.multi_tenant_connection_provider");

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory) {
			DataSource only = this.dataSource.get();
			if (only != null && !this.start.get().knows(only)) {
				this.start.get().check(new NoMigrations(only), asksForDialect(factory));
			}
		}
		return bean;
	}

	/**
	 * Hibernate then asks the database, and says of one that cannot be reached only that
	 * there is no dialect.
	 */
	private static boolean asksForDialect(AbstractEntityManagerFactoryBean factory) {
		Map<String, Object> properties = new HashMap<>();
		if (factory.getJpaVendorAdapter() instanceof HibernateJpaVendorAdapter hibernate) {
			properties.putAll(hibernate.getJpaPropertyMap());
			properties.putAll(factory.getJpaPropertyMap());
			return TOLD.stream().noneMatch(properties::containsKey);
		}
		return false;
	}

}
