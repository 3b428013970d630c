package io.schemarecovery.catalog;

import java.util.List;
import java.util.Set;

/**
 * What stands in the schemas of the scope, as of one snapshot.
 *
 * @param session where and when it was read
 * @param schemas the schemas of the scope that exist
 * @param objects every object that lives directly in them, members of extensions and what
 * is kept left out; and the range types elsewhere without which one does not go
 * @param foreignKeys the foreign keys of their tables
 * @param inheritances the partitions and heirs among their tables
 * @param kept what stays because it is to be kept
 * @param casualties what outside of the scope, or among what is kept, would go as well
 * @param lost the addresses of all of these, and of their parts
 * @param surroundings what else there is to know
 * @param limits what the server has to offer
 */
public record Catalog(Session session, List<String> schemas, List<CatalogObject> objects, List<ForeignKey> foreignKeys,
		List<Inheritance> inheritances, List<KeptObject> kept, List<Casualty> casualties, Set<ObjectAddress> lost,
		Surroundings surroundings, ServerLimits limits) {

	/**
	 * Where and when a catalog was read.
	 *
	 * @param database name of the database
	 * @param role name of the role of the connection
	 * @param snapshot which transactions were seen, as {@code pg_snapshot}
	 * @param horizon a transaction id: what older transactions wrote was seen, as
	 * {@code xid}
	 */
	public record Session(String database, String role, String snapshot, String horizon) {

	}

}
