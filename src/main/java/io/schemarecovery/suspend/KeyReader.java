package io.schemarecovery.suspend;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.Query;

/**
 * Reads the foreign keys that can be held off and put back by the role of the session.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/catalog-pg-constraint.html">pg_constraint</a>
 */
final class KeyReader {

	// Columns that are not there on every server are read out of the row as JSON:
	// confdelsetcols from 15 on, conenforced and conperiod from 18 on. To put a key back
	// takes the REFERENCES privilege, which may be gone by now. A key whose triggers were
	// disabled would come back with them enabled; one on a table whose owner sees but a
	// part of the rows would be checked for that part alone.
	private static final String KEYS = """
			WITH RECURSIVE family(root, oid) AS (
			  SELECT oid, oid FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
			   UNION ALL SELECT f.root, k.oid FROM family f JOIN pg_constraint k ON k.conparentid = f.oid
			), kin AS (
			  SELECT f.root, array_agg(f.oid::bigint) AS oids,
			         bool_or(m.conrelid <> r.conrelid AND (m.conname <> r.conname OR obj_description(m.oid, 'pg_constraint') IS NOT NULL
			           OR EXISTS (SELECT FROM pg_constraint o WHERE o.conrelid = m.conrelid AND o.contype = 'f'
			                         AND o.conparentid = 0 AND o.confrelid = m.confrelid AND o.conkey = m.conkey))) AS irregular
			    FROM family f JOIN pg_constraint m ON m.oid = f.oid JOIN pg_constraint r ON r.oid = f.root
			   WHERE f.oid <> f.root GROUP BY f.root
			)
			SELECT k.oid::bigint, k.conrelid::bigint AS rel, n.nspname, c.relname, c.relkind = 'p' AS partitioned,
			       k.conname, k.convalidated, obj_description(k.oid, 'pg_constraint') AS comment,
			       k.conkey::int[] AS columns, k.confrelid::bigint AS referenced, r.relname AS referenced_name,
			       k.confkey::int[] AS referenced_columns,
			       ARRAY(SELECT format('OPERATOR(%I.%s)', s.nspname, o.oprname)
			               FROM unnest(k.conpfeqop) WITH ORDINALITY q(oid, n)
			               JOIN pg_operator o ON o.oid = q.oid JOIN pg_namespace s ON s.oid = o.oprnamespace
			              ORDER BY q.n) AS operators,
			       CASE k.confmatchtype WHEN 'f' THEN ' MATCH FULL' ELSE '' END
			         || CASE k.confupdtype WHEN 'r' THEN ' ON UPDATE RESTRICT' WHEN 'c' THEN ' ON UPDATE CASCADE'
			                 WHEN 'n' THEN ' ON UPDATE SET NULL' WHEN 'd' THEN ' ON UPDATE SET DEFAULT' ELSE '' END
			         || CASE k.confdeltype WHEN 'r' THEN ' ON DELETE RESTRICT' WHEN 'c' THEN ' ON DELETE CASCADE'
			                 WHEN 'n' THEN ' ON DELETE SET NULL' WHEN 'd' THEN ' ON DELETE SET DEFAULT' ELSE '' END
			         AS actions,
			       ARRAY(SELECT e::int FROM jsonb_array_elements_text(
			               CASE jsonb_typeof(j -> 'confdelsetcols') WHEN 'array' THEN j -> 'confdelsetcols'
			                 ELSE '[]' END) e) AS cleared,
			       CASE WHEN k.condeferrable THEN ' DEFERRABLE' ELSE '' END
			         || CASE WHEN k.condeferred THEN ' INITIALLY DEFERRED' ELSE '' END AS deferral,
			       k.confmatchtype = 'f' AS full_match, coalesce((j ->> 'conperiod')::boolean, false) AS period,
			       coalesce(kin.oids, '{}') AS family, coalesce(kin.irregular, false) AS irregular
			  FROM pg_constraint k
			  CROSS JOIN LATERAL to_jsonb(k) j
			  JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			  JOIN pg_class r ON r.oid = k.confrelid
			  LEFT JOIN kin ON kin.root = k.oid
			 WHERE k.contype = 'f' AND k.conparentid = 0 AND {which}
			   AND coalesce((j ->> 'conenforced')::boolean, true)
			   AND pg_has_role(c.relowner, 'USAGE')
			   AND has_schema_privilege(r.relnamespace, 'USAGE')
			   AND (has_table_privilege(r.oid, 'REFERENCES')
			        OR NOT EXISTS (SELECT FROM unnest(k.confkey) a WHERE NOT has_column_privilege(r.oid, a, 'REFERENCES')))
			   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
			                      AND d.deptype = 'e')
			   AND NOT c.relforcerowsecurity AND NOT r.relforcerowsecurity
			   AND NOT EXISTS (SELECT FROM pg_trigger t WHERE t.tgenabled <> 'O'
			                      AND t.tgconstraint = ANY (k.oid || coalesce(kin.oids, '{}')::oid[]))
			 ORDER BY k.conrelid, k.conname
			""";

