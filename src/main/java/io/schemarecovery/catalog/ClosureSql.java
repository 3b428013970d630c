package io.schemarecovery.catalog;

/**
 * The closure of a DROP … CASCADE: a step of the recursion that makes a CTE
 * {@code closure(classid, objid, objsubid)}, and of that a CTE {@code home} of its
 * members, each with its schema.
 */
final class ClosureSql {

	// One step of the closure, from a CTE "closure": everything that depends on a
	// member by whatever type of dependency, and the owner of an internal part or of a
	// member of an extension. A whole object is not reached through its own columns.
	static final String STEP = """
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
			       AND d.deptype IN ('i', 'e')) x
			""";

	// "gone": columns of what goes as a whole are left out. "home": by the namespace
	// column of the catalog; pg_identify_object gives names in quotes. Parts of a
	// relation live in the schema of the relation, which is the first of their names; a
	// constraint too, whose own namespace up to 14 is that of the parent's; members of
	// an operator family in that of the family; a transform in that of its type; a cast
	// where the type lives that it goes with, else the one that lives with its
	// function, else the one that is no system type. What lives in no schema, such as
	// an event trigger or an extension, has ''.
	static final String MEMBERS = """
			gone AS MATERIALIZED (
			  SELECT a.* FROM closure a
			   WHERE objsubid = 0 OR NOT EXISTS (SELECT FROM closure b
			          WHERE b.classid = a.classid AND b.objid = a.objid AND b.objsubid = 0)
			), home AS MATERIALIZED (
			  SELECT g.*, coalesce(n.nspname, CASE
			           WHEN s.namespace IS NOT NULL THEN NULL
			           WHEN g.classid IN ('pg_trigger'::regclass, 'pg_rewrite'::regclass, 'pg_policy'::regclass,
			                              'pg_attrdef'::regclass, 'pg_publication_rel'::regclass)
			           THEN (SELECT object_names[1] FROM pg_identify_object_as_address(g.classid, g.objid, g.objsubid))
			         END, '') AS schema
			    FROM gone g
			   CROSS JOIN LATERAL (SELECT CASE g.classid
			      WHEN 'pg_class'::regclass THEN (SELECT relnamespace FROM pg_class WHERE oid = g.objid)
			      WHEN 'pg_type'::regclass THEN (SELECT typnamespace FROM pg_type WHERE oid = g.objid)
			      WHEN 'pg_proc'::regclass THEN (SELECT pronamespace FROM pg_proc WHERE oid = g.objid)
			      WHEN 'pg_constraint'::regclass THEN (SELECT coalesce(c.relnamespace, k.connamespace) FROM pg_constraint k
			           LEFT JOIN pg_class c ON c.oid = k.conrelid WHERE k.oid = g.objid)
			      WHEN 'pg_operator'::regclass THEN (SELECT oprnamespace FROM pg_operator WHERE oid = g.objid)
			      WHEN 'pg_opclass'::regclass THEN (SELECT opcnamespace FROM pg_opclass WHERE oid = g.objid)
			      WHEN 'pg_opfamily'::regclass THEN (SELECT opfnamespace FROM pg_opfamily WHERE oid = g.objid)
			      WHEN 'pg_collation'::regclass THEN (SELECT collnamespace FROM pg_collation WHERE oid = g.objid)
			      WHEN 'pg_conversion'::regclass THEN (SELECT connamespace FROM pg_conversion WHERE oid = g.objid)
			      WHEN 'pg_ts_config'::regclass THEN (SELECT cfgnamespace FROM pg_ts_config WHERE oid = g.objid)
			      WHEN 'pg_ts_dict'::regclass THEN (SELECT dictnamespace FROM pg_ts_dict WHERE oid = g.objid)
			      WHEN 'pg_ts_parser'::regclass THEN (SELECT prsnamespace FROM pg_ts_parser WHERE oid = g.objid)
			      WHEN 'pg_ts_template'::regclass THEN (SELECT tmplnamespace FROM pg_ts_template WHERE oid = g.objid)
			      WHEN 'pg_statistic_ext'::regclass THEN (SELECT stxnamespace FROM pg_statistic_ext WHERE oid = g.objid)
			      WHEN 'pg_attrdef'::regclass THEN (SELECT c.relnamespace FROM pg_attrdef a
			           JOIN pg_class c ON c.oid = a.adrelid WHERE a.oid = g.objid)
			      WHEN 'pg_trigger'::regclass THEN (SELECT c.relnamespace FROM pg_trigger t
			           JOIN pg_class c ON c.oid = t.tgrelid WHERE t.oid = g.objid)
			      WHEN 'pg_cast'::regclass THEN (SELECT t.typnamespace FROM pg_cast c
			           JOIN pg_type t ON t.oid IN (c.castsource, c.casttarget)
			           LEFT JOIN gone x ON x.classid = 'pg_type'::regclass AND x.objid = t.oid
			           LEFT JOIN pg_proc f ON f.oid = c.castfunc
			          WHERE c.oid = g.objid
			          ORDER BY x.objid, t.typnamespace = f.pronamespace DESC NULLS LAST,
			                   t.typnamespace = 'pg_catalog'::regnamespace LIMIT 1)
			      WHEN 'pg_transform'::regclass THEN (SELECT t.typnamespace FROM pg_transform f
			           JOIN pg_type t ON t.oid = f.trftype WHERE f.oid = g.objid)
			      WHEN 'pg_amop'::regclass THEN (SELECT f.opfnamespace FROM pg_amop o
			           JOIN pg_opfamily f ON f.oid = o.amopfamily WHERE o.oid = g.objid)
			      WHEN 'pg_amproc'::regclass THEN (SELECT f.opfnamespace FROM pg_amproc p
			           JOIN pg_opfamily f ON f.oid = p.amprocfamily WHERE p.oid = g.objid)
			     END AS namespace) s
			    LEFT JOIN pg_namespace n ON n.oid = s.namespace
			)
			""";

	private ClosureSql() {
	}

}
