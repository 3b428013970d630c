package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.jdbc.Query;

/** What lives in no schema, and stays whatever is dropped. */
public final class OutsideSchemas {

	private static final String OUTSIDE_SCHEMAS = """
			SELECT 'publication ' || pubname FROM pg_publication
			UNION ALL SELECT 'event trigger ' || evtname FROM pg_event_trigger
			UNION ALL SELECT 'foreign server ' || srvname FROM pg_foreign_server
			UNION ALL SELECT 'foreign data wrapper ' || fdwname FROM pg_foreign_data_wrapper
			UNION ALL SELECT 'extension ' || extname FROM pg_extension WHERE extname <> 'plpgsql'
			UNION ALL SELECT DISTINCT 'default privileges of ' || pg_get_userbyid(defaclrole) FROM pg_default_acl
			           WHERE defaclnamespace = 0
			UNION ALL SELECT count(*) || ' large objects' FROM pg_largeobject_metadata HAVING count(*) > 0
			""";

	private OutsideSchemas() {
	}

	/**
	 * Name it.
	 * @param connection a connection to the database
	 * @return a line for each
	 * @throws SQLException if the query fails
	 */
	public static List<String> read(Connection connection) throws SQLException {
		return Query.text(OUTSIDE_SCHEMAS).list(connection);
	}

}
