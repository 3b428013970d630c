package io.schemarecovery.migrate;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.tools.ToolProvider;

import io.schemarecovery.jdbc.Fence;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.extensibility.ConfigurationExtension;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing of a configuration is lost when its data source is decorated. */
@PostgresTest
class FlywayCopyTests {

	private static final CascadeFlywayPostProcessor POST_PROCESSOR = new CascadeFlywayPostProcessor(
			new MigrationSettings(Settings::of, Settings::of, () -> Fence.NONE, (dataSource) -> dataSource));

	private static Flyway decorated(Flyway flyway) {
		return (Flyway) POST_PROCESSOR.postProcessBeforeInitialization(flyway, "flyway");
	}

	@Test
	void everyGetterGivesTheSame(TestDatabase database) {
		Flyway original = configured(database).load();
		Map<String, Object> before = getters(original.getConfiguration());
		Map<String, Object> after = getters(decorated(original).getConfiguration());
		assertThat(after).isEqualTo(before);
		assertThat(getters(new Flyway(Flyway.configure()).getConfiguration()).entrySet())
			.as("what differs from the defaults, so that a loss would show")
			.filteredOn((entry) -> !entry.getValue().equals(before.get(entry.getKey())))
			.hasSizeGreaterThan(40);
	}

	@Test
	void callbacksAndJavaMigrationsAreTheSameObjectsInTheSameOrder(TestDatabase database) {
		Flyway original = configured(database).load();
		Configuration copy = decorated(original).getConfiguration();
		Callback[] callbacks = original.getConfiguration().getCallbacks();
		assertThat(copy.getCallbacks()).startsWith(callbacks).hasSize(callbacks.length + 2);
		assertThat(copy.getJavaMigrations()).containsExactly(original.getConfiguration().getJavaMigrations());
		assertThat(copy.getResourceProvider()).isSameAs(original.getConfiguration().getResourceProvider());
	}

