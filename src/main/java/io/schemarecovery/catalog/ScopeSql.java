package io.schemarecovery.catalog;

/** CTEs that the queries about a scope share. */
final class ScopeSql {

	// Dependency rows on the schema find every kind at once. Members of extensions (e),
	// and parts of other objects (i: row, array and multirange types, identity
	// sequences; a on a column: sequences owned by it), go or stay with what they belong
	// to.
	static final String ROOTS = """
			  SELECT d.classid, d.objid
			    FROM pg_depend d JOIN pg_namespace n ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid
			   WHERE n.nspname = ANY (?) AND d.deptype = 'n' AND d.objsubid = 0
			     AND d.classid <> 'pg_extension'::regclass
			     AND NOT EXISTS (SELECT FROM pg_depend e
			                      WHERE e.classid = d.classid AND e.objid = d.objid AND e.objsubid = 0
			                        AND (e.deptype IN ('e', 'i') OR (e.deptype = 'a' AND e.refobjsubid > 0
			                             AND e.classid = 'pg_class'::regclass AND e.refclassid = 'pg_class'::regclass)))
			""";

	// Every object that stands in a schema of the scope by the namespace column of its
	// catalog, the parts of its relations that have none (toast tables stand in a schema
	// of
	// their own), less what stays: the members of extensions with their parts, and what
	// is
	// kept.
	static final String DOOMED = """
			scope AS MATERIALIZED (SELECT oid FROM pg_namespace WHERE nspname = ANY (?)),
			member(classid, objid) AS (
			  SELECT classid, objid FROM pg_depend WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
			   UNION
			  SELECT d.classid, d.objid FROM member m JOIN pg_depend d ON d.refclassid = m.classid AND d.refobjid = m.objid
			   WHERE d.deptype IN ('a', 'i', 'P', 'S') AND d.classid <> 'pg_extension'::regclass
			),
			relation AS MATERIALIZED (SELECT oid, reltoastrelid FROM pg_class WHERE relnamespace IN (TABLE scope)),
			inside(classid, objid) AS (
			  SELECT 'pg_class'::regclass::oid, oid FROM relation
			  UNION ALL SELECT 'pg_class'::regclass, reltoastrelid FROM relation WHERE reltoastrelid <> 0
			  UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_constraint'::regclass, oid FROM pg_constraint WHERE connamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass WHERE opcnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily WHERE opfnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_amop'::regclass, o.oid FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily
			             WHERE f.opfnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_amproc'::regclass, p.oid FROM pg_amproc p JOIN pg_opfamily f ON f.oid = p.amprocfamily
			             WHERE f.opfnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation WHERE collnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_conversion'::regclass, oid FROM pg_conversion WHERE connamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config WHERE cfgnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict WHERE dictnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser WHERE prsnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template WHERE tmplnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext WHERE stxnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_rewrite'::regclass, oid FROM pg_rewrite WHERE ev_class IN (SELECT oid FROM relation)
			  UNION ALL SELECT 'pg_attrdef'::regclass, oid FROM pg_attrdef WHERE adrelid IN (SELECT oid FROM relation)
			  UNION ALL SELECT 'pg_trigger'::regclass, oid FROM pg_trigger WHERE tgrelid IN (SELECT oid FROM relation)
			  UNION ALL SELECT 'pg_policy'::regclass, oid FROM pg_policy WHERE polrelid IN (SELECT oid FROM relation)
			  UNION ALL SELECT 'pg_publication_rel'::regclass, oid FROM pg_publication_rel
			             WHERE prrelid IN (SELECT oid FROM relation)
			  UNION ALL SELECT 'pg_cast'::regclass, c.oid FROM pg_cast c JOIN pg_type s ON s.oid = c.castsource
			              JOIN pg_type t ON t.oid = c.casttarget
			             WHERE s.typnamespace IN (TABLE scope) OR t.typnamespace IN (TABLE scope)
			  UNION ALL SELECT 'pg_transform'::regclass, f.oid FROM pg_transform f JOIN pg_type t ON t.oid = f.trftype
			             WHERE t.typnamespace IN (TABLE scope)
			),
			doomed AS MATERIALIZED (
			  SELECT * FROM inside
			  EXCEPT ALL SELECT * FROM member
			  EXCEPT ALL SELECT * FROM unnest(?::text[]::oid[], ?::text[]::oid[])
			)
			""";

	private ScopeSql() {
	}

}
