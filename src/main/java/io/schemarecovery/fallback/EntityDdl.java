package io.schemarecovery.fallback;

import java.io.StringWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;

import org.springframework.orm.jpa.AbstractEntityManagerFactoryBean;

/**
 * The statements that create what the entities of one factory describe, as the
 * persistence provider generates them: written, not run. Run by the provider, a failing
 * one would only be logged ({@code SchemaManager.create}), or be the last
 * ({@code hibernate.hbm2ddl.halt_on_error}).
 *
 * @param factory the factory
 */
record EntityDdl(AbstractEntityManagerFactoryBean factory) {

	/** ASCII record separator: stands in no statement, while ';' may. */
	private static final String SEPARATOR = "\u001e";

	private static final String GENERATION = "jakarta.persistence.schema-generation.";

	List<String> statements() {
		StringWriter script = new StringWriter();
		Map<String, Object> properties = new HashMap<>(this.factory.getJpaPropertyMap());
		properties.put(GENERATION + "scripts.action", "create");
		properties.put(GENERATION + "scripts.create-target", script);
		properties.put("jakarta.persistence.create-database-schemas", true);
		properties.put("hibernate.hbm2ddl.delimiter", SEPARATOR);
		// a table "user" without quotes is a syntax error
		properties.putIfAbsent("hibernate.auto_quote_keyword", true);
		generate(properties);
		return Arrays.stream(script.toString().split(SEPARATOR))
			.map(String::strip)
			.filter((statement) -> !statement.isEmpty())
			.map((statement) -> statement.replaceFirst("(?i)^create schema (?!if not exists)",
					"create schema if not exists "))
			.toList();
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
