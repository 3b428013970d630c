package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * Reads the {@link Catalog} of some schemas with a fixed number of queries, whatever the
 * number of objects. The caller's transaction makes them one snapshot.
 */
public final class CatalogReader {

	// Dependency rows on the schema find every kind at once. Members of extensions (e),
	// and parts of other objects (i: row, array and multirange types, identity
	// sequences),
	// go or stay with what they belong to. Objects of the bootstrap superuser have no
	// owner
	// row in pg_shdepend: it is pinned.
	private static final String ROOTS = """
			  SELECT d.classid, d.objid
			    FROM pg_depend d JOIN pg_namespace n ON d.refclassid = 'pg_namespace'::regclass AND d.refobjid = n.oid
			   WHERE n.nspname = ANY (?) AND d.deptype = 'n' AND d.objsubid = 0
			     AND d.classid <> 'pg_extension'::regclass
			     AND NOT EXISTS (SELECT FROM pg_depend e
			                      WHERE e.classid = d.classid AND e.objid = d.objid AND e.objsubid = 0
			                        AND e.deptype IN ('e', 'i'))
			""";

	private static final String OBJECTS = "WITH root AS (\n" + ROOTS + """
			)
			SELECT r.objid, i.type, i.schema,
			       -- of overloaded procedures only the modes tell which is meant
			       CASE WHEN p.oid IS NULL THEN i.identity
			            ELSE format('%I.%I(%s)', i.schema, p.proname, pg_get_function_identity_arguments(p.oid))
			        END AS identity, coalesce(c.relname, i.identity) AS name,
			       u.rolname AS owner, u.rolsuper AS superuser,
			       pg_has_role(u.oid, 'USAGE') AS droppable,
			       coalesce(c.relispartition, false) AS partition
			  FROM root r
			 CROSS JOIN LATERAL pg_identify_object(r.classid, r.objid, 0) i
			  LEFT JOIN pg_proc p ON r.classid = 'pg_proc'::regclass AND p.oid = r.objid AND p.prokind = 'p'
			  LEFT JOIN pg_class c ON r.classid = 'pg_class'::regclass AND c.oid = r.objid
			  LEFT JOIN pg_shdepend o ON o.classid = r.classid AND o.objid = r.objid AND o.objsubid = 0
			        AND o.deptype = 'o' AND o.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
			  JOIN pg_roles u ON u.oid = coalesce(o.refobjid, 10)
			""";

	// conparentid: the copies that a partitioned table gives its partitions go with it
	private static final String FOREIGN_KEYS = """
			SELECT n.nspname, t.relname, k.conname
			  FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
			 WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = ANY (?)
			   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = t.oid
			                      AND e.deptype = 'e')
			 ORDER BY k.oid
			""";

	// What CASCADE would take in all, as the server computes it, less what is in the
	// scope. But a part of a member of an extension stands in the scope and is to stay. A
	// part is told by what it belongs to, if that is told and in the same schema.
	// Temporary tables of a session are nobody's loss.
	private static final String CASUALTIES = "WITH RECURSIVE target(classid, objid, objsubid) AS (\n"
			+ "SELECT root.*, 0 FROM (" + ROOTS + ") root),\n" + ClosureSql.MEMBERS + """
					, outside AS MATERIALIZED (
					  SELECT g.* FROM home g
					   WHERE (g.schema <> ALL (?) OR EXISTS (
					           SELECT FROM pg_depend d JOIN pg_depend e ON e.classid = d.refclassid
					                  AND e.objid = d.refobjid AND e.objsubid = 0 AND e.deptype = 'e'
					            WHERE d.classid = g.classid AND d.objid = g.objid AND d.deptype IN ('a', 'i'))
					          OR (g.objsubid > 0 AND EXISTS (SELECT FROM pg_depend e WHERE e.classid = g.classid
					                AND e.objid = g.objid AND e.objsubid = 0 AND e.deptype = 'e')))
					     AND g.schema NOT LIKE 'pg\\_toast%' AND g.schema NOT LIKE 'pg\\_temp\\_%'
					)
					SELECT g.schema, pg_describe_object(g.classid, g.objid, g.objsubid) AS description
					  FROM outside g
					 WHERE NOT EXISTS (SELECT FROM pg_depend d JOIN outside r ON r.classid = d.refclassid
					                      AND r.objid = d.refobjid AND r.schema = g.schema
					                    WHERE d.classid = g.classid AND d.objid = g.objid AND g.objsubid = 0
					                      AND d.objsubid = 0 AND d.deptype IN ('i', 'P', 'S'))
					 ORDER BY 1, 2
					""";

	// without, the schema could be emptied but not filled again
	private static final String NOT_CREATABLE = """
			SELECT wanted FROM unnest(?::text[]) wanted LEFT JOIN pg_namespace n ON n.nspname = wanted
			 WHERE NOT CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
			                ELSE has_schema_privilege(n.oid, 'CREATE') END
			""";

	/**
	 * Read the catalog.
	 * @param connection a connection within a REPEATABLE READ transaction
	 * @param schemas names of the schemas, unquoted; those that do not exist are left out
	 * @return what stands in them
	 * @throws SQLException if a query fails
	 */
	public Catalog read(Connection connection, List<String> schemas) throws SQLException {
		List<String> session = Query.text("SELECT unnest(ARRAY[current_database(), current_user]::text[])")
			.list(connection);
		return new Catalog(session.get(0), session.get(1), existing(connection, schemas),
				Query.of(OBJECTS, CatalogReader::object).list(connection, schemas),
				Query.of(FOREIGN_KEYS, CatalogReader::foreignKey).list(connection, schemas),
				Query.of(CASUALTIES, (row) -> new Casualty(row.getString(1), row.getString(2)))
					.list(connection, schemas, schemas),
				Query.text(NOT_CREATABLE).list(connection, schemas));
	}

	static List<String> existing(Connection connection, List<String> schemas) throws SQLException {
		return Query.text("SELECT nspname FROM pg_namespace WHERE nspname = ANY (?) ORDER BY nspname")
			.list(connection, schemas);
	}

	private static CatalogObject object(ResultSet row) throws SQLException {
		return new CatalogObject(row.getLong("objid"), ObjectKind.of(row.getString("type")), row.getString("identity"),
				row.getString("name"), row.getString("schema"), row.getString("owner"), row.getBoolean("superuser"),
				row.getBoolean("droppable"), row.getBoolean("partition"));
	}

	private static ForeignKey foreignKey(ResultSet row) throws SQLException {
		return new ForeignKey(new QualifiedName(row.getString(1), row.getString(2)), row.getString(3));
	}

}
