package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.catalog.CatalogObject.Ownership;
import io.schemarecovery.jdbc.Query;

/** Reads the objects that live directly in some schemas. */
final class ObjectReader {

	// Dependency rows on the schema find every kind at once. Members of extensions (e),
	// and parts of other objects (i: row, array and multirange types, identity
	// sequences; a on a column: sequences owned by it), go or stay with what they
	// belong to. Objects of the bootstrap superuser have no owner row in pg_shdepend:
	// it is pinned. Of overloaded procedures only the modes tell which is meant.
	// pg_identify_object takes 10 us, so it is not asked about relations.
	private static final String OBJECTS = """
			SELECT d.classid::bigint, d.objid::bigint, n.nspname AS schema,
			       CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'table' WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence'
			                      WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table' ELSE i.type END AS type,
			       CASE WHEN c.relkind <> 'c' THEN format('%I.%I', n.nspname, c.relname)
			            WHEN f.prokind = 'p'
			            THEN format('%I.%I(%s)', n.nspname, f.proname, pg_get_function_identity_arguments(f.oid))
			            ELSE i.identity END AS identity,
			       coalesce(c.relname, f.proname, t.typname, (parse_ident(i.name))[1], i.identity) AS name,
			       u.rolname AS owner, u.rolsuper AS superuser,
			       CASE WHEN pg_has_role(u.oid, 'USAGE') THEN 'OURS'
			            WHEN pg_has_role(n.nspowner, 'USAGE') THEN 'OF_OUR_SCHEMA' ELSE 'OF_ANOTHER' END AS ownership,
			       CASE WHEN c.relkind IN ('r', 'm', 'f')
			            THEN greatest(c.reltuples::bigint, pg_stat_get_live_tuples(c.oid), 0) ELSE 0 END AS rows
			  FROM pg_namespace n
			  JOIN pg_depend d ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid AND d.deptype = 'n'
			       AND d.objsubid = 0 AND d.classid <> 'pg_extension'::regclass
			  LEFT JOIN pg_class c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid
			  LEFT JOIN pg_proc f ON d.classid = 'pg_proc'::regclass AND f.oid = d.objid
			  LEFT JOIN pg_type t ON d.classid = 'pg_type'::regclass AND t.oid = d.objid
			  LEFT JOIN pg_shdepend o ON o.classid = d.classid AND o.objid = d.objid AND o.objsubid = 0 AND o.deptype = 'o'
			       AND o.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
			  JOIN pg_roles u ON u.oid = coalesce(o.refobjid, 10)
			  LEFT JOIN LATERAL (SELECT * FROM pg_identify_object(d.classid, d.objid, 0)
			                      WHERE d.classid <> 'pg_class'::regclass OR c.relkind = 'c') i ON true
			 WHERE <condition>
			   AND NOT EXISTS (SELECT FROM pg_depend e
			                    WHERE e.classid = d.classid AND e.objid = d.objid AND e.objsubid = 0
			                      AND (e.deptype IN ('e', 'i') OR (e.deptype = 'a' AND e.refobjsubid > 0
			                           AND e.classid = 'pg_class'::regclass AND e.refclassid = 'pg_class'::regclass)))
			""";

	// a multirange type may stand in another schema than the range type that it goes with
	private static final String RANGES = """
			SELECT r.oid::text FROM pg_range x
			  JOIN pg_type m ON m.oid = x.rngmultitypid JOIN pg_namespace mn ON mn.oid = m.typnamespace
			  JOIN pg_type r ON r.oid = x.rngtypid JOIN pg_namespace rn ON rn.oid = r.typnamespace
			 WHERE mn.nspname = ANY (?) AND rn.nspname <> ALL (?)
			   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = r.oid
			                      AND e.deptype = 'e')
			""";

	private static final String SERIALIZATION_FAILURE = "40001";

	/** Schemas and owners are few, and stand on every row. */
	private final Map<String, String> texts = new HashMap<>();

	List<CatalogObject> read(Connection connection, List<String> schemas) throws SQLException {
		return Query.of(OBJECTS.replace("<condition>", "n.nspname = ANY (?)"), this::object).list(connection, schemas);
	}

	/** The range types elsewhere without which a multirange type does not go. */
	List<CatalogObject> readRangesOf(Connection connection, List<String> schemas) throws SQLException {
		List<String> ranges = Query.text(RANGES).list(connection, schemas, schemas);
		return ranges.isEmpty() ? List.of() : Query
			.of(OBJECTS.replace("<condition>", "d.classid = 'pg_type'::regclass AND d.objid = ANY (?::text[]::oid[])"),
					this::object)
			.list(connection, ranges);
	}

	/** The functions that name an object do not look at it in our snapshot. */
	private CatalogObject object(ResultSet row) throws SQLException {
		if (row.getString("identity") == null || row.getString("type") == null
				|| row.getString("type").equals("routine")) {
			throw new SQLException("An object was dropped while the catalog was read.", SERIALIZATION_FAILURE);
		}
		return new CatalogObject(new ObjectAddress(row.getLong("classid"), row.getLong("objid"), 0),
				ObjectKind.of(row.getString("type")), row.getString("identity"), row.getString("name"),
				shared(row.getString("schema")), shared(row.getString("owner")), row.getBoolean("superuser"),
				Ownership.valueOf(row.getString("ownership")), row.getLong("rows"), 1);
	}

	private String shared(String text) {
		return this.texts.computeIfAbsent(text, (same) -> same);
	}

}
