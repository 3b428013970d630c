package io.schemarecovery.catalog;

/**
 * The closure of a CTE {@code target(classid, objid, objsubid)}, as a CTE {@code home} of
 * its members, each with its schema. Shared by those who ask for it.
 */
final class ClosureSql {

	// "gone": columns of what goes as a whole are left out. "home": pg_identify_object
	// knows the schema of what has one in its catalog row; parts of a relation live in
	// the
	// schema of the relation, which is the first of their names; members of an operator
	// family in that of the family; a cast or a transform where the type lives that it
	// goes
	// with. What lives in no schema, such as an event trigger or an extension, has ''.
	static final String MEMBERS = """
			closure(classid, objid, objsubid) AS (
			  SELECT classid, objid, objsubid FROM target
			   UNION
			  SELECT x.* FROM closure c CROSS JOIN LATERAL (
			    SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
			     WHERE d.refclassid = c.classid AND d.refobjid = c.objid
			       AND (c.objsubid = 0 OR d.refobjsubid = c.objsubid)
			       AND NOT (d.classid = c.classid AND d.objid = c.objid AND c.objsubid = 0)
			     UNION ALL
			    SELECT d.refclassid, d.refobjid, d.refobjsubid FROM pg_depend d
			     WHERE d.classid = c.classid AND d.objid = c.objid
			       AND (c.objsubid = 0 OR d.objsubid = c.objsubid)
			       AND NOT (d.refclassid = c.classid AND d.refobjid = c.objid AND c.objsubid = 0)
			       AND d.deptype IN ('i', 'e')
			       AND NOT EXISTS (SELECT FROM target t WHERE t.classid = c.classid AND t.objid = c.objid
			                          AND t.objsubid = c.objsubid)) x
			), gone AS MATERIALIZED (
			  SELECT a.* FROM closure a
			   WHERE objsubid = 0 OR NOT EXISTS (SELECT FROM closure b
			          WHERE b.classid = a.classid AND b.objid = a.objid AND b.objsubid = 0)
			), home AS MATERIALIZED (
			  SELECT g.*, coalesce(i.schema, CASE
			           WHEN g.classid IN ('pg_trigger'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass,
			                              'pg_attrdef'::regclass, 'pg_publication_rel'::regclass)
			           THEN a.object_names[1]
			           WHEN g.classid = 'pg_cast'::regclass
			           THEN (SELECT (SELECT nspname FROM pg_namespace n WHERE n.oid = t.typnamespace) FROM pg_cast c
			                   JOIN pg_type t ON t.oid IN (c.castsource, c.casttarget)
			                   JOIN gone x ON x.classid = 'pg_type'::regclass AND x.objid = t.oid
			                  WHERE c.oid = g.objid LIMIT 1)
			           WHEN g.classid = 'pg_transform'::regclass
			           THEN (SELECT (SELECT nspname FROM pg_namespace n WHERE n.oid = t.typnamespace) FROM pg_transform f
			                   JOIN pg_type t ON t.oid = f.trftype WHERE f.oid = g.objid)
			           WHEN g.classid = 'pg_amop'::regclass
			           THEN (SELECT (SELECT nspname FROM pg_namespace n WHERE n.oid = f.opfnamespace) FROM pg_amop o
			                   JOIN pg_opfamily f ON f.oid = o.amopfamily WHERE o.oid = g.objid)
			           WHEN g.classid = 'pg_amproc'::regclass
			           THEN (SELECT (SELECT nspname FROM pg_namespace n WHERE n.oid = f.opfnamespace) FROM pg_amproc p
			                   JOIN pg_opfamily f ON f.oid = p.amprocfamily WHERE p.oid = g.objid)
			         END, '') AS schema
			    FROM gone g
			   CROSS JOIN LATERAL pg_identify_object(g.classid, g.objid, g.objsubid) i
			   CROSS JOIN LATERAL pg_identify_object_as_address(g.classid, g.objid, g.objsubid) a
			)
			""";

	private ClosureSql() {
	}

}
