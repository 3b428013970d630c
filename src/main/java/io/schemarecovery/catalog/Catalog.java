package io.schemarecovery.catalog;

import java.util.List;

/**
 * What stands in the schemas of the scope, as of one snapshot.
 *
 * @param database name of the database
 * @param role name of the role of the connection
 * @param schemas the schemas of the scope that exist
 * @param objects every object that lives directly in them, members of extensions left out
 * @param foreignKeys the foreign keys of their tables
 * @param casualties what outside of them would go as well
 * @param notCreatable the schemas in which the role may not create anything
 */
public record Catalog(String database, String role, List<String> schemas, List<CatalogObject> objects,
		List<ForeignKey> foreignKeys, List<Casualty> casualties, List<String> notCreatable) {

}
