package io.schemarecovery.catalog;

/**
 * An object that lives directly in a schema of the scope.
 *
 * @param address its address; by the OID newer objects can be told from older ones
 * @param kind its kind
 * @param identity what {@code pg_identify_object} calls it: schema-qualified, quoted
 * where needed, with argument types, ready for a DROP
 * @param name its name alone, unquoted
 * @param schema its schema, unquoted
 * @param owner name of the owning role
 * @param ownedBySuperuser whether that role is a superuser
 * @param ownership what the role of the connection may do with it
 * @param rows estimated number of rows, 0 for what has none
 * @param locks number of locks that dropping it takes, its parts included
 */
public record CatalogObject(ObjectAddress address, ObjectKind kind, String identity, String name, String schema,
		String owner, boolean ownedBySuperuser, Ownership ownership, long rows, int locks) {

	/** What the role of the connection may do with an object. */
	public enum Ownership {

		/** It has the privileges of the owner. */
		OURS,

		/** It belongs to another, but owning the schema suffices to drop it. */
		OF_OUR_SCHEMA,

		/** It belongs to another role, and so does the schema. */
		OF_ANOTHER

	}

	/** Its OID. */
	public long oid() {
		return this.address.objectId();
	}

	CatalogObject withLocks(int number) {
		return new CatalogObject(this.address, this.kind, this.identity, this.name, this.schema, this.owner,
				this.ownedBySuperuser, this.ownership, this.rows, number);
	}

	/** Whether the role has the privileges of its owner. */
	public boolean ours() {
		return this.ownership == Ownership.OURS;
	}

	@Override
	public String toString() {
		return this.kind.label() + " " + this.identity;
	}

}
