package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.catalog.DependencyGraph.Edge;
import io.schemarecovery.catalog.DependencyGraph.Node;
import io.schemarecovery.jdbc.Query;

/**
 * Computes the {@link Closure} of some objects from {@code pg_depend}, the way the
 * server's {@code findDependentObjects} does.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/catalog-pg-depend.html">pg_depend</a>
 */
public final class ClosureReader {

	// The edges come along with each member, unfiltered: whether one leads to another
	// member is a hash lookup here, and a nested loop there, since the server knows
	// nothing of the size of a CTE.
	private static final Query<Node> MEMBERS = Query.of("""
			WITH RECURSIVE target(classid, objid, objsubid) AS (
			  SELECT * FROM unnest(?::text[]::oid[], ?::text[]::oid[], ?::text[]::int[])
			), closure(classid, objid, objsubid) AS (
			  SELECT * FROM target
			   UNION
			""" + ClosureSql.STEP + """
			),
			""" + ClosureSql.MEMBERS + """
			SELECT g.classid::bigint, g.objid::bigint, g.objsubid,
			       pg_describe_object(g.classid, g.objid, g.objsubid) AS description, g.schema,
			       coalesce((SELECT contype = 'f' FROM pg_constraint k
			                  WHERE g.classid = 'pg_constraint'::regclass AND k.oid = g.objid), false) AS foreign_key,
			       ARRAY(SELECT concat_ws(' ', d.objsubid, d.deptype, d.refclassid, d.refobjid, d.refobjsubid)
			               FROM pg_depend d WHERE d.classid = g.classid AND d.objid = g.objid) AS edges
			  FROM home g
			 ORDER BY g.classid, g.objid, g.objsubid
			""", ClosureReader::node);

	/**
	 * Compute what would go with some objects.
	 * @param connection a connection, in the transaction that is about to drop them
	 * @param targets the objects; may be empty
	 * @return the closure, which contains the targets
	 * @throws SQLException if the query fails
	 */
	public Closure read(Connection connection, List<ObjectAddress> targets) throws SQLException {
		if (targets.isEmpty()) {
			return Closure.EMPTY;
		}
		List<Node> members = MEMBERS.list(connection, ObjectAddress.texts(targets, ObjectAddress::classId),
				ObjectAddress.texts(targets, ObjectAddress::objectId),
				ObjectAddress.texts(targets, ObjectAddress::subId));
		return new DependencyGraph(members, targets).closure();
	}

	private static Node node(ResultSet row) throws SQLException {
		List<Edge> edges = new ArrayList<>();
		for (String edge : (String[]) row.getArray("edges").getArray()) {
			String[] parts = edge.split(" ");
			edges.add(new Edge(Integer.parseInt(parts[0]), parts[1].charAt(0),
					new ObjectAddress(Long.parseLong(parts[2]), Long.parseLong(parts[3]), Integer.parseInt(parts[4]))));
		}
		return new Node(new ObjectAddress(row.getLong(1), row.getLong(2), row.getInt(3)), row.getString("description"),
				row.getString("schema"), row.getBoolean("foreign_key"), edges);
	}

}
