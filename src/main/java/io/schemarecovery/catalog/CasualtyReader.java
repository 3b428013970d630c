package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/** Describes what would go and was not named. */
final class CasualtyReader {

	// "told": a part is told by what it belongs to, if that is told and in the same
	// schema, or the part in one of the scope, such as a constructor of a multirange type
	// elsewhere; a trigger of a foreign key, on the table it refers to, by the foreign
	// key.
	// Temporary tables of a session are nobody's loss.
	private static final Query<Casualty> CASUALTIES = Query.of("""
			WITH closure(classid, objid, objsubid) AS (
			  SELECT * FROM unnest(?::text[]::oid[], ?::text[]::oid[], ?::text[]::int[])
			),
			""" + ClosureSql.MEMBERS + """
			, told AS MATERIALIZED (
			  SELECT g.* FROM home g WHERE g.schema NOT LIKE 'pg\\_toast%' AND g.schema NOT LIKE 'pg\\_temp\\_%'
			     AND NOT (g.classid = 'pg_trigger'::regclass AND EXISTS (
			           SELECT FROM pg_trigger t WHERE t.oid = g.objid AND t.tgisinternal))
			)
			SELECT g.schema, pg_describe_object(g.classid, g.objid, g.objsubid) AS description,
			       CASE WHEN g.classid = 'pg_class'::regclass THEN (
			         SELECT greatest(c.reltuples::bigint, pg_stat_get_live_tuples(c.oid), 0) FROM pg_class c
			          WHERE c.oid = g.objid AND c.relkind IN ('r', 'p', 'm', 'f')) END AS rows
			  FROM told g
			 WHERE NOT EXISTS (SELECT FROM pg_depend d JOIN told r ON r.classid = d.refclassid
			                      AND r.objid = d.refobjid AND (r.schema = g.schema OR g.schema = ANY (?))
			                    WHERE d.classid = g.classid AND d.objid = g.objid AND g.objsubid = 0
			                      AND d.objsubid = 0 AND d.deptype IN ('i', 'P', 'S'))
			 ORDER BY 1, 2
			""", (row) -> new Casualty(row.getString(1), row.getString(2), row.getLong(3)));

	private CasualtyReader() {
	}

	static List<Casualty> read(Connection connection, Collection<ObjectAddress> lost, List<String> schemas)
			throws SQLException {
		return lost.isEmpty() ? List.of()
				: CASUALTIES.list(connection, ObjectAddress.texts(lost, ObjectAddress::classId),
						ObjectAddress.texts(lost, ObjectAddress::objectId),
						ObjectAddress.texts(lost, ObjectAddress::subId), schemas);
	}

}