	@Test
	void oursIsNotReplacedByClassesInDbCallback(TestDatabase database, @TempDir Path classes) throws IOException {
		Path source = Files.createDirectories(classes.resolve("db/callback")).resolve("Scanned.java");
		Files.writeString(source, """
				package db.callback;
				import org.flywaydb.core.api.callback.*;
				public class Scanned implements Callback {
					public boolean supports(Event event, Context context) { return true; }
					public boolean canHandleInTransaction(Event event, Context context) { return true; }
					public void handle(Event event, Context context) { }
					public String getCallbackName() { return "scanned"; }
				}
				""");
		String flyway = Callback.class.getProtectionDomain().getCodeSource().getLocation().getPath();
		assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", flyway, source.toString()))
			.isZero();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { classes.toUri().toURL() },
				getClass().getClassLoader())) {
			Flyway original = Flyway.configure(loader)
				.dataSource(database.dataSource())
				.locations("classpath:shop/tables")
				.load();
			Flyway copy = decorated(original);
			Callback[] callbacks = copy.getConfiguration().getCallbacks();
			assertThat(callbacks).startsWith(original.getConfiguration().getCallbacks())
				.hasSize(3)
				.hasAtLeastOneElementOfType(MigrationCallback.class);
			assertThat(copy.migrate().migrationsExecuted).isEqualTo(1);
		}
	}

	@Test
	void lookingIsHeardByNoCallback(TestDatabase database) {
		Counting counting = new Counting();
		Flyway flyway = decorated(Flyway.configure()
			.dataSource(database.dataSource())
			.callbacks(counting)
			.locations("classpath:shop/tables")
			.load());
		assertThat(FlywayCopy.info(flyway).pending()).hasSize(1);
		assertThat(counting.count).hasValue(0);
	}

	private static FluentConfiguration configured(TestDatabase database) {
		FluentConfiguration configuration = Flyway.configure(new URLClassLoader(new URL[0]))
			.dataSource(database.dataSource())
			.baselineDescription("described")
			.baselineOnMigrate(true)
			.baselineVersion("0.7")
			.callbacks(new Named("z"), new Named("a"))
			.cleanDisabled(false)
			.connectRetries(3)
			.connectRetriesInterval(7)
			.createSchemas(false)
			.defaultSchema("shop")
			.schemas("shop", "Other")
			.encoding("ISO-8859-1")
			.detectEncoding(true)
			.executeInTransaction(false)
			.failOnMissingLocations(true)
			.group(true)
			.ignoreMigrationPatterns("*:missing")
			.initSql("SET search_path = shop")
			.installedBy("somebody")
			.javaMigrationClassProvider(List::of)
			.javaMigrations(new JavaMigration[0])
			.jdbcProperties(Map.of("ApplicationName", "flyway"))
			.locations("classpath:shop/tables", "filesystem:src/test/resources/flyway/*/sql")
			.callbackLocations("classpath:flyway/callbacks")
			.lockRetryCount(4)
			.loggers("slf4j")
			.mixed(true)
			.outOfOrder(true)
			.outputQueryResults(false)
			.placeholderPrefix("#[")
			.placeholderSuffix("]")
			.placeholderSeparator("/")
			.placeholderReplacement(false)
			.placeholders(Map.of("name", "value"))
			.repeatableSqlMigrationPrefix("RR")
			.resourceProvider(new NoResources())
			.scriptPlaceholderPrefix("FF__")
			.scriptPlaceholderSuffix("_ff")
			.skipDefaultCallbacks(true)
			.skipDefaultResolvers(true)
			.skipExecutingMigrations(true)
			.sqlMigrationPrefix("VV")
			.sqlMigrationSeparator("___")
			.sqlMigrationSuffixes(".sql", ".pgsql")
			.stream(true)
			.batch(true)
			.table("History")
			.tablespace("pg_default")
			.target("9.9")
			.validateMigrationNaming(true)
			.validateOnMigrate(false);
		configuration.getPluginRegister().getExact(PostgreSQLConfigurationExtension.class).setTransactionalLock(false);
		return configuration;
	}

	/** Of the configuration and its extensions, in a form that can be compared. */
	private static Map<String, Object> getters(Configuration configuration) {
		Map<String, Object> values = new TreeMap<>();
		addGetters(values, "", Configuration.class, configuration);
		for (ConfigurationExtension extension : configuration.getPluginRegister()
			.getInstancesOf(ConfigurationExtension.class)) {
			addGetters(values, extension.getClass().getSimpleName() + ".", extension.getClass(), extension);
		}
		return values;
	}

	private static void addGetters(Map<String, Object> values, String prefix, Class<?> type, Object target) {
		for (Method method : type.getMethods()) {
			String name = method.getName();
			if ((name.startsWith("get") || name.startsWith("is")) && method.getParameterCount() == 0
					&& !List
						.of("getClass", "getDataSource", "getCachedDataSources", "getCallbacks", "getPluginRegister")
						.contains(name)) {
				values.put(prefix + name, comparable(value(method, target)));
			}
		}
	}

	private static Object value(Method method, Object target) {
		try {
			return method.invoke(target);
		}
		catch (ReflectiveOperationException ex) {
			return String.valueOf(ex.getCause());
		}
	}

	private static Object comparable(Object value) {
		return (value instanceof Object[] array) ? Arrays.asList(array)
				: String.valueOf(value).replaceAll("@[0-9a-f]+\\b", "");
	}

	static class Counting implements Callback {

		final AtomicInteger count = new AtomicInteger();

		@Override
		public boolean supports(Event event, Context context) {
			return true;
		}

		@Override
		public boolean canHandleInTransaction(Event event, Context context) {
			return true;
		}

		@Override
		public void handle(Event event, Context context) {
			this.count.incrementAndGet();
		}

		@Override
		public String getCallbackName() {
			return "counting";
		}

	}

	static class Named extends Counting {

		private final String name;

		Named(String name) {
			this.name = name;
		}

		@Override
		public String getCallbackName() {
			return this.name;
		}

	}

	static class NoResources implements ResourceProvider {

		@Override
		public LoadableResource getResource(String name) {
			return null;
		}

		@Override
		public List<LoadableResource> getResources(String prefix, String[] suffixes) {
			return List.of();
		}

	}

}
