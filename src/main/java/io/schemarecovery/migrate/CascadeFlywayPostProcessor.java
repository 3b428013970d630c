package io.schemarecovery.migrate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.schemarecovery.cascade.CascadePolicies;
import io.schemarecovery.request.SchemaRecoveryProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.configuration.Configuration;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.function.SingletonSupplier;

/**
 * Gives every {@link Flyway} bean, Boot's or a user's, a data source that cascades where
 * that is permitted. All else of its configuration stays.
 */
public final class CascadeFlywayPostProcessor implements BeanPostProcessor {

	private static final Log logger = LogFactory.getLog(CascadeFlywayPostProcessor.class);

	private final MigrationSettings settings;

	/**
	 * Decorate.
	 * @param settings what the migrations run by
	 */
	public CascadeFlywayPostProcessor(MigrationSettings settings) {
		this.settings = settings;
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (!(bean instanceof Flyway flyway)) {
			return bean;
		}
		DataSource dataSource = flyway.getConfiguration().getDataSource();
		if (bean.getClass() != Flyway.class || dataSource == null) {
			logger.warn("The migrations of the bean '%s' run without CASCADE: it is a %s %s".formatted(beanName,
					bean.getClass().getName(), (dataSource != null) ? "of its own" : "without a data source"));
			return bean;
		}
		return decorate(flyway, dataSource);
	}

	private Flyway decorate(Flyway flyway, DataSource dataSource) {
		Configuration configuration = flyway.getConfiguration();
		SchemaRecoveryProperties properties = this.settings.properties().get();
		List<String> schemas = properties.schemas().isEmpty() ? schemas(configuration) : properties.schemas();
		CascadePolicies policies = new CascadePolicies(
				SingletonSupplier.of(() -> this.settings.effective().get().migrate().cascade()),
				properties.drop().collateral(), schemas);
		Suspensions suspensions = new Suspensions(
				SingletonSupplier.of(() -> this.settings.effective().get().migrate().foreignKeys()), policies::scope,
				policies::foreignKeysMayGo, properties.drop().lockTimeout());
		CascadeDataSource decorated = new CascadeDataSource(this.settings.target().apply(dataSource), policies,
				suspensions);
		Callback[] callbacks = Stream.concat(Arrays.stream(configuration.getCallbacks()),
				Stream.of(
						new MigrationCallback(decorated.journal(), policies, suspensions, this.settings.fence().get()),
						new EndOfMigrationCallback(suspensions, decorated.journal())))
			.toArray(Callback[]::new);
		return FlywayCopy.of(flyway, (copy) -> copy.dataSource(decorated).callbacks(callbacks));
	}

	/**
	 * The schemas that Flyway manages, as {@code SchemaHistoryFactory} counts them.
	 * @param configuration the configuration of a Flyway
	 * @return names, unquoted; empty for the current schema
	 */
	static List<String> schemas(Configuration configuration) {
		return Stream
			.concat(Stream.ofNullable(configuration.getDefaultSchema()), Arrays.stream(configuration.getSchemas()))
			.distinct()
			.toList();
	}

}
