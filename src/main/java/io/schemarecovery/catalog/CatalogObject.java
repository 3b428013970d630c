package io.schemarecovery.catalog;

/**
 * An object that lives directly in a schema of the scope.
 *
 * @param oid its OID, by which newer objects can be told from older ones
 * @param kind its kind
 * @param identity what {@code pg_identify_object} calls it: schema-qualified, quoted
 * where needed, with argument types, ready for a DROP
 * @param name its name alone, unquoted
 * @param schema its schema, unquoted
 * @param owner name of the owning role
 * @param ownedBySuperuser whether that role is a superuser
 * @param droppable whether the role of the connection has the privileges of the owner
 * @param partition whether it is a partition of another table
 */
public record CatalogObject(long oid, ObjectKind kind, String identity, String name, String schema, String owner,
		boolean ownedBySuperuser, boolean droppable, boolean partition) {

	@Override
	public String toString() {
		return this.kind.label() + " " + this.identity;
	}

}
