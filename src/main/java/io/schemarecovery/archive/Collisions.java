package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.jdbc.Query;
import org.jspecify.annotations.Nullable;

/**
 * What bears, where something is to be moved to, a name that something has where it is
 * moved from. Parts of objects bear names too, such as indexes and row types.
 */
record Collisions(List<Collisions.Name> names) {

	// "up": what a name in the way is a part of; a part of what moves moves
	private static final Query<Name> NAMES = Query
		.of("""
				WITH RECURSIVE names(classid, objid, namespace, name) AS (
				  SELECT 'pg_class'::regclass::oid, oid, relnamespace, relname::text FROM pg_class
				  UNION ALL SELECT 'pg_type'::regclass, oid, typnamespace, typname FROM pg_type
				  UNION ALL SELECT 'pg_proc'::regclass, oid, pronamespace, concat_ws(' ', proname, proargtypes) FROM pg_proc
				  UNION ALL SELECT 'pg_operator'::regclass, oid, oprnamespace, concat_ws(' ', oprname, oprleft, oprright)
				              FROM pg_operator
				  UNION ALL SELECT 'pg_opclass'::regclass, oid, opcnamespace, concat_ws(' ', opcname, opcmethod) FROM pg_opclass
				  UNION ALL SELECT 'pg_opfamily'::regclass, oid, opfnamespace, concat_ws(' ', opfname, opfmethod) FROM pg_opfamily
				  UNION ALL SELECT 'pg_collation'::regclass, oid, collnamespace, collname FROM pg_collation
				  UNION ALL SELECT 'pg_conversion'::regclass, oid, connamespace, conname FROM pg_conversion
				  UNION ALL SELECT 'pg_ts_config'::regclass, oid, cfgnamespace, cfgname FROM pg_ts_config
				  UNION ALL SELECT 'pg_ts_dict'::regclass, oid, dictnamespace, dictname FROM pg_ts_dict
				  UNION ALL SELECT 'pg_ts_parser'::regclass, oid, prsnamespace, prsname FROM pg_ts_parser
				  UNION ALL SELECT 'pg_ts_template'::regclass, oid, tmplnamespace, tmplname FROM pg_ts_template
				  UNION ALL SELECT 'pg_statistic_ext'::regclass, oid, stxnamespace, stxname FROM pg_statistic_ext
				), hit AS MATERIALIZED (
				  SELECT s.classid, s.objid, r.target
				    FROM unnest(?::text[], ?::text[]) r(target, source)
				    JOIN pg_namespace o ON o.nspname = r.target JOIN pg_namespace a ON a.nspname = r.source
				    JOIN names m ON m.namespace = a.oid
				    JOIN names s ON s.namespace = o.oid AND s.classid = m.classid AND s.name = m.name
				), up(classid, objid, root_class, root) AS (
				  SELECT classid, objid, classid, objid FROM hit
				   UNION
				  SELECT d.refclassid, d.refobjid, up.root_class, up.root
				    FROM up JOIN pg_depend d ON d.classid = up.classid AND d.objid = up.objid
				     AND d.deptype IN ('i', 'a', 'e') AND d.refclassid <> 'pg_namespace'::regclass)
				SELECT h.target, pg_describe_object(h.classid, h.objid, 0), h.classid::bigint, h.objid::bigint,
				       u.classid::bigint, u.objid::bigint, u.classid = 'pg_extension'::regclass
				  FROM hit h JOIN up u ON u.root_class = h.classid AND u.root = h.objid
				 ORDER BY 1, 2
				""",
				(row) -> new Name(row.getString(1), row.getString(2),
						new ObjectAddress(row.getLong(3), row.getLong(4), 0),
						new ObjectAddress(row.getLong(5), row.getLong(6), 0), row.getBoolean(7)));

	/**
	 * A name in the way, and something that its object is or is a part of.
	 *
	 * @param extension whether that is an extension
	 */
	private record Name(String schema, String description, ObjectAddress address, ObjectAddress owner,
			boolean extension) {

	}

	/**
	 * Look for them.
	 * @param connection a connection
	 * @param sources the schemas that something is moved from, unquoted
	 * @param targets for each of them the one that it is moved to
	 */
	static Collisions read(Connection connection, List<String> sources, List<String> targets) throws SQLException {
		return new Collisions(NAMES.list(connection, targets, sources));
	}

	/**
	 * What stays in the way.
	 * @param swapped what is moved away before; {@code null} if nothing is
	 * @return what the server calls it
	 */
	List<String> staying(@Nullable ArchivePlan swapped) {
		if (swapped == null) {
			return this.names.stream().map(Name::description).distinct().toList();
		}
		Set<ObjectAddress> kept = new HashSet<>(swapped.plan().keptAddresses());
		Set<ObjectAddress> outside = new HashSet<>();
		swapped.outside().stream().map(CatalogObject::address).forEach(outside::add);
		Set<ObjectAddress> moving = new HashSet<>();
		this.names.stream().filter((name) -> outside.contains(name.owner())).map(Name::address).forEach(moving::add);
		return this.names.stream()
			.filter((name) -> name.extension() || kept.contains(name.address())
					|| (!swapped.archive().scope().contains(name.schema()) && !moving.contains(name.address())))
			.map(Name::description)
			.distinct()
			.toList();
	}

}
