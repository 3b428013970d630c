package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

import io.schemarecovery.jdbc.Query;

/**
 * What is no object of the scope, and matters to a drop.
 *
 * @param unmatched patterns of what is to be kept that name nothing that stays
 * @param notCreatable the schemas in which the role may not create anything
 * @param eventTriggers those that a DROP fires
 */
public record Surroundings(List<String> unmatched, List<String> notCreatable, List<EventTrigger> eventTriggers) {

	/**
	 * An event trigger that a DROP fires.
	 *
	 * @param name its name, unquoted
	 * @param function its function, schema-qualified
	 * @param source body of the function; empty for one that is not kept as text
	 */
	public record EventTrigger(String name, String function, String source) {

		/**
		 * Whether its function names an object, in any case of letters, since a name that
		 * is not quoted is folded.
		 * @param object the object
		 */
		public boolean names(CatalogObject object) {
			return Pattern
				.compile("(?<![\\w$])" + Pattern.quote(object.name()) + "(?![\\w$])",
						Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS)
				.matcher(this.source)
				.find();
		}

	}

	private static final Query<EventTrigger> EVENT_TRIGGERS = Query.of("""
			SELECT t.evtname, p.oid::regprocedure::text, p.prosrc
			  FROM pg_event_trigger t JOIN pg_proc p ON p.oid = t.evtfoid
			 WHERE t.evtenabled IN ('O', 'A') AND t.evtevent IN ('ddl_command_start', 'ddl_command_end', 'sql_drop')
			   AND (t.evttags IS NULL OR EXISTS (SELECT FROM unnest(t.evttags) tag WHERE tag LIKE 'DROP %'))
			 ORDER BY t.evtname
			""", (row) -> new EventTrigger(row.getString(1), row.getString(2), row.getString(3)));

	static Surroundings read(Connection connection, List<String> notCreatable, List<String> unmatched)
			throws SQLException {
		return new Surroundings(unmatched, notCreatable, EVENT_TRIGGERS.list(connection));
	}

}
