package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/**
 * What is no object of the scope, and matters to a drop.
 *
 * @param unmatched patterns of what is to be kept that name nothing that stays
 * @param notCreatable the schemas in which the role may not create anything
 * @param outsideSchemas what lives in no schema and stays, a line each
 * @param bound objects of the scope that go only with one of another schema
 * @param eventTriggers those that a DROP fires
 */
public record Surroundings(List<String> unmatched, List<String> notCreatable, List<String> outsideSchemas,
		List<String> bound, List<EventTrigger> eventTriggers) {

	/**
	 * An event trigger that a DROP fires.
	 *
	 * @param name its name, unquoted
	 * @param function its function, schema-qualified
	 * @param source body of the function; empty for one that is not kept as text
	 */
	public record EventTrigger(String name, String function, String source) {

	}

	// without, the schema could be emptied but not filled again
	private static final String NOT_CREATABLE = """
			SELECT wanted FROM unnest(?::text[]) wanted LEFT JOIN pg_namespace n ON n.nspname = wanted
			 WHERE NOT CASE WHEN n.oid IS NULL THEN has_database_privilege(current_database(), 'CREATE')
			                ELSE has_schema_privilege(n.oid, 'CREATE') END
			""";

	// a default privilege of a schema stays with the schema, one of no schema with the
	// role
	private static final String OUTSIDE_SCHEMAS = """
			SELECT 'publication ' || pubname FROM pg_publication
			UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger
			UNION ALL SELECT 'foreign server ' || srvname FROM pg_foreign_server
			UNION ALL SELECT 'foreign data wrapper ' || fdwname FROM pg_foreign_data_wrapper
			UNION ALL SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
			UNION ALL SELECT DISTINCT 'default privileges of ' || pg_get_userbyid(defaclrole) FROM pg_default_acl
			UNION ALL SELECT count(*) || ' large objects' FROM pg_largeobject_metadata HAVING count(*) > 0
			""";

	// a multirange type may stand in another schema than the range type that it goes with
	private static final String BOUND = """
			SELECT pg_describe_object('pg_type'::regclass, m.oid, 0) || ', which belongs to '
			       || pg_describe_object('pg_type'::regclass, r.oid, 0)
			  FROM pg_range x JOIN pg_type m ON m.oid = x.rngmultitypid JOIN pg_type r ON r.oid = x.rngtypid
			  JOIN pg_namespace mn ON mn.oid = m.typnamespace JOIN pg_namespace rn ON rn.oid = r.typnamespace
			 WHERE mn.nspname = ANY (?) AND rn.nspname <> ALL (?)
			   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = r.oid
			                      AND e.deptype = 'e')
			""";

	private static final Query<EventTrigger> EVENT_TRIGGERS = Query.of("""
			SELECT t.evtname, p.oid::regprocedure::text, p.prosrc
			  FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid
			 WHERE t.evtenabled IN ('O', 'A') AND t.evtevent IN ('ddl_command_start', 'ddl_command_end', 'sql_drop')
			   AND (t.evttags IS NULL OR EXISTS (SELECT FROM unnest(t.evttags) tag WHERE tag LIKE 'DROP %'))
			 ORDER BY t.evtname
			""", (row) -> new EventTrigger(row.getString(1), row.getString(2), row.getString(3)));

	static Surroundings read(Connection connection, List<String> schemas, List<String> unmatched) throws SQLException {
		return new Surroundings(unmatched, Query.text(NOT_CREATABLE).list(connection, schemas),
				Query.text(OUTSIDE_SCHEMAS).list(connection), Query.text(BOUND).list(connection, schemas, schemas),
				EVENT_TRIGGERS.list(connection));
	}

}
