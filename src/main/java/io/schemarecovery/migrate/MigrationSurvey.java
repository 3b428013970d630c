package io.schemarecovery.migrate;

import java.util.List;

import io.schemarecovery.catalog.Closure;

/**
 * How migrations stand on a database.
 *
 * @param name name of the bean that runs them
 * @param applied number of those that the history counts as applied
 * @param pending scripts and classes that the next start would run, in its order
 * @param unread those of them that are no SQL script, or that cannot be read
 * @param invalid why the next start would refuse to migrate, a line each
 * @param withoutHistory what stands in schemas that have no history, which Flyway refuses
 * to migrate; empty if there is one, or if it takes them all the same
 * @param otherwise what a new database would be migrated otherwise, a line each
 * @param fromEntities the baseline of a schema that was created from the entities; empty
 * if it came from the migrations
 * @param drops the DROPs of the pending scripts on which something depends
 */
public record MigrationSurvey(String name, int applied, List<String> pending, List<String> unread, List<String> invalid,
		String withoutHistory, List<String> otherwise, String fromEntities, List<PendingDrop> drops) {

	/**
	 * A DROP of a pending migration that says neither CASCADE nor RESTRICT, on which
	 * something depends that stands in the database now.
	 *
	 * @param script name of the script
	 * @param line its line, counted from 1
	 * @param statement its text, the first line
	 * @param closure what CASCADE would take
	 * @param refusal why CASCADE is not added; empty if it is
	 * @param permit the settings that would permit it
	 */
	public record PendingDrop(String script, int line, String statement, Closure closure, String refusal,
			String permit) {

	}

}
