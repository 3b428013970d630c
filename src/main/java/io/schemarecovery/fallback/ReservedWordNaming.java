package io.schemarecovery.fallback;

import java.util.Locale;
import java.util.Set;

import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;

/**
 * The naming of the application, with reserved words quoted: without, a table "user" is a
 * syntax error. In lower case, as the server folds what is not quoted.
 * {@code hibernate.auto_quote_keyword} would not do: it quotes before the naming
 * strategy, which then leaves an entity {@code User} in upper case.
 *
 * @param naming the naming of the application
 * @param reservedWords reserved words of the server, in lower case
 */
record ReservedWordNaming(PhysicalNamingStrategy naming, Set<String> reservedWords) implements PhysicalNamingStrategy {

	@Override
	public Identifier toPhysicalCatalogName(Identifier logicalName, JdbcEnvironment environment) {
		return quote(this.naming.toPhysicalCatalogName(logicalName, environment));
	}

	@Override
	public Identifier toPhysicalSchemaName(Identifier logicalName, JdbcEnvironment environment) {
		return quote(this.naming.toPhysicalSchemaName(logicalName, environment));
	}

	@Override
	public Identifier toPhysicalTableName(Identifier logicalName, JdbcEnvironment environment) {
		return quote(this.naming.toPhysicalTableName(logicalName, environment));
	}

	@Override
	public Identifier toPhysicalSequenceName(Identifier logicalName, JdbcEnvironment environment) {
		return quote(this.naming.toPhysicalSequenceName(logicalName, environment));
	}

	@Override
	public Identifier toPhysicalColumnName(Identifier logicalName, JdbcEnvironment environment) {
		return quote(this.naming.toPhysicalColumnName(logicalName, environment));
	}

	@Override
	public Identifier toPhysicalTypeName(Identifier logicalName, JdbcEnvironment environment) {
		return quote(this.naming.toPhysicalTypeName(logicalName, environment));
	}

	/** Hibernate passes {@code null} for what has no name. */
	@SuppressWarnings("NullAway")
	private Identifier quote(Identifier physicalName) {
		if (physicalName == null || physicalName.isQuoted()) {
			return physicalName;
		}
		String name = physicalName.getText().toLowerCase(Locale.ROOT);
		return this.reservedWords.contains(name) ? Identifier.toIdentifier(name, true) : physicalName;
	}

}
