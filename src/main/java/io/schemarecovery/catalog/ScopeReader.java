package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.Query;

/** Finds out which schemas a reset is about. */
public final class ScopeReader {

	/** Stands for every schema that the role can empty. */
	private static final String ALL = "*";

	private static final String CANDIDATES = """
			SELECT nspname FROM pg_namespace n
			 WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'
			   AND has_schema_privilege(oid, 'USAGE') AND has_schema_privilege(oid, 'CREATE')
			   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass AND e.objid = n.oid
			                      AND e.deptype = 'e')
			 ORDER BY nspname
			""";

	/**
	 * Find the schemas.
	 * @param connection a connection to the database
	 * @param configured names of schemas, unquoted; empty for the current schema; '*' for
	 * all that can be emptied
	 * @return names of the schemas, which need not exist; never empty
	 * @throws SQLException if a query fails
	 * @throws RecoveryException (exit code 78) for a system schema, or none at all
	 */
	public List<String> read(Connection connection, List<String> configured) throws SQLException {
		List<String> schemas = configured.contains(ALL) ? emptiable(connection) : configured;
		if (configured.isEmpty()) {
			schemas = Query.text("SELECT current_schema() WHERE current_schema() IS NOT NULL").list(connection);
		}
		if (schemas.isEmpty()) {
			throw refuse("No schema to reset was found.",
					configured.isEmpty() ? "The search_path of the connection names no schema that exists."
							: "The role owns every object of no schema.");
		}
		for (String schema : schemas) {
			if (schema.startsWith("pg_") || schema.equals("information_schema")) {
				throw refuse("The schema '%s' is never reset.".formatted(schema), "It belongs to the system.");
			}
			if (OwnSchemas.contains(schema)) {
				throw refuse("The schema '%s' is never reset.".formatted(schema),
						"It holds the ledger or an archive of earlier resets.");
			}
		}
		return schemas.stream().distinct().toList();
	}

	/**
	 * Find the schemas that a user named. A name that is mistyped would drop nothing, and
	 * purge the history all the same.
	 * @param connection a connection to the database
	 * @param named names of schemas, unquoted, or '*'
	 * @param migrated the schemas that are migrated; empty for the current one
	 * @return names of the schemas
	 * @throws SQLException if a query fails
	 * @throws RecoveryException (exit code 78) if one does not exist, or none is migrated
	 */
	public List<String> readNamed(Connection connection, List<String> named, List<String> migrated)
			throws SQLException {
		List<String> schemas = read(connection, named);
		List<String> known = read(connection, migrated);
		List<String> existing = Schemas.read(connection, schemas).names();
		List<String> unknown = schemas.stream().filter((schema) -> !existing.contains(schema)).toList();
		if (!unknown.isEmpty() || Collections.disjoint(schemas, known)) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					unknown.isEmpty() ? "schema-recovery.schemas names none of the schemas that are migrated."
							: "schema-recovery.schemas names what is not there: " + String.join(", ", unknown) + ".",
					List.of("named:    " + String.join(", ", schemas), "migrated: " + String.join(", ", known)),
					"Correct schema-recovery.schemas, or unset it. Nothing was touched.");
		}
		return schemas;
	}

	private List<String> emptiable(Connection connection) throws SQLException {
		List<String> candidates = Query.text(CANDIDATES)
			.list(connection)
			.stream()
			.filter((schema) -> !OwnSchemas.contains(schema))
			.toList();
		List<String> foreign = new ObjectReader().read(connection, candidates)
			.stream()
			.filter((object) -> !object.ours())
			.map(CatalogObject::schema)
			.toList();
		return candidates.stream().filter((schema) -> !foreign.contains(schema)).toList();
	}

	private static RecoveryException refuse(String description, String evidence) {
		return new RecoveryException(ExitCode.CONFIGURATION, description, List.of(evidence),
				"Set schema-recovery.schemas to the schemas to reset. Nothing was touched.");
	}

}
