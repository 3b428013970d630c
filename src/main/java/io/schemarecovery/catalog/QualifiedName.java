package io.schemarecovery.catalog;

/**
 * A name within a schema. The one place that quotes: no raw name reaches SQL.
 *
 * @param schema name of the schema, unquoted
 * @param name name of the object, unquoted
 */
public record QualifiedName(String schema, String name) {

	/** Both parts quoted, ready for SQL. */
	public String quoted() {
		return quote(this.schema) + "." + quote(this.name);
	}

	/**
	 * Quote one identifier.
	 * @param identifier the identifier, unquoted
	 * @return the identifier in double quotes, with those it contains doubled
	 */
	public static String quote(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

	@Override
	public String toString() {
		return this.schema + "." + this.name;
	}

}
