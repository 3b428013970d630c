package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.schemarecovery.jdbc.Query;

/**
 * The schemas that are asked for.
 *
 * @param existing OIDs of those that exist, by name
 * @param notCreatable those in which the role may not create anything, or that it may not
 * create: they could be emptied, but not filled again
 */
record Schemas(Map<String, Long> existing, List<String> notCreatable) {

	private static final String WANTED = """
			SELECT wanted, n.oid::bigint,
			       CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
			            ELSE has_schema_privilege(n.oid, 'CREATE') END
			  FROM unnest(?::text[]) wanted LEFT JOIN pg_namespace n ON n.nspname = wanted
			""";

	static Schemas read(Connection connection, List<String> schemas) throws SQLException {
		Map<String, Long> existing = new TreeMap<>();
		List<String> notCreatable = new ArrayList<>();
		Query.of(WANTED, (row) -> {
			String name = row.getString(1);
			long oid = row.getLong(2);
			if (oid != 0) {
				existing.put(name, oid);
			}
			if (!row.getBoolean(3)) {
				notCreatable.add(name);
			}
			return null;
		}).list(connection, schemas);
		return new Schemas(existing, notCreatable);
	}

	List<String> names() {
		return List.copyOf(this.existing.keySet());
	}

}
