package io.schemarecovery.catalog;

/**
 * How the server addresses an object, as in {@code pg_depend}.
 *
 * @param classId OID of the catalog the object is in
 * @param objectId OID of the object
 * @param subId number of the column, or 0 for the whole object
 */
public record ObjectAddress(long classId, long objectId, int subId) {

	/** The object that this is, or is a column of. */
	ObjectAddress whole() {
		return new ObjectAddress(this.classId, this.objectId, 0);
	}

}
