package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * Finds what CASCADE would take that is not to go.
 * <ol>
 * <li>Every way out of the scope crosses its border once: by a dependency of something
 * that stays on something that is doomed. Two hash joins find these, in time linear in
 * the size of the scope.</li>
 * <li>From there on the closure is followed as the server does, and not back into what is
 * doomed anyway.</li>
 * </ol>
 */
final class CasualtyReader {

	// "told": a part is told by what it belongs to, if that is told and in the same
	// schema. Temporary tables of a session are nobody's loss.
	private static final Query<Casualty> CASUALTIES = Query.of("WITH RECURSIVE " + ScopeSql.DOOMED + """
			, crossing AS MATERIALIZED (
			  SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
			    JOIN doomed r ON r.classid = d.refclassid AND r.objid = d.refobjid
			    LEFT JOIN doomed o ON o.classid = d.classid AND o.objid = d.objid
			   WHERE o.objid IS NULL
			), closure(classid, objid, objsubid) AS (
			  SELECT classid, objid, objsubid FROM crossing
			   UNION
			""" + ClosureSql.STEP + """
			    LEFT JOIN doomed o ON o.classid = x.classid AND o.objid = x.objid
			   WHERE o.objid IS NULL
			),
			""" + ClosureSql.MEMBERS + """
			, told AS MATERIALIZED (
			  SELECT g.* FROM home g
			   WHERE g.schema NOT LIKE 'pg\\_toast%' AND g.schema NOT LIKE 'pg\\_temp\\_%'
			)
			SELECT g.schema, pg_describe_object(g.classid, g.objid, g.objsubid) AS description,
			       CASE WHEN g.classid = 'pg_class'::regclass THEN (
			         SELECT greatest(c.reltuples::bigint, pg_stat_get_live_tuples(c.oid), 0) FROM pg_class c
			          WHERE c.oid = g.objid AND c.relkind IN ('r', 'p', 'm', 'f')) END AS rows
			  FROM told g
			 WHERE NOT EXISTS (SELECT FROM pg_depend d JOIN told r ON r.classid = d.refclassid
			                      AND r.objid = d.refobjid AND r.schema = g.schema
			                    WHERE d.classid = g.classid AND d.objid = g.objid AND g.objsubid = 0
			                      AND d.objsubid = 0 AND d.deptype IN ('i', 'P', 'S'))
			 ORDER BY 1, 2
			""", (row) -> new Casualty(row.getString(1), row.getString(2), row.getLong(3)));

	List<Casualty> read(Connection connection, List<String> schemas, List<ObjectAddress> kept) throws SQLException {
		return CASUALTIES.list(connection, schemas, ObjectAddress.texts(kept, ObjectAddress::classId),
				ObjectAddress.texts(kept, ObjectAddress::objectId));
	}

}
