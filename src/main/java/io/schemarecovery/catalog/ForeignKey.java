package io.schemarecovery.catalog;

/**
 * A foreign key of a table in the scope.
 *
 * @param table OID of the table that references
 * @param referenced OID of the table that is referenced, in the scope or not
 * @param tableName the table that references
 * @param name name of the constraint, unquoted
 */
public record ForeignKey(long table, long referenced, QualifiedName tableName, String name) {

	/** The statement that takes the constraint away. */
	public String dropStatement() {
		return "ALTER TABLE IF EXISTS " + this.tableName.quoted() + " DROP CONSTRAINT IF EXISTS "
				+ QualifiedName.quote(this.name);
	}

}
