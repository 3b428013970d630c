package io.schemarecovery.fallback;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.jdbc.Query;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.SchemaValidationException;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * The entity manager factories of the application. Sees each before it is built, so that
 * {@code ddl-auto} does not touch the database during the refresh of a reset.
 */
public final class EntityManagerFactories implements EntitySchemas, BeanPostProcessor {

	private static final String HIBERNATE_ACTION = "hibernate.hbm2ddl.auto";

	private static final String JPA_ACTION = "jakarta.persistence.schema-generation.database.action";

	private static final Query<String> RESERVED_WORDS = Query
		.text("SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T')");

	private static final Query<String> SCHEMAS = Query.text("SELECT nspname FROM pg_namespace");

	private final List<AbstractEntityManagerFactoryBean> factories = new CopyOnWriteArrayList<>();

	private final BooleanSupplier untouching;

	private volatile boolean validatedAtEveryStart;

	/**
	 * None yet.
	 * @param untouching whether {@code ddl-auto} is kept from the database
	 */
	public EntityManagerFactories(BooleanSupplier untouching) {
		this.untouching = untouching;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractEntityManagerFactoryBean factory && this.untouching.getAsBoolean()) {
			Map<String, Object> properties = factory.getJpaPropertyMap();
			this.validatedAtEveryStart |= "validate".equals(properties.get(HIBERNATE_ACTION))
					|| "validate".equals(properties.get(JPA_ACTION));
			properties.put(HIBERNATE_ACTION, "none");
			properties.put(JPA_ACTION, "none");
			this.factories.add(factory);
		}
		return bean;
	}

	@Override
	public boolean isEmpty() {
		return this.factories.stream()
			.allMatch((factory) -> nativeFactory(factory).getMetamodel().getEntities().isEmpty());
	}

	@Override
	public int create(DataSource dataSource, List<String> scripts, Fence fence) {
		Set<String> reservedWords = words(dataSource, RESERVED_WORDS);
		Set<String> schemas = words(dataSource, SCHEMAS);
		List<String> statements = new ArrayList<>();
		for (AbstractEntityManagerFactoryBean factory : this.factories) {
			statements.addAll(new EntityDdl(factory, reservedWords, schemas).statements());
		}
		int count = statements.size();
		statements.addAll(scripts);
		new DdlExecutor(dataSource, searchPathSource(dataSource), fence).execute(statements);
		return count;
	}

	@Override
	public List<String> validate() {
		List<String> mismatches = new ArrayList<>();
		for (AbstractEntityManagerFactoryBean factory : this.factories) {
			try {
				nativeFactory(factory).getSchemaManager().validate();
			}
			catch (SchemaValidationException ex) {
				for (Exception failure : ex.getFailures()) {
					mismatches.add(String.valueOf(failure.getMessage()));
				}
			}
			catch (PersistenceException ex) {
				mismatches.add(String.valueOf(ex.getMessage()));
			}
		}
		return mismatches;
	}

	@Override
	public boolean validatedAtEveryStart() {
		return this.validatedAtEveryStart;
	}

	private static Set<String> words(DataSource dataSource, Query<String> query) {
		try (Connection connection = dataSource.getConnection()) {
			return Set.copyOf(query.list(connection));
		}
		catch (SQLException ex) {
			throw SqlFailure.of("reading the catalog", ex);
		}
	}

	/** Unqualified tables belong where the application will look for them. */
	private DataSource searchPathSource(DataSource migrations) {
		return this.factories.stream()
			.map(AbstractEntityManagerFactoryBean::getDataSource)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(migrations);
	}

	private static EntityManagerFactory nativeFactory(AbstractEntityManagerFactoryBean factory) {
		return factory.getNativeEntityManagerFactory();
	}

}
