package io.schemarecovery.catalog;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * How the server addresses an object, as in {@code pg_depend}.
 *
 * @param classId OID of the catalog the object is in
 * @param objectId OID of the object
 * @param subId number of the column, or 0 for the whole object
 */
public record ObjectAddress(long classId, long objectId, int subId) {

	/**
	 * One part of some addresses.
	 * @param addresses the addresses
	 * @param part the part
	 * @return texts to be bound
	 */
	public static List<String> texts(Collection<ObjectAddress> addresses, Function<ObjectAddress, Number> part) {
		return addresses.stream().map(part).map(Number::toString).toList();
	}

	/** The object that this is, or is a column of. */
	public ObjectAddress whole() {
		return new ObjectAddress(this.classId, this.objectId, 0);
	}

}
