package io.schemarecovery.catalog;

/**
 * A foreign key of a table in the scope.
 *
 * @param table the table that references
 * @param name name of the constraint, unquoted
 */
public record ForeignKey(QualifiedName table, String name) {

	/** The statement that takes the constraint away. */
	public String dropStatement() {
		return "ALTER TABLE IF EXISTS " + this.table.quoted() + " DROP CONSTRAINT IF EXISTS "
				+ QualifiedName.quote(this.name);
	}

}
