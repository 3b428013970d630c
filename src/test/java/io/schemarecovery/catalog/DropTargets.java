package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Everything in a database that some statement drops with CASCADE, and that statement.
 */
record DropTargets(ObjectAddress address, String statement) {

	// Left out is what goes down to inherited columns and constraints: the server finds
	// these
	// by name, not by dependency.
	private static final String TARGETS = """
			WITH dependent AS (
			  SELECT DISTINCT classid, objid FROM pg_depend WHERE objid >= 16384 AND objsubid = 0
			)
			SELECT s.classid::bigint, s.objid::bigint, 0, CASE
			  WHEN i.type IN ('table', 'view', 'materialized view', 'foreign table', 'sequence', 'index', 'type', 'collation',
			      'conversion', 'operator', 'operator class', 'operator family', 'text search configuration',
			      'text search dictionary', 'text search parser', 'text search template', 'schema', 'extension', 'server',
			      'foreign-data wrapper', 'publication', 'event trigger', 'access method', 'cast', 'transform', 'rule',
			      'trigger', 'policy') THEN format('DROP %s %s CASCADE', i.type, i.identity)
			  WHEN i.type IN ('function', 'aggregate', 'procedure') THEN format('DROP ROUTINE %s CASCADE', CASE p.prokind
			      WHEN 'p' THEN format('%s(%s)', p.oid::regproc, pg_get_function_identity_arguments(p.oid)) ELSE i.identity END)
			  WHEN i.type = 'statistics object' THEN format('DROP STATISTICS %s CASCADE', i.identity)
			  WHEN i.type = 'domain constraint' THEN format('ALTER DOMAIN %s DROP CONSTRAINT %I CASCADE', k.contypid::regtype,
			      k.conname)
			  WHEN i.type = 'table constraint' AND (k.contype NOT IN ('c', 'n') OR NOT EXISTS (SELECT FROM pg_inherits h
			      WHERE h.inhparent = k.conrelid)) THEN format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE',
			      k.conrelid::regclass, k.conname)
			  WHEN i.type = 'default value' THEN (SELECT format('ALTER TABLE %s ALTER %I DROP DEFAULT', a.attrelid::regclass,
			      a.attname) FROM pg_attrdef f JOIN pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
			      WHERE f.oid = s.objid AND a.attgenerated = ''
			      AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = a.attrelid))
			  END
			  FROM dependent s CROSS JOIN LATERAL pg_identify_object(s.classid, s.objid, 0) i
			  LEFT JOIN pg_proc p ON s.classid = 'pg_proc'::regclass AND p.oid = s.objid
			  LEFT JOIN pg_constraint k ON s.classid = 'pg_constraint'::regclass AND k.oid = s.objid
			UNION ALL
			SELECT 'pg_class'::regclass::bigint, a.attrelid::bigint, a.attnum,
			       format('ALTER TABLE %s DROP COLUMN %I CASCADE', c.oid::regclass, a.attname)
			  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			 WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
			   AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid)
			 ORDER BY 1, 2, 3
			""";

	static List<DropTargets> of(Connection connection) throws SQLException {
		List<DropTargets> targets = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(TARGETS)) {
			while (row.next()) {
				if (row.getString(4) != null) {
					targets.add(new DropTargets(new ObjectAddress(row.getLong(1), row.getLong(2), row.getInt(3)),
							row.getString(4)));
				}
			}
		}
		return targets;
	}

	/** One of a kind that is picked first, so that rare kinds come often. */
	static DropTargets pick(List<DropTargets> targets, Random random) {
		List<List<DropTargets>> kinds = List.copyOf(targets.stream()
			.collect(Collectors.groupingBy((target) -> target.address.classId() + target.statement.split(" ")[1],
					TreeMap::new, Collectors.toList()))
			.values());
		List<DropTargets> kind = kinds.get(random.nextInt(kinds.size()));
		return kind.get(random.nextInt(kind.size()));
	}

	/** Tries to drop it; {@code false} if the server does not let it go. */
	boolean drop(Connection connection) throws SQLException {
		Savepoint savepoint = connection.setSavepoint();
		try (Statement dropping = connection.createStatement()) {
			dropping.setEscapeProcessing(false);
			dropping.execute(this.statement);
			return true;
		}
		catch (SQLException ex) {
			connection.rollback(savepoint);
			return false;
		}
		finally {
			connection.releaseSavepoint(savepoint);
		}
	}

}
