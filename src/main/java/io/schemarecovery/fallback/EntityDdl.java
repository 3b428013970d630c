package io.schemarecovery.fallback;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;
import org.springframework.util.ClassUtils;

/**
 * The statements that create what the entities of one factory describe, as the
 * persistence provider generates them: written, not run. Run by the provider, a failing
 * one would only be logged ({@code SchemaManager.create}), or be the last
 * ({@code hibernate.hbm2ddl.halt_on_error}).
 *
 * @param factory the factory
 * @param reservedWords reserved words of the server, in lower case
 * @param schemas names of the schemas that exist: creating one again takes a privilege on
 * the database, even with IF NOT EXISTS
 */
record EntityDdl(AbstractEntityManagerFactoryBean factory, Set<String> reservedWords, Set<String> schemas) {

	/** ASCII record separator: stands in no statement, while ';' may. */
	private static final String SEPARATOR = "\u001e";

	private static final Pattern CREATE_SCHEMA = Pattern.compile("create schema (\\S+)", Pattern.CASE_INSENSITIVE);

	private static final String NAMING = "hibernate.physical_naming_strategy";

	private static final String GENERATION = "jakarta.persistence.schema-generation.";

	List<String> statements() {
		StringWriter script = new StringWriter();
		Map<String, Object> properties = new HashMap<>(this.factory.getJpaPropertyMap());
		properties.put(GENERATION + "scripts.action", "create");
		properties.put(GENERATION + "scripts.create-target", script);
		properties.put("jakarta.persistence.create-database-schemas", true);
		properties.put("hibernate.hbm2ddl.delimiter", SEPARATOR);
		properties.put(NAMING, new ReservedWordNaming(naming(properties.get(NAMING)), this.reservedWords));
		generate(properties);
		return Arrays.stream(script.toString().split(SEPARATOR))
			.map(String::strip)
			.filter((statement) -> !statement.isEmpty())
			.filter((statement) -> !createsExistingSchema(statement))
			.toList();
	}

	private boolean createsExistingSchema(String statement) {
		Matcher matcher = CREATE_SCHEMA.matcher(statement);
		if (!matcher.matches()) {
			return false;
		}
		String name = matcher.group(1);
		boolean quoted = name.startsWith("\"");
		return this.schemas.contains(
				quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name.toLowerCase(Locale.ROOT));
	}

	/** The setting may be an instance, a class, or the name of one. */
	private static PhysicalNamingStrategy naming(@Nullable Object setting) {
		if (setting instanceof PhysicalNamingStrategy naming) {
			return naming;
		}
		if (setting == null) {
			return new PhysicalNamingStrategyStandardImpl();
		}
		Class<?> type = (setting instanceof Class<?> found) ? found
				: ClassUtils.resolveClassName(setting.toString(), null);
		return (PhysicalNamingStrategy) BeanUtils.instantiateClass(type);
	}

	private void generate(Map<String, Object> properties) {
		PersistenceProvider provider = this.factory.getPersistenceProvider();
		if (provider == null) {
			throw new RecoveryException(ExitCode.MIGRATION_FAILED, "The entities have no persistence provider.",
					List.of(this.factory.getClass().getName()), "Make the factory with a JpaVendorAdapter.");
		}
		PersistenceUnitInfo unit = this.factory.getPersistenceUnitInfo();
		if (unit != null) {
			provider.generateSchema(unit, properties);
		}
		else {
			provider.generateSchema(String.valueOf(this.factory.getPersistenceUnitName()), properties);
		}
	}

}
