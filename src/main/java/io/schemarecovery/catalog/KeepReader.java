package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.schemarecovery.jdbc.Query;

/**
 * Finds what has to stay so that some objects stay as they are: upwards everything that
 * they need, such as the type of a column, the table that a foreign key references, the
 * parent of a partition; downwards their own parts, such as indexes, triggers, owned
 * sequences, partitions; and, since they hold rows of it, the heirs of a table.
 */
final class KeepReader {

	private static final String KEPT = """
			WITH RECURSIVE seed(classid, objid) AS (SELECT * FROM unnest(?::text[]::oid[], ?::text[]::oid[])),
			keep(classid, objid) AS (
			  SELECT classid, objid FROM seed
			   UNION
			  SELECT x.* FROM keep c CROSS JOIN LATERAL (
			    SELECT d.refclassid, d.refobjid FROM pg_depend d
			     WHERE d.classid = c.classid AND d.objid = c.objid AND d.deptype <> 'p'
			       AND d.refclassid NOT IN ('pg_namespace'::regclass, 'pg_publication'::regclass, 'pg_extension'::regclass)
			     UNION ALL
			    SELECT d.classid, d.objid FROM pg_depend d
			     WHERE d.refclassid = c.classid AND d.refobjid = c.objid AND d.deptype IN ('a', 'i', 'P', 'S')
			       AND d.classid <> 'pg_publication_rel'::regclass
			     UNION ALL
			    SELECT c.classid, i.inhrelid FROM pg_inherits i
			     WHERE c.classid = 'pg_class'::regclass AND i.inhparent = c.objid) x
			)
			SELECT classid::bigint, objid::bigint FROM keep
			""";

	// members of extensions, and what stands in another schema
	private static final Query<QualifiedName> STAYING = Query.of("""
			SELECT n.nspname, coalesce(c.relname, f.proname, t.typname, (parse_ident(i.name))[1], i.identity)
			  FROM pg_namespace n
			  JOIN pg_depend d ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid AND d.deptype = 'n'
			  LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
			  LEFT JOIN pg_proc f ON d.classid = 'pg_proc'::regclass AND f.oid = d.objid
			  LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid
			  LEFT JOIN LATERAL (SELECT * FROM pg_identify_object(d.classid, d.objid, 0)
			                      WHERE c.oid IS NULL AND f.oid IS NULL AND t.oid IS NULL) i ON true
			 WHERE n.nspname <> ALL (?) OR EXISTS (SELECT FROM pg_depend e
			         WHERE e.classid = d.classid AND e.objid = d.objid AND e.deptype = 'e')
			""", (row) -> new QualifiedName(row.getString(1), row.getString(2)));

	private static final Comparator<KeptObject> ORDER = Comparator.comparing(KeptObject::named)
		.reversed()
		.thenComparing(KeptObject::description);

	private final List<KeepPattern> patterns;

	/**
	 * Keep what patterns name.
	 * @param patterns names, or schema and name with a dot between, in which {@code *}
	 * stands for any characters
	 */
	KeepReader(List<String> patterns) {
		this.patterns = patterns.stream().map(KeepPattern::of).toList();
	}

	/** Whether nothing is to be kept. */
	boolean isEmpty() {
		return this.patterns.isEmpty();
	}

	List<KeptObject> read(Connection connection, List<CatalogObject> objects) throws SQLException {
		Set<ObjectAddress> seeds = new HashSet<>();
		Map<ObjectAddress, String> descriptions = new HashMap<>();
		for (CatalogObject object : objects) {
			descriptions.put(object.address(), object.toString());
			if (this.patterns.stream().anyMatch((pattern) -> pattern.names(object.schema(), object.name()))) {
				seeds.add(object.address());
			}
		}
		if (seeds.isEmpty()) {
			return List.of();
		}
		return Query.of(KEPT, (row) -> new ObjectAddress(row.getLong(1), row.getLong(2), 0))
			.list(connection, ObjectAddress.texts(seeds, ObjectAddress::classId),
					ObjectAddress.texts(seeds, ObjectAddress::objectId))
			.stream()
			.map((address) -> new KeptObject(address, descriptions.getOrDefault(address, ""), seeds.contains(address)))
			.sorted(ORDER)
			.toList();
	}

	/**
	 * Find patterns that may be mistyped.
	 * @param connection a connection
	 * @param schemas the scope, names unquoted
	 * @param objects the objects of the scope
	 * @return those that name nothing that stays, because of them or anyway
	 * @throws SQLException if the query fails
	 */
	List<String> unmatched(Connection connection, List<String> schemas, List<CatalogObject> objects)
			throws SQLException {
		List<KeepPattern> unmatched = new ArrayList<>(this.patterns);
		objects.forEach((object) -> unmatched.removeIf((pattern) -> pattern.names(object.schema(), object.name())));
		if (!unmatched.isEmpty()) {
			STAYING.list(connection, schemas)
				.forEach((name) -> unmatched.removeIf((pattern) -> pattern.names(name.schema(), name.name())));
		}
		return unmatched.stream().map(KeepPattern::text).toList();
	}

	static List<CatalogObject> others(List<CatalogObject> objects, List<KeptObject> kept) {
		Set<ObjectAddress> addresses = new HashSet<>();
		kept.forEach((object) -> addresses.add(object.address()));
		return objects.stream().filter((object) -> !addresses.contains(object.address())).toList();
	}

}
