package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.schemarecovery.jdbc.Query;

/** Describes what would go and was not named. */
final class CasualtyReader {

	// What stands in the scope is no loss, such as a part of an object of another
	// schema; but what stays there is. The triggers of a foreign key are its own
	// affair. "told": a part is told by what it belongs to, if that is told and in the
	// same schema. Temporary tables of a session are nobody's loss.
	private static final Query<Casualty> CASUALTIES = Query.of("""
			WITH lost(classid, objid, objsubid, stays) AS MATERIALIZED (
			  SELECT * FROM unnest(?::text[]::oid[], ?::text[]::oid[], ?::text[]::int[], ?::text[]::boolean[])
			), closure AS (SELECT classid, objid, objsubid FROM lost),
			""" + ClosureSql.MEMBERS + """
			, told AS MATERIALIZED (
			  SELECT g.* FROM home g JOIN lost l USING (classid, objid, objsubid)
			   WHERE (l.stays OR g.schema <> ALL (?))
			     AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.oid = g.objid AND t.tgisinternal
			                        AND g.classid = 'pg_trigger'::regclass)
			     AND g.schema NOT LIKE 'pg\\_toast%' AND g.schema NOT LIKE 'pg\\_temp\\_%'
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

	private CasualtyReader() {
	}

	static List<Casualty> read(Connection connection, List<String> schemas, DoomedObjects doomed,
			Set<ObjectAddress> lost) throws SQLException {
		if (lost.isEmpty()) {
			return List.of();
		}
		return CASUALTIES.list(connection, ObjectAddress.texts(lost, ObjectAddress::classId),
				ObjectAddress.texts(lost, ObjectAddress::objectId), ObjectAddress.texts(lost, ObjectAddress::subId),
				lost.stream().map((address) -> Boolean.toString(doomed.stays(address))).toList(), schemas);
	}

}
