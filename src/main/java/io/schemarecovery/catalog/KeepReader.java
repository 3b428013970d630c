package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
			SELECT k.classid::bigint, k.objid::bigint,
			       CASE WHEN EXISTS (SELECT FROM pg_depend d WHERE d.classid = k.classid AND d.objid = k.objid
			                            AND d.objsubid = 0 AND d.refclassid = 'pg_namespace'::regclass)
			             AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = k.classid AND d.objid = k.objid
			                                AND d.objsubid = 0 AND d.deptype IN ('i', 'e'))
			            THEN (SELECT type || ' ' || identity FROM pg_identify_object(k.classid, k.objid, 0)) ELSE '' END,
			       EXISTS (SELECT FROM seed s WHERE s.classid = k.classid AND s.objid = k.objid)
			  FROM keep k
			 ORDER BY 4 DESC, 3
			""";

	private final List<Pattern> patterns;

	/**
	 * Keep what patterns name.
	 * @param patterns names, or schema and name with a dot between, in which {@code *}
	 * stands for any characters
	 */
	KeepReader(List<String> patterns) {
		this.patterns = patterns.stream().map(KeepReader::pattern).toList();
	}

	List<KeptObject> read(Connection connection, List<CatalogObject> objects) throws SQLException {
		List<ObjectAddress> seeds = objects.stream().filter(this::names).map(CatalogObject::address).toList();
		if (seeds.isEmpty()) {
			return List.of();
		}
		return Query
			.of(KEPT,
					(row) -> new KeptObject(new ObjectAddress(row.getLong(1), row.getLong(2), 0), row.getString(3),
							row.getBoolean(4)))
			.list(connection, ObjectAddress.texts(seeds, ObjectAddress::classId),
					ObjectAddress.texts(seeds, ObjectAddress::objectId));
	}

	static List<CatalogObject> others(List<CatalogObject> objects, List<KeptObject> kept) {
		Set<ObjectAddress> addresses = new HashSet<>();
		kept.forEach((object) -> addresses.add(object.address()));
		return objects.stream().filter((object) -> !addresses.contains(object.address())).toList();
	}

	private boolean names(CatalogObject object) {
		return this.patterns.stream()
			.anyMatch((pattern) -> pattern.matcher(object.name()).matches()
					|| pattern.matcher(object.schema() + '.' + object.name()).matches());
	}

	private static Pattern pattern(String pattern) {
		StringBuilder regex = new StringBuilder();
		for (String literal : pattern.strip().split("(?<=\\*)|(?=\\*)")) {
			regex.append(literal.equals("*") ? ".*" : Pattern.quote(literal));
		}
		return Pattern.compile(regex.toString(), Pattern.DOTALL);
	}

}
