package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

import io.schemarecovery.jdbc.Query;

/**
 * Computes the {@link Closure} of some objects from {@code pg_depend}, the way the
 * server's {@code findDependentObjects} does.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/catalog-pg-depend.html">pg_depend</a>
 */
public final class ClosureReader {

	// A member is "own" when an automatic, internal or partition dependency ties it to
	// something that goes: the server then drops it without asking for CASCADE. A view
	// depends on nothing itself, its rule does: so the parent of an object may be found
	// through one of its internal parts.
	private static final Query<Dependent> CLOSURE = Query.of("""
			WITH RECURSIVE target(classid, objid, objsubid) AS (
			  SELECT * FROM unnest(?::text[]::oid[], ?::text[]::oid[], ?::text[]::int[])
			),
			""" + ClosureSql.MEMBERS + """
			SELECT g.classid::bigint, g.objid::bigint, g.objsubid,
			       pg_describe_object(g.classid, g.objid, g.objsubid) AS description, g.schema,
			       coalesce(k.contype = 'f', false) AS foreign_key,
			       t.objid IS NOT NULL OR EXISTS (
			         SELECT FROM pg_depend d JOIN gone r ON r.classid = d.refclassid AND r.objid = d.refobjid
			                 AND (r.objsubid = 0 OR r.objsubid = d.refobjsubid)
			          WHERE d.classid = g.classid AND d.objid = g.objid AND d.objsubid = g.objsubid
			            AND d.deptype IN ('a', 'i', 'P', 'S', 'e')) AS own,
			       p.refclassid::bigint AS parent_class, p.refobjid::bigint AS parent_object,
			       p.refobjsubid AS parent_sub
			  FROM home g
			  LEFT JOIN target t USING (classid, objid, objsubid)
			  LEFT JOIN pg_constraint k ON g.classid = 'pg_constraint'::regclass AND k.oid = g.objid
			  LEFT JOIN LATERAL (
			    SELECT d.refclassid, d.refobjid, r.objsubid AS refobjsubid
			      FROM (SELECT g.classid, g.objid
			             UNION ALL
			            SELECT q.classid, q.objid FROM pg_depend q WHERE q.refclassid = g.classid
			               AND q.refobjid = g.objid AND q.deptype = 'i') part
			      JOIN pg_depend d ON d.classid = part.classid AND d.objid = part.objid
			      JOIN gone r ON r.classid = d.refclassid AND r.objid = d.refobjid
			                 AND (r.objsubid = 0 OR r.objsubid = d.refobjsubid)
			     WHERE (r.classid, r.objid) <> (g.classid, g.objid)
			     ORDER BY d.deptype = 'n' DESC, r.objid LIMIT 1) p ON t.objid IS NULL
			 ORDER BY g.classid, g.objid, g.objsubid
			""", ClosureReader::dependent);

	/**
	 * Compute what would go with some objects.
	 * @param connection a connection, in the transaction that is about to drop them
	 * @param targets the objects; may be empty
	 * @return the closure, which contains the targets
	 * @throws SQLException if the query fails
	 */
	public Closure read(Connection connection, List<ObjectAddress> targets) throws SQLException {
		if (targets.isEmpty()) {
			return new Closure(List.of());
		}
		return new Closure(CLOSURE.list(connection, texts(targets, ObjectAddress::classId),
				texts(targets, ObjectAddress::objectId), texts(targets, ObjectAddress::subId)));
	}

	private static Dependent dependent(ResultSet row) throws SQLException {
		ObjectAddress address = new ObjectAddress(row.getLong(1), row.getLong(2), row.getInt(3));
		ObjectAddress parent = new ObjectAddress(row.getLong("parent_class"), row.getLong("parent_object"),
				row.getInt("parent_sub"));
		return new Dependent(address, (parent.objectId() == 0) ? null : parent, row.getString("description"),
				row.getString("schema"), row.getBoolean("foreign_key"), row.getBoolean("own"));
	}

	private static List<String> texts(List<ObjectAddress> targets, Function<ObjectAddress, Number> part) {
		return targets.stream().map(part).map(Number::toString).toList();
	}

}
