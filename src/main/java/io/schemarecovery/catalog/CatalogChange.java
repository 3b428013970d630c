package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * Tells whether something was written to the catalogs since a {@link Catalog} was read.
 * By the age of the rows, so that nothing has to be read twice: a yes may be said too
 * often (another schema, a long transaction), a no never.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/ddl-system-columns.html">xmin</a>
 */
public final class CatalogChange {

	// two snapshots that are the same see the same
	private static final Query<Boolean> ANYWHERE = Query.of("""
			SELECT EXISTS (SELECT FROM pg_depend WHERE age(xmin) <= h.age)
			    OR EXISTS (SELECT FROM pg_class WHERE age(xmin) <= h.age)
			    OR EXISTS (SELECT FROM pg_type WHERE age(xmin) <= h.age)
			    OR EXISTS (SELECT FROM pg_proc WHERE age(xmin) <= h.age)
			    OR EXISTS (SELECT FROM pg_inherits WHERE age(xmin) <= h.age)
			    OR EXISTS (SELECT FROM pg_shdepend WHERE age(xmin) <= h.age)
			  FROM (SELECT age(?::text::xid) AS age) h
			 WHERE pg_current_snapshot()::text <> ?
			""", (row) -> row.getBoolean(1));

	private static final Query<Boolean> ABOUT = Query.of("""
			SELECT EXISTS (SELECT FROM pg_depend
			                WHERE refclassid = 'pg_class'::regclass AND refobjid = ANY (?::text[]::oid[])
			                  AND age(xmin) <= age(?::text::xid))
			    OR EXISTS (SELECT FROM unnest(?::text[]::oid[], ?::text[]) u(oid, identity)
			                WHERE to_regclass(u.identity)::oid <> u.oid)
			""", (row) -> row.getBoolean(1));

	// Text search objects and operator classes, which hardly anything depends on, are
	// not looked up. Up to 15 to_regtype fails for a shell type, and to_regprocedure
	// and to_regoperator where a type is gone.
	private static final Query<String> REPLACED = Query.text("""
			WITH u(classid, oid, schema, name, identity) AS (
			  SELECT * FROM unnest(?::text[]::oid[], ?::text[]::oid[], ?::text[], ?::text[], ?::text[])
			)
			SELECT identity FROM u
			 WHERE CASE classid WHEN 'pg_class'::regclass THEN to_regclass(identity)::oid
			                    WHEN 'pg_collation'::regclass THEN to_regcollation(identity)::oid END <> oid
			 UNION ALL
			SELECT u.identity FROM u JOIN pg_namespace n ON n.nspname = u.schema
			  JOIN pg_proc p ON p.pronamespace = n.oid AND p.proname = u.name AND p.oid <> u.oid
			 WHERE u.classid = 'pg_proc'::regclass
			   AND (pg_identify_object('pg_proc'::regclass, p.oid, 0)).identity = u.identity
			 UNION ALL
			SELECT u.identity FROM u JOIN pg_namespace n ON n.nspname = u.schema
			  JOIN pg_type t ON t.typnamespace = n.oid AND t.typname = u.name AND t.oid <> u.oid
			 WHERE u.classid = 'pg_type'::regclass
			 UNION ALL
			SELECT u.identity FROM u JOIN pg_namespace n ON n.nspname = u.schema
			  JOIN pg_operator o ON o.oprnamespace = n.oid AND o.oid <> u.oid
			 WHERE u.classid = 'pg_operator'::regclass
			   AND (pg_identify_object('pg_operator'::regclass, o.oid, 0)).identity = u.identity
			""");

	private CatalogChange() {
	}

	/**
	 * Whether anything has changed.
	 * @param connection a connection, in a transaction that holds its locks
	 * @param since when the catalog was read
	 * @return whether it is to be read again
	 * @throws SQLException if the query fails
	 */
	public static boolean anywhere(Connection connection, Catalog.Session since) throws SQLException {
		return ANYWHERE.list(connection, since.horizon(), since.snapshot()).contains(true);
	}

	/**
	 * Whether something new depends on some tables, or another table bears their name.
	 * @param connection a connection, in a transaction that has locked them
	 * @param since when the catalog was read
	 * @param tables the tables
	 * @return whether what goes with them is to be looked at again
	 * @throws SQLException if the query fails
	 */
	public static boolean about(Connection connection, Catalog.Session since, List<CatalogObject> tables)
			throws SQLException {
		List<String> oids = tables.stream().map((table) -> Long.toString(table.oid())).toList();
		return ABOUT
			.list(connection, oids, since.horizon(), oids, tables.stream().map(CatalogObject::identity).toList())
			.get(0);
	}

	/**
	 * Those of some objects whose names belong to others now.
	 * @param connection a connection
	 * @param objects the objects
	 * @return the names
	 * @throws SQLException if the query fails
	 */
	public static List<String> replaced(Connection connection, List<CatalogObject> objects) throws SQLException {
		List<ObjectAddress> addresses = objects.stream().map(CatalogObject::address).toList();
		return REPLACED.list(connection, ObjectAddress.texts(addresses, ObjectAddress::classId),
				ObjectAddress.texts(addresses, ObjectAddress::objectId),
				objects.stream().map(CatalogObject::schema).toList(),
				objects.stream().map(CatalogObject::name).toList(),
				objects.stream().map(CatalogObject::identity).toList());
	}

}
