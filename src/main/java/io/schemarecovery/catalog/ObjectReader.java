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

	// Locks: one for each object that goes with the table, toast table with its index and
	// both
	// types included; for a foreign key its constraint, two triggers on either side, and
	// the
	// table that is referenced. Objects of the bootstrap superuser have no owner row in
	// pg_shdepend: it is pinned. Of overloaded procedures only the modes tell which is
	// meant.
	private static final String OBJECTS = """
			WITH part(relid, locks) AS MATERIALIZED (
			  SELECT relid, sum(locks) FROM (
			           SELECT indrelid AS relid, 1 AS locks FROM pg_index
			           UNION ALL SELECT conrelid, CASE contype WHEN 'f' THEN 6 ELSE 1 END FROM pg_constraint WHERE conrelid <> 0
			           UNION ALL SELECT tgrelid, 1 FROM pg_trigger WHERE NOT tgisinternal
			           UNION ALL SELECT adrelid, 1 FROM pg_attrdef
			           UNION ALL SELECT polrelid, 1 FROM pg_policy
			           UNION ALL SELECT ev_class, 1 FROM pg_rewrite
			           UNION ALL SELECT d.refobjid, 1 FROM pg_sequence s JOIN pg_depend d ON d.classid = 'pg_class'::regclass
			                        AND d.objid = s.seqrelid AND d.refclassid = 'pg_class'::regclass) x
			   GROUP BY relid
			), root AS (
			"""
			+ ScopeSql.ROOTS
			+ """
					)
					SELECT r.classid::bigint, r.objid::bigint, i.type, i.schema,
					       CASE WHEN p.oid IS NULL THEN i.identity
					            ELSE format('%I.%I(%s)', i.schema, p.proname, pg_get_function_identity_arguments(p.oid))
					        END AS identity, coalesce(c.relname, f.proname, t.typname, i.identity) AS name, u.rolname AS owner, u.rolsuper AS superuser,
					       CASE WHEN pg_has_role(u.oid, 'USAGE') THEN 'OURS'
					            WHEN pg_has_role(n.nspowner, 'USAGE') THEN 'OF_OUR_SCHEMA' ELSE 'OF_ANOTHER' END AS ownership,
					       coalesce(c.relispartition, false) AS partition,
					       CASE WHEN c.relkind IN ('r', 'm', 'f')
					            THEN greatest(c.reltuples::bigint, pg_stat_get_live_tuples(c.oid), 0) ELSE 0 END AS rows,
					       CASE WHEN c.oid IS NULL THEN 2 ELSE 3 + CASE WHEN c.reltoastrelid <> 0 THEN 2 ELSE 0 END END
					         + coalesce(k.locks, 0) AS locks
					  FROM root r
					 CROSS JOIN LATERAL pg_identify_object(r.classid, r.objid, 0) i
					  JOIN pg_namespace n ON n.nspname = i.schema
					  LEFT JOIN pg_proc f ON r.classid = 'pg_proc'::regclass AND f.oid = r.objid
					  LEFT JOIN pg_proc p ON p.oid = f.oid AND p.prokind = 'p'
					  LEFT JOIN pg_type t ON r.classid = 'pg_type'::regclass AND t.oid = r.objid
					  LEFT JOIN pg_class c ON r.classid = 'pg_class'::regclass AND c.oid = r.objid
					  LEFT JOIN part k ON k.relid = c.oid
					  LEFT JOIN pg_shdepend o ON o.classid = r.classid AND o.objid = r.objid AND o.objsubid = 0
					        AND o.deptype = 'o' AND o.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
					  JOIN pg_roles u ON u.oid = coalesce(o.refobjid, 10)
					""";

	/** Schemas and owners are few, and stand on every row. */
	private final Map<String, String> texts = new HashMap<>();

	List<CatalogObject> read(Connection connection, List<String> schemas) throws SQLException {
		return Query.of(OBJECTS, this::object).list(connection, schemas);
	}

	private CatalogObject object(ResultSet row) throws SQLException {
		return new CatalogObject(new ObjectAddress(row.getLong("classid"), row.getLong("objid"), 0),
				ObjectKind.of(row.getString("type")), row.getString("identity"), row.getString("name"),
				shared(row.getString("schema")), shared(row.getString("owner")), row.getBoolean("superuser"),
				Ownership.valueOf(row.getString("ownership")), row.getBoolean("partition"), row.getLong("rows"),
				row.getInt("locks"));
	}

	private String shared(String text) {
		return this.texts.computeIfAbsent(text, (same) -> same);
	}

}
