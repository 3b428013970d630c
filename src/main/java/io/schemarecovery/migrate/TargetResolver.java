package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.rewrite.DropClause;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects that a DROP names, with the search path of the session that will drop
 * them. What cannot be found is nobody's: the statement then runs as written.
 */
final class TargetResolver {

	private static final String BY_NAME = "SELECT '%s'::regclass::oid::bigint, %s(t)::oid::bigint, 0 FROM unnest(?) t WHERE %2$s(t) IS NOT NULL";

	// DROP COLUMN goes down to partitions and heirs, but not to columns they have
	// otherwise
	private static final String COLUMN = """
			WITH RECURSIVE p AS (SELECT ?::text[] AS t), relation(oid) AS (
			  SELECT to_regclass(t[1])::oid FROM p
			   UNION SELECT h.inhrelid FROM p, relation r JOIN pg_inherits h ON h.inhparent = r.oid
			           JOIN pg_attribute a ON a.attrelid = h.inhrelid AND NOT a.attislocal AND a.attinhcount = 1
			    WHERE a.attname = (parse_ident(p.t[2]))[1])
			SELECT 'pg_class'::regclass::oid::bigint, attrelid::bigint, attnum FROM pg_attribute, p
			 WHERE attrelid IN (SELECT oid FROM relation) AND attname = (parse_ident(t[2]))[1] AND attnum > 0
			   AND NOT attisdropped
			""";

	private static final String CONSTRAINT = """
			SELECT 'pg_constraint'::regclass::oid::bigint, oid::bigint, 0 FROM pg_constraint, (SELECT ?::text[] AS t) p
			 WHERE conrelid = to_regclass(t[1]) AND conname = (parse_ident(t[2]))[1]
			""";

	/**
	 * Find the objects of a clause.
	 * @param connection the connection that will run the statement, undecorated
	 * @param clause the clause
	 * @return their addresses; empty if there are none, or the kind cannot be resolved
	 * @throws SQLException if the connection fails
	 */
	List<ObjectAddress> resolve(Connection connection, DropClause clause) throws SQLException {
		String sql = query(clause);
		if (sql == null) {
			return List.of();
		}
		// An error would void the transaction of the migration.
		Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
		try {
			return Query.of(sql, (row) -> new ObjectAddress(row.getLong(1), row.getLong(2), row.getInt(3)))
				.list(connection, clause.targets());
		}
		catch (SQLException ex) {
			if (savepoint != null) {
				connection.rollback(savepoint);
			}
			return List.of();
		}
		finally {
			release(connection, savepoint);
		}
	}

	private static void release(Connection connection, @Nullable Savepoint savepoint) throws SQLException {
		if (savepoint != null) {
			connection.releaseSavepoint(savepoint);
		}
	}

	static @Nullable String query(DropClause clause) {
		return switch (clause.kind()) {
			case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX, FOREIGN_TABLE ->
				BY_NAME.formatted("pg_class", "to_regclass");
			case TYPE, DOMAIN -> BY_NAME.formatted("pg_type", "to_regtype");
			case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE ->
				BY_NAME.formatted("pg_proc", clause.targets().get(0).endsWith(")") ? "to_regprocedure" : "to_regproc");
			case OPERATOR -> BY_NAME.formatted("pg_operator", "to_regoperator");
			case COLLATION -> BY_NAME.formatted("pg_collation", "to_regcollation");
			case SCHEMA -> BY_NAME.formatted("pg_namespace", "to_regnamespace");
			case COLUMN -> COLUMN;
			case CONSTRAINT -> CONSTRAINT;
			default -> null;
		};
	}

}
