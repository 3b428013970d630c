package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.jdbc.Query;
import io.schemarecovery.jdbc.Transaction;
import org.jspecify.annotations.Nullable;

/** Measures what objects take on disk. */
public final class SizeReader {

	// takes a lock that a writer does not mind, but waits for who locks it exclusively
	private static final Query<Long> SIZE = Query.of("""
			SELECT coalesce(sum(pg_total_relation_size(oid)), 0) FROM unnest(?::text[]::oid[]) oid
			""", (row) -> row.getLong(1));

	private static final Query<Long> SIZE_OF_SCHEMAS = Query.of("""
			SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
			  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			 WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'm', 'S')
			""", (row) -> row.getLong(1));

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final List<ObjectKind> STORED = List.of(ObjectKind.TABLE, ObjectKind.MATERIALIZED_VIEW,
			ObjectKind.SEQUENCE);

	private SizeReader() {
	}

	/**
	 * Measure all that stands in some schemas.
	 * @param connection a connection within a transaction
	 * @param schemas names of the schemas, unquoted
	 * @return bytes; {@code null} where an exclusive lock kept it from being measured
	 * @throws SQLException if the connection fails
	 */
	public static @Nullable Long read(Connection connection, Collection<String> schemas) throws SQLException {
		return Transaction
			.attempt(connection, PATIENCE, (same) -> SIZE_OF_SCHEMAS.list(same, List.copyOf(schemas)).get(0))
			.orElse(null);
	}

	/**
	 * Measure objects, their indexes and toast tables.
	 * @param connection a connection within a transaction
	 * @param objects the objects
	 * @return bytes by kind; {@code null} where an exclusive lock kept it from being
	 * measured
	 * @throws SQLException if the connection fails
	 */
	public static Map<ObjectKind, @Nullable Long> read(Connection connection, List<CatalogObject> objects)
			throws SQLException {
		Map<ObjectKind, @Nullable Long> bytes = new EnumMap<>(ObjectKind.class);
		for (ObjectKind kind : STORED) {
			List<String> oids = objects.stream()
				.filter((object) -> object.kind() == kind)
				.map((object) -> Long.toString(object.oid()))
				.toList();
			if (!oids.isEmpty()) {
				bytes.put(kind,
						Transaction.attempt(connection, PATIENCE, (same) -> SIZE.list(same, oids).get(0)).orElse(null));
			}
		}
		return bytes;
	}

}
