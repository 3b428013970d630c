package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.schemarecovery.catalog.Catalog.Session;
import io.schemarecovery.jdbc.Query;

/**
 * Reads the {@link Catalog} of some schemas with a fixed number of queries, whatever the
 * number of objects. The caller's transaction makes them one snapshot.
 */
public final class CatalogReader {

	// Compiling a query, and weighing orders of its joins, takes longer than running
	// it. The horizon is the oldest transaction that may still write: what it or a
	// younger one writes is told from what was seen by the age of its xmin.
	private static final Query<Session> SESSION = Query.of("""
			SELECT current_database(), current_user, pg_current_snapshot()::text,
			       pg_snapshot_xmin(pg_current_snapshot())::xid::text,
			       set_config('jit', 'off', true), set_config('join_collapse_limit', '1', true)
			""", (row) -> new Session(row.getString(1), row.getString(2), row.getString(3), row.getString(4)));

	private final KeepReader keep;

	/**
	 * Read all but what is to be kept.
	 * @param keep patterns of what is to be kept; may be empty
	 */
	public CatalogReader(List<String> keep) {
		this.keep = new KeepReader(keep);
	}

	/**
	 * Read the catalog.
	 * @param connection a connection within a REPEATABLE READ transaction
	 * @param schemas names of the schemas, unquoted; those that do not exist are left out
	 * @return what stands in them
	 * @throws SQLException if a query fails
	 */
	public Catalog read(Connection connection, List<String> schemas) throws SQLException {
		Session session = SESSION.list(connection).get(0);
		Schemas found = Schemas.read(connection, schemas);
		ObjectReader reader = new ObjectReader();
		List<CatalogObject> all = reader.read(connection, schemas);
		List<KeptObject> kept = this.keep.read(connection, all);
		List<CatalogObject> objects = KeepReader.others(all, kept);
		TableLinks links = TableLinks.read(connection, objects);
		DoomedObjects doomed = new DoomedObjects(Dependencies.read(connection),
				objects.stream().map(CatalogObject::address).toList(), Set.copyOf(found.existing().values()),
				kept.stream().map(KeptObject::address).toList());
		List<CatalogObject> ranges = KeepReader.others(reader.readRangesOf(connection, schemas), kept);
		Set<ObjectAddress> lost = doomed.others(ranges.stream().map(CatalogObject::address).toList());
		return new Catalog(session, found.names(),
				doomed.count(Stream.concat(objects.stream(), ranges.stream()).toList(), links.foreignKeys()),
				links.foreignKeys(), links.inheritances(), kept, CasualtyReader.read(connection, schemas, doomed, lost),
				lost,
				Surroundings.read(connection, found.notCreatable(), this.keep.unmatched(connection, schemas, all)),
				ServerLimits.read(connection));
	}

	/**
	 * Read the objects alone.
	 * @param connection a connection
	 * @param schemas names of the schemas, unquoted
	 * @return what stands in them, members of extensions left out
	 * @throws SQLException if the query fails
	 */
	public static List<CatalogObject> objects(Connection connection, List<String> schemas) throws SQLException {
		return new ObjectReader().read(connection, schemas);
	}

	/**
	 * Read what is to be kept alone.
	 * @param connection a connection
	 * @param schemas names of the schemas, unquoted
	 * @return what stays because it is to be kept
	 * @throws SQLException if a query fails
	 */
	public List<KeptObject> kept(Connection connection, List<String> schemas) throws SQLException {
		return this.keep.isEmpty() ? List.of()
				: this.keep.read(connection, new ObjectReader().read(connection, schemas));
	}

}