	private static final Query<HeldKey> IN_SCHEMAS = Query.of(KEYS.replace("{which}", "n.nspname = ANY (?)"),
			KeyReader::key);

	private static final Query<HeldKey> BY_OID = Query.of(KEYS.replace("{which}", "k.oid = ANY (?::oid[])"),
			KeyReader::key);

	private static final Query<HeldKey> BY_NAME = Query.of(
			KEYS.replace("{which}",
					"(k.conrelid, k.conname) IN (SELECT t, n FROM unnest(?::oid[], ?::name[]) x(t, n))"),
			KeyReader::key);

	/**
	 * Read the keys of tables.
	 * @param connection the connection of the migration
	 * @param schemas names of the schemas of the tables, unquoted
	 * @return the keys
	 * @throws SQLException if the query fails
	 */
	List<HeldKey> read(Connection connection, List<String> schemas) throws SQLException {
		return IN_SCHEMAS.list(connection, schemas);
	}

	/**
	 * Read keys once more.
	 * @param connection the connection of the migration
	 * @param oids their OIDs
	 * @return those that are still there and enforced
	 * @throws SQLException if the query fails
	 */
	List<HeldKey> readAgain(Connection connection, Collection<Long> oids) throws SQLException {
		return BY_OID.list(connection, oids.stream().map(String::valueOf).toList());
	}

	/**
	 * Read keys that were put back.
	 * @param connection the connection of the migration
	 * @param keys what they were before
	 * @return what they are now
	 * @throws SQLException if the query fails
	 */
	List<HeldKey> readByName(Connection connection, Collection<HeldKey> keys) throws SQLException {
		return BY_NAME.list(connection, keys.stream().map((key) -> String.valueOf(key.table())).toList(),
				keys.stream().map(HeldKey::name).toList());
	}

	private static HeldKey key(ResultSet row) throws SQLException {
		KeyDefinition definition = new KeyDefinition(integers(row, "columns"), row.getLong("referenced"),
				row.getString("referenced_name"), integers(row, "referenced_columns"),
				List.of((String[]) row.getArray("operators").getArray()), row.getString("actions"),
				integers(row, "cleared"), row.getString("deferral"), row.getBoolean("full_match"),
				row.getBoolean("period"));
		return new HeldKey(row.getLong("oid"), row.getLong("rel"),
				new QualifiedName(row.getString("nspname"), row.getString("relname")), row.getBoolean("partitioned"),
				row.getString("conname"), row.getBoolean("convalidated"), row.getString("comment"), definition,
				List.of((Long[]) row.getArray("family").getArray()), row.getBoolean("irregular"));
	}

	private static List<Integer> integers(ResultSet row, String column) throws SQLException {
		return List.of((Integer[]) row.getArray(column).getArray());
	}

}
