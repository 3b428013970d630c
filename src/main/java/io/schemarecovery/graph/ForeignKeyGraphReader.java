package io.schemarecovery.graph;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.Query;
import org.jspecify.annotations.Nullable;

/** Reads the graph in two queries, however many tables there are. */
public final class ForeignKeyGraphReader {

	// conparentid: a partitioned table gives each partition a copy, on either side of the
	// key.
	// A key with several columns lets a row without a parent pass if one of them is null,
	// with
	// MATCH FULL only if all are. Keys of other schemas are read as well: a circle may
	// pass there.
	private static final String REFERENCES = """
			SELECT con.conname, fn.nspname, f.relname, tn.nspname, t.relname, own.names, other.names, con.confdeltype,
			       con.condeferrable, CASE con.confmatchtype WHEN 'f' THEN own.all_null ELSE own.any_null END
			  FROM pg_constraint con
			  JOIN pg_class f ON f.oid = con.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
			  JOIN pg_class t ON t.oid = con.confrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace
			 CROSS JOIN LATERAL (SELECT array_agg(a.attname::text ORDER BY k.place) AS names,
			                            bool_or(NOT a.attnotnull) AS any_null, bool_and(NOT a.attnotnull) AS all_null
			                       FROM unnest(con.conkey) WITH ORDINALITY AS k (number, place)
			                       JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.number) own
			 CROSS JOIN LATERAL (SELECT array_agg(a.attname::text ORDER BY k.place) AS names
			                       FROM unnest(con.confkey) WITH ORDINALITY AS k (number, place)
			                       JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.number) other
			 WHERE con.contype = 'f' AND con.conparentid = 0
			""";

	// reltuples is -1 for what was never analyzed; that of a partitioned table is 0 or
	// out of
	// date, so its partitions are counted. They come by themselves only if a key joins
	// them,
	// as do the tables of extensions.
	private static final String TABLES = """
			WITH RECURSIVE part (root, oid) AS (
			  SELECT c.oid, c.oid FROM pg_class c WHERE c.relkind = 'p'
			  UNION ALL
			  SELECT part.root, i.inhrelid FROM part JOIN pg_inherits i ON i.inhparent = part.oid
			), counted AS (
			  SELECT part.root, sum(c.reltuples)::bigint AS rows
			    FROM part JOIN pg_class c ON c.oid = part.oid
			   WHERE c.relkind <> 'p' AND c.reltuples >= 0
			   GROUP BY part.root
			)
			SELECT n.nspname, c.relname, c.relkind = 'p',
			       CASE WHEN c.relkind = 'p' THEN counted.rows WHEN c.reltuples >= 0 THEN c.reltuples::bigint END,
			       c.relispartition
			         OR EXISTS (SELECT FROM pg_depend e
			                     WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
			  FROM pg_class c
			  JOIN pg_namespace n ON n.oid = c.relnamespace
			  LEFT JOIN counted ON counted.root = c.oid
			 WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (?)
			""";

	/**
	 * Read the graph of some schemas: their tables, the keys from and to them with the
	 * tables of other schemas at the other end, and what leads on from there and back.
	 * @param connection a connection within a transaction
	 * @param schemas names of the schemas, unquoted
	 * @return the graph
	 * @throws SQLException if a query fails
	 */
	public ForeignKeyGraph read(Connection connection, Collection<String> schemas) throws SQLException {
		Set<String> scope = Set.copyOf(schemas);
		List<Reference> references = touching(scope,
				Query.of(REFERENCES, ForeignKeyGraphReader::reference).list(connection));
		Set<QualifiedName> joined = new HashSet<>();
		Set<String> named = new HashSet<>(scope);
		for (Reference key : references) {
			joined.addAll(List.of(key.from(), key.to()));
			named.addAll(List.of(key.from().schema(), key.to().schema()));
		}
		List<Table> tables = Query.of(TABLES, (row) -> table(row, scope, joined)).list(connection, List.copyOf(named));
		return new ForeignKeyGraph(tables, references);
	}

	/** The keys of tables in the scope, and those of circles that pass one. */
	private static List<Reference> touching(Set<String> scope, List<Reference> all) {
		Map<QualifiedName, Table> tables = new HashMap<>();
		Set<Reference> touching = new HashSet<>();
		for (Reference key : all) {
			for (QualifiedName name : List.of(key.from(), key.to())) {
				tables.computeIfAbsent(name, (any) -> new Table(any, false, false, null));
				if (scope.contains(name.schema())) {
					touching.add(key);
				}
			}
		}
		if (touching.size() < all.size()) {
			new ForeignKeyGraph(List.copyOf(tables.values()), all).cyclicComponents()
				.stream()
				.filter((component) -> component.tables().stream().anyMatch((table) -> scope.contains(table.schema())))
				.forEach((component) -> touching.addAll(component.references()));
		}
		return new ArrayList<>(touching);
	}

	private static Reference reference(ResultSet row) throws SQLException {
		return new Reference(row.getString(1), new QualifiedName(row.getString(2), row.getString(3)),
				new QualifiedName(row.getString(4), row.getString(5)), texts(row.getArray(6)), texts(row.getArray(7)),
				OnDelete.of(row.getString(8)), row.getBoolean(9), row.getBoolean(10));
	}

	private static @Nullable Table table(ResultSet row, Set<String> scope, Set<QualifiedName> joined)
			throws SQLException {
		QualifiedName name = new QualifiedName(row.getString(1), row.getString(2));
		boolean outside = !scope.contains(name.schema());
		boolean onlyIfJoined = outside || row.getBoolean(5);
		return (joined.contains(name) || !onlyIfJoined)
				? new Table(name, outside, row.getBoolean(3), row.getObject(4, Long.class)) : null;
	}

	private static List<String> texts(Array array) throws SQLException {
		return List.of((String[]) array.getArray());
	}

}
