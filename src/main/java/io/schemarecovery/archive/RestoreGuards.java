package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.plan.Refusal;
import org.jspecify.annotations.Nullable;

/** What keeps an archive from being put back. */
final class RestoreGuards {

	private static final Query<String> ROLE = Query.text("SELECT current_user");

	private static final Query<String> MISSING = Query
		.text("""
				SELECT wanted FROM unnest(?::text[]) wanted WHERE wanted NOT IN (SELECT nspname FROM pg_namespace) ORDER BY 1
				""");

	private static final Query<String> NOT_CREATABLE = Query
		.text("""
				SELECT nspname FROM pg_namespace WHERE nspname = ANY (?) AND NOT has_schema_privilege(oid, 'CREATE') ORDER BY 1
				""");

	// "up": what a name in the way is a part of; a part of what moves moves
	private static final Query<Collision> COLLISIONS = Query.of(
			"""
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
					  SELECT s.classid, s.objid, r.origin
					    FROM unnest(?::text[], ?::text[]) r(origin, archive)
					    JOIN pg_namespace o ON o.nspname = r.origin JOIN pg_namespace a ON a.nspname = r.archive
					    JOIN names m ON m.namespace = a.oid
					    JOIN names s ON s.namespace = o.oid AND s.classid = m.classid AND s.name = m.name
					), up(classid, objid, root_class, root) AS (
					  SELECT classid, objid, classid, objid FROM hit
					   UNION
					  SELECT d.refclassid, d.refobjid, up.root_class, up.root
					    FROM up JOIN pg_depend d ON d.classid = up.classid AND d.objid = up.objid
					     AND d.deptype IN ('i', 'a', 'e') AND d.refclassid <> 'pg_namespace'::regclass)
					SELECT h.origin, pg_describe_object(h.classid, h.objid, 0), h.classid::bigint, h.objid::bigint,
					       u.classid::bigint, u.objid::bigint, u.classid = 'pg_extension'::regclass
					  FROM hit h JOIN up u ON u.root_class = h.classid AND u.root = h.objid
					 ORDER BY 1, 2
					""",
			(row) -> new Collision(row.getString(1), row.getString(2),
					new ObjectAddress(row.getLong(3), row.getLong(4), 0),
					new ObjectAddress(row.getLong(5), row.getLong(6), 0), row.getBoolean(7)));

	/**
	 * A name in the way, and something that its object is or is a part of.
	 *
	 * @param extension whether that is an extension
	 */
	private record Collision(String schema, String description, ObjectAddress address, ObjectAddress owner,
			boolean extension) {

	}

	private RestoreGuards() {
	}

	/**
	 * What speaks against putting an archive back.
	 * @param connection a connection within a transaction
	 * @param plan what is to be put back
	 * @param swapped what is moved aside before; {@code null} if nothing is
	 * @return the reasons; empty if there are none
	 * @throws SQLException if a query fails
	 */
	static List<Refusal> refusals(Connection connection, RestorePlan plan, @Nullable ArchivePlan swapped)
			throws SQLException {
		List<Refusal> refusals = new ArrayList<>();
		Archive archive = plan.archive();
		String role = ROLE.list(connection).get(0);
		List<String> missing = MISSING.list(connection, plan.lockedSchemas());
		if (!missing.isEmpty()) {
			refusals.add(new Refusal(
					List.of("Schemas of the archive, or that it came from, are gone: " + String.join(", ", missing)),
					missing.stream()
						.map((schema) -> "CREATE SCHEMA " + QualifiedName.quote(schema))
						.collect(Collectors.joining("; "))));
		}
		List<String> notCreatable = NOT_CREATABLE.list(connection, archive.schemas());
		if (!notCreatable.isEmpty()) {
			refusals.add(
					new Refusal(List.of("The role may not create anything in " + String.join(", ", notCreatable) + "."),
							notCreatable.stream()
								.map((schema) -> "ask for GRANT CREATE ON SCHEMA %s TO %s"
									.formatted(QualifiedName.quote(schema), QualifiedName.quote(role)))
								.collect(Collectors.joining("; "))));
		}
		refusals.addAll(ArchiveGuards.ownership(plan.objects(), role));
		refusals.addAll(ArchiveGuards.unmovable(connection, plan.objects()));
		List<String> inTheWay = inTheWay(COLLISIONS.list(connection, archive.schemas(), archive.archiveSchemas()),
				swapped);
		if (!inTheWay.isEmpty()) {
			refusals
				.add(Refusal.of("%d that stay bear names that something of the archive had:".formatted(inTheWay.size()),
						inTheWay, "rename or drop these, or take them out of schema-recovery.drop.keep"));
		}
		return refusals;
	}

	private static List<String> inTheWay(List<Collision> collisions, @Nullable ArchivePlan swapped) {
		if (swapped == null) {
			return collisions.stream().map(Collision::description).distinct().toList();
		}
		Set<ObjectAddress> kept = new HashSet<>(swapped.plan().keptAddresses());
		Set<ObjectAddress> outside = new HashSet<>();
		swapped.outside().stream().map(CatalogObject::address).forEach(outside::add);
		Set<ObjectAddress> moving = new HashSet<>();
		collisions.stream()
			.filter((collision) -> outside.contains(collision.owner()))
			.map(Collision::address)
			.forEach(moving::add);
		return collisions.stream()
			.filter((collision) -> collision.extension() || kept.contains(collision.address())
					|| (!swapped.archive().scope().contains(collision.schema())
							&& !moving.contains(collision.address())))
			.map(Collision::description)
			.distinct()
			.toList();
	}

}
