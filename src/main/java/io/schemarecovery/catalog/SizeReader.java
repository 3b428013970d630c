package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.jdbc.Query;
import org.jspecify.annotations.Nullable;

/** Measures what objects take on disk. */
public final class SizeReader {

	// takes a lock that a writer does not mind, but waits for who locks it exclusively
	private static final String SIZE = """
			SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM unnest(?::text[]::oid[]) oid
			""";

	private static final List<ObjectKind> STORED = List.of(ObjectKind.TABLE, ObjectKind.MATERIALIZED_VIEW,
			ObjectKind.SEQUENCE);

	private SizeReader() {
	}

	/**
	 * Measure objects, their indexes and toast tables.
	 * @param connection a connection within a transaction, in a state that goes on after
	 * a failure
	 * @param objects the objects
	 * @return bytes by kind; {@code null} where an exclusive lock kept it from being
	 * measured
	 * @throws SQLException if the connection fails
	 */
	public static Map<ObjectKind, @Nullable Long> read(Connection connection, List<CatalogObject> objects)
			throws SQLException {
		Map<ObjectKind, @Nullable Long> bytes = new EnumMap<>(ObjectKind.class);
		Query.text("SELECT set_config('lock_timeout', '1s', true)").list(connection);
		for (ObjectKind kind : STORED) {
			List<String> oids = objects.stream()
				.filter((object) -> object.kind() == kind)
				.map((object) -> Long.toString(object.oid()))
				.toList();
			if (!oids.isEmpty()) {
				bytes.put(kind, size(connection, oids));
			}
		}
		return bytes;
	}

	private static @Nullable Long size(Connection connection, List<String> oids) throws SQLException {
		var before = connection.setSavepoint();
		try {
			return Query.of(SIZE, (row) -> row.getLong(1)).list(connection, oids).get(0);
		}
		catch (SQLException ex) {
			connection.rollback(before);
			return null;
		}
	}

}
