package io.schemarecovery.cascade;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.rewrite.DropClause;
import io.schemarecovery.rewrite.DropKind;
import io.schemarecovery.rewrite.Target;

/**
 * Finds a column or a constraint of a table, and those of its partitions and heirs that
 * go with it. The server finds these by name, and lets those stay that an heir also has
 * by itself or from a parent that keeps its own.
 */
final class InheritedParts {

	private static final String RELATIONS = """
			WITH RECURSIVE relation(oid, parent, root) AS (
			  SELECT o.oid, 0::oid, o.oid FROM (SELECT ?::text AS schema, ?::text AS name) t
			    JOIN pg_class o ON o.relname = t.name::name AND %s
			     AND CASE t.schema WHEN '' THEN pg_table_is_visible(o.oid)
			         WHEN 'pg_temp' THEN o.relnamespace = pg_my_temp_schema()
			         ELSE o.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = t.schema::name) END
			   UNION
			  SELECT h.inhrelid, h.inhparent, r.root FROM relation r JOIN pg_inherits h ON h.inhparent = r.oid
			)
			""";

	private static final String COLUMN = RELATIONS.formatted("true") + """
			SELECT 'pg_class'::regclass::oid::bigint, r.oid::bigint, a.attnum, r.parent::bigint, r.oid::bigint,
			       a.attislocal, a.attinhcount
			  FROM relation r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attname = ?::text::name
			   AND a.attnum > 0 AND NOT a.attisdropped
			""";

	// Only checks and, in 18, NOT NULL are inherited by name, these by that of the
	// column.
	private static final String CONSTRAINT = RELATIONS.formatted("true") + """
			SELECT 'pg_constraint'::regclass::oid::bigint, k.oid::bigint, 0, r.parent::bigint, r.oid::bigint,
			       k.conislocal, k.coninhcount
			  FROM relation r
			  JOIN pg_constraint own ON own.conrelid = r.root AND own.conname = ?::text::name
			  JOIN pg_constraint k ON k.conrelid = r.oid AND k.contype = own.contype
			   AND CASE WHEN r.oid = r.root THEN k.oid = own.oid
			       WHEN own.contype = 'c' THEN k.conname = own.conname
			       WHEN own.contype = 'n' THEN
			         (SELECT attname FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = k.conkey[1])
			         = (SELECT attname FROM pg_attribute WHERE attrelid = own.conrelid AND attnum = own.conkey[1])
			       ELSE false END
			""";

	// CASCADE means the tables made OF the type here, whose column goes with its data.
	private static final String ATTRIBUTE = RELATIONS.formatted("o.relkind = 'c'")
		.replace("h.inhrelid, h.inhparent, r.root FROM relation r JOIN pg_inherits h ON h.inhparent = r.oid",
				"c.oid, r.oid, r.root FROM relation r JOIN pg_type y ON y.typrelid = r.oid JOIN pg_class c ON c.reloftype = y.oid")
			+ COLUMN.substring(COLUMN.indexOf("SELECT 'pg_class'"));

	private record Part(ObjectAddress address, long parent, long relation, boolean local, int parents) {

	}

	/** The part that is named first, then those that go with it. */
	List<ObjectAddress> find(Connection connection, DropClause clause) throws SQLException {
		Target owner = Target.of(clause.targets().get(0));
		List<Part> parts = Query
			.of(query(clause.kind()),
					(row) -> new Part(new ObjectAddress(row.getLong(1), row.getLong(2), row.getInt(3)), row.getLong(4),
							row.getLong(5), row.getBoolean(6), row.getInt(7)))
			.list(connection, owner.schema(), owner.last(), Target.of(clause.targets().get(1)).last());
		return clause.only() ? roots(parts) : (clause.kind() == DropKind.ATTRIBUTE) ? typed(parts) : doomed(parts);
	}

	private static String query(DropKind kind) {
		return switch (kind) {
			case COLUMN -> COLUMN;
			case CONSTRAINT -> CONSTRAINT;
			case ATTRIBUTE -> ATTRIBUTE;
			default -> throw new IllegalArgumentException(kind.name());
		};
	}

	private static List<ObjectAddress> roots(List<Part> parts) {
		return parts.stream().filter((part) -> part.parent() == 0).map(Part::address).toList();
	}

	private static List<ObjectAddress> typed(List<Part> parts) {
		List<ObjectAddress> addresses = new ArrayList<>(roots(parts));
		parts.stream().filter((part) -> part.parent() != 0).map(Part::address).forEach(addresses::add);
		return addresses;
	}

	/**
	 * An heir's part goes when the last of the parents that gave it to it loses its own.
	 */
	private static List<ObjectAddress> doomed(List<Part> parts) {
		List<ObjectAddress> addresses = new ArrayList<>(roots(parts));
		Set<Long> relations = new HashSet<>();
		parts.stream().filter((part) -> part.parent() == 0).map(Part::relation).forEach(relations::add);
		boolean more = true;
		while (more) {
			more = false;
			for (Part part : parts) {
				if (!relations.contains(part.relation()) && !part.local() && part.parents() == parts.stream()
					.filter((other) -> other.relation() == part.relation() && relations.contains(other.parent()))
					.count()) {
					relations.add(part.relation());
					addresses.add(part.address());
					more = true;
				}
			}
		}
		return addresses;
	}

}
