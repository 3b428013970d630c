package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.schemarecovery.archive.Archive.Part;
import io.schemarecovery.archive.Archive.State;
import io.schemarecovery.catalog.OwnSchemas;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.drop.Ddl;
import io.schemarecovery.jdbc.Query;
import org.jspecify.annotations.Nullable;

/**
 * The table in which the archives are written down: a row for each schema that a run
 * empties, changed in the transaction that moves what it tells of.
 */
final class ArchiveTable {

	private static final String TABLE = "archive";

	private static final String NAME = OwnSchemas.LEDGER + "." + TABLE;

	private static final String CREATE = """
			CREATE SCHEMA IF NOT EXISTS %s;
			CREATE TABLE IF NOT EXISTS %s (
			  run bigint, schema text, archive_schema text NOT NULL UNIQUE, application text NOT NULL,
			  scope text[] NOT NULL, state text NOT NULL, objects bigint NOT NULL DEFAULT 0,
			  created timestamptz NOT NULL DEFAULT now(), completed timestamptz, restored_by bigint,
			  PRIMARY KEY (run, schema))
			""".formatted(OwnSchemas.LEDGER, NAME);

	// to_regclass fails where the schema is another role's
	private static final Query<String> EXISTS = Query.text("""
			SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE n.nspname = '%s' AND c.relname = '%s'
			   AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
			""".formatted(OwnSchemas.LEDGER, TABLE));

	private static final Query<Row> ROWS = Query.of("""
			SELECT run, schema, archive_schema, application, scope, state, objects, created, completed, restored_by
			  FROM %s ORDER BY run, length(archive_schema), archive_schema
			""".formatted(NAME), Row::read);

	// whoever continues a run may have more schemas in its scope
	private static final Query<String> BEGIN = Query.text("""
			INSERT INTO %s (run, schema, archive_schema, application, scope, state)
			VALUES (?::text::bigint, ?, ?, ?, ?, 'filling') RETURNING archive_schema
			""".formatted(NAME));

	private static final Query<String> COUNT = Query
		.text("""
				UPDATE %s SET objects = objects + ?::text::bigint WHERE run = ?::text::bigint AND schema = ? RETURNING schema
				"""
			.formatted(NAME));

	private static final Query<String> STATE = Query.text("""
			UPDATE %s SET state = ?, completed = CASE WHEN ? = 'complete' THEN now() ELSE completed END
			 WHERE run = ?::text::bigint RETURNING schema
			""".formatted(NAME));

	private static final Query<String> RESTORING = Query.text("""
			UPDATE %s SET state = 'restoring', restored_by = ?::text::bigint
			 WHERE run = ?::text::bigint AND state <> 'restoring' RETURNING schema
			""".formatted(NAME));

	private static final Query<String> DELETE = Query
		.text("DELETE FROM %s WHERE run = ?::text::bigint RETURNING schema".formatted(NAME));

	/** A row, with what all rows of its run have in common. */
	private record Row(Archive archive, Part part) {

		static Row read(ResultSet row) throws SQLException {
			long by = row.getLong("restored_by");
			Archive archive = new Archive(row.getLong("run"), row.getString("application"),
					List.of((String[]) row.getArray("scope").getArray()), State.of(row.getString("state")), List.of(),
					row.getTimestamp("created").toInstant(), instant(row.getTimestamp("completed")),
					(by != 0) ? by : null);
			return new Row(archive,
					new Part(row.getString("schema"), row.getString("archive_schema"), row.getLong("objects")));
		}

		private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
			return (timestamp != null) ? timestamp.toInstant() : null;
		}

	}

	private ArchiveTable() {
	}

	/** All archives, in the order of their runs. */
	static List<Archive> read(Connection connection) throws SQLException {
		if (EXISTS.list(connection).isEmpty()) {
			return List.of();
		}
		List<Row> rows = ROWS.list(connection);
		return rows.stream().map((row) -> row.archive().run()).distinct().map((run) -> {
			List<Row> ofRun = rows.stream().filter((row) -> row.archive().run() == run).toList();
			Archive first = ofRun.get(0).archive();
			return new Archive(run, first.application(), first.scope(), first.state(),
					ofRun.stream().map(Row::part).toList(), first.created(), first.completed(), first.restoredBy());
		}).toList();
	}

	static Optional<Archive> read(Connection connection, long run) throws SQLException {
		return read(connection).stream().filter((archive) -> archive.run() == run).findFirst();
	}

	/**
	 * Begin an archive, or go on with it: makes what is not there yet.
	 * @param connection a connection within a transaction
	 * @param wanted the archive, with all its parts
	 * @throws SQLException if a statement fails
	 */
	static void begin(Connection connection, Archive wanted) throws SQLException {
		if (EXISTS.list(connection).isEmpty()) {
			Ddl.execute(connection, CREATE);
		}
		Optional<Archive> there = read(connection, wanted.run());
		for (Part part : wanted.parts()) {
			if (there.flatMap((archive) -> archive.part(part.schema())).isEmpty()) {
				BEGIN.list(connection, Long.toString(wanted.run()), part.schema(), part.archiveSchema(),
						wanted.application(), wanted.scope());
				Ddl.execute(connection, "CREATE SCHEMA " + QualifiedName.quote(part.archiveSchema()));
			}
		}
	}

	static void count(Connection connection, long run, String schema, long objects) throws SQLException {
		COUNT.list(connection, Long.toString(objects), Long.toString(run), schema);
	}

	static void state(Connection connection, long run, State state) throws SQLException {
		STATE.list(connection, state.text(), state.text(), Long.toString(run));
	}

	static void restoring(Connection connection, long run, long by) throws SQLException {
		RESTORING.list(connection, Long.toString(by), Long.toString(run));
	}

	/** Drops the schemas of an archive, which have to be empty. */
	static void dropSchemas(Connection connection, Archive archive) throws SQLException {
		for (String schema : archive.archiveSchemas()) {
			Ddl.execute(connection, "DROP SCHEMA IF EXISTS " + QualifiedName.quote(schema) + " RESTRICT");
		}
	}

	static void delete(Connection connection, long run) throws SQLException {
		DELETE.list(connection, Long.toString(run));
	}

}
