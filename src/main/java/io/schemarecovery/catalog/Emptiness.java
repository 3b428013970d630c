package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * Proves that schemas are empty by another way than the one that found what to drop: by
 * the namespace column of every catalog that has one, not by dependency rows.
 */
public final class Emptiness {

	private static final String STANDING = """
			n AS (SELECT oid FROM pg_namespace WHERE nspname = ANY (?)),
			m(classid, objid) AS (
			  SELECT 'pg_class'::regclass::oid, oid FROM pg_class WHERE relnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_type'::regclass, oid FROM pg_type WHERE typnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_proc'::regclass, oid FROM pg_proc WHERE pronamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_operator'::regclass, oid FROM pg_operator WHERE oprnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_opclass'::regclass, oid FROM pg_opclass WHERE opcnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_opfamily'::regclass, oid FROM pg_opfamily WHERE opfnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_collation'::regclass, oid FROM pg_collation WHERE collnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_conversion'::regclass, oid FROM pg_conversion WHERE connamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_ts_config'::regclass, oid FROM pg_ts_config WHERE cfgnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_ts_dict'::regclass, oid FROM pg_ts_dict WHERE dictnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_ts_parser'::regclass, oid FROM pg_ts_parser WHERE prsnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_ts_template'::regclass, oid FROM pg_ts_template WHERE tmplnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_statistic_ext'::regclass, oid FROM pg_statistic_ext WHERE stxnamespace IN (TABLE n)
			  UNION ALL SELECT 'pg_constraint'::regclass, k.oid FROM pg_constraint k LEFT JOIN pg_class c ON c.oid = k.conrelid
			             WHERE coalesce(c.relnamespace, k.connamespace) IN (TABLE n)
			)
			""";

	// mostly nothing does, and this takes the server less time to plan
	private static final String ANYTHING = "WITH " + STANDING + " SELECT 1 FROM m LIMIT 1";

	// What belongs to an extension, directly or through its owner (row type, array
	// type, index, constraint of a member), stays and is not counted.
	private static final String LEFT = "WITH RECURSIVE " + STANDING + """
			,
			up(classid, objid, root_class, root) AS (
			  SELECT classid, objid, classid, objid FROM m
			   UNION
			  SELECT d.refclassid, d.refobjid, up.root_class, up.root
			    FROM up JOIN pg_depend d ON d.classid = up.classid AND d.objid = up.objid
			     AND d.deptype IN ('i', 'a', 'e') AND d.refclassid <> 'pg_namespace'::regclass)
			SELECT pg_describe_object(m.classid, m.objid, 0) FROM m
			 WHERE (m.classid, m.objid) NOT IN (SELECT root_class, root FROM up
			                                     WHERE classid = 'pg_extension'::regclass)
			   AND (m.classid, m.objid) NOT IN (SELECT * FROM unnest(?::text[]::oid[], ?::text[]::oid[]))
			 ORDER BY 1
			""";

	/**
	 * Find what is left.
	 * @param connection a connection, in the transaction that dropped
	 * @param schemas names of the schemas, unquoted
	 * @param kept what stays by the user's wish
	 * @return what still stands in them, as the server describes it
	 * @throws SQLException if the query fails
	 */
	public List<String> remaining(Connection connection, List<String> schemas, List<ObjectAddress> kept)
			throws SQLException {
		if (Query.text(ANYTHING).list(connection, schemas).isEmpty()) {
			return List.of();
		}
		return Query.text(LEFT)
			.list(connection, schemas, ObjectAddress.texts(kept, ObjectAddress::classId),
					ObjectAddress.texts(kept, ObjectAddress::objectId));
	}

}
