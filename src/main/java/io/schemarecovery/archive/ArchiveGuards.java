package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.archive.Archive.Part;
import io.schemarecovery.catalog.Catalog;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.Dependent;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.plan.DropGuards;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.Refusal;
import io.schemarecovery.request.SchemaRecoveryProperties;

/**
 * What cannot be moved aside and back again exactly. No setting allows it: moving takes
 * the owner, and what follows the move from elsewhere would have to be remade to be as it
 * was once the new objects of the same names are there.
 */
final class ArchiveGuards {

	private static final int GRANTS = 20;

	// The constructors of a range type belong to the bootstrap superuser, and cannot
	// move; a shell type cannot either.
	private static final Query<String> UNMOVABLE = Query.text("""
			SELECT pg_describe_object('pg_type'::regclass, oid, 0)
			       || CASE typtype WHEN 'r' THEN ', a range type' WHEN 'm' THEN ', a multirange type'
			               ELSE ', which is only a shell' END
			  FROM pg_type WHERE oid = ANY (?::text[]::oid[]) AND (typtype IN ('r', 'm') OR NOT typisdefined)
			 ORDER BY 1
			""");

	// of whatever schema, there is one default for a type
	private static final Query<String> DEFAULTS = Query.text("""
			SELECT pg_describe_object('pg_opclass'::regclass, oid, 0) || ', the default for type '
			       || format_type(opcintype, NULL)
			  FROM pg_opclass WHERE opcdefault AND oid = ANY (?::text[]::oid[]) AND opcintype <> ALL (?::text[]::oid[])
			 ORDER BY 1
			""");

	private static final Query<String> HEIRS = Query.text("""
			WITH moved AS MATERIALIZED (SELECT unnest(?::text[]::oid[]) AS oid)
			SELECT pg_describe_object('pg_class'::regclass, i.inhrelid, 0) || ' of '
			       || pg_describe_object('pg_class'::regclass, i.inhparent, 0)
			  FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace n ON n.oid = p.relnamespace
			 WHERE i.inhrelid IN (TABLE moved) AND i.inhparent NOT IN (TABLE moved) AND n.nspname <> ALL (?)
			 ORDER BY 1
			""");

	private static final Query<String> CREATES = Query
		.text("SELECT 1 WHERE has_database_privilege(current_database(), 'CREATE')");

	private static final Query<String> TAKEN = Query.text("SELECT nspname FROM pg_namespace WHERE nspname = ANY (?)");

	private final DropGuards guards;

	ArchiveGuards(SchemaRecoveryProperties properties) {
		this.guards = new DropGuards(properties);
	}

	/**
	 * What speaks against moving.
	 * @param connection a connection within the transaction that has planned
	 * @param plan what is to be moved
	 * @param there what was moved before
	 * @param followers what depends on the histories outside of the scope
	 * @return the reasons; empty if there are none
	 * @throws SQLException if a query fails
	 */
	List<Refusal> refusals(Connection connection, ArchivePlan plan, Optional<Archive> there, List<Dependent> followers)
			throws SQLException {
		DropPlan drop = plan.plan();
		List<String> own = there.map(Archive::archiveSchemas).orElse(List.of());
		List<Refusal> refusals = new ArrayList<>(this.guards.general(drop, false));
		List<?> follow = Stream
			.concat(drop.casualties().stream().filter((casualty) -> !own.contains(casualty.schema())),
					followers.stream())
			.toList();
		if (!follow.isEmpty()) {
			refusals.add(Refusal.of(
					"%s that stay depend on what is to be archived, and would follow it:".formatted(follow.size()),
					follow,
					"remove these, or keep what they need by schema-recovery.drop.keep; drop.collateral does not help here, "
							+ "only to drop with schema-recovery.archive.enabled=false"));
		}
		refusals.addAll(ownership(plan.objects(), drop.session().role()));
		refusals.addAll(unmovable(connection, plan.objects()));
		List<String> heirs = HEIRS.list(connection, oids(plan.objects(), ObjectKind.TABLE, ObjectKind.FOREIGN_TABLE),
				own);
		if (!heirs.isEmpty()) {
			refusals.add(Refusal.of(
					"%s are partitions or heirs of tables that stay, which would go on to hold the archived rows:"
						.formatted(heirs.size()),
					heirs, "detach these (ALTER TABLE … DETACH PARTITION, NO INHERIT), or keep them by "
							+ "schema-recovery.drop.keep"));
		}
		List<String> defaults = DEFAULTS.list(connection, oids(plan.objects(), ObjectKind.OPERATOR_CLASS),
				oids(plan.objects(), ObjectKind.TYPE));
		if (!defaults.isEmpty()) {
			refusals.add(Refusal.of("%s operator classes would stay the default, so that none like it could be made:"
				.formatted(defaults.size()), defaults, "drop these, or keep them by schema-recovery.drop.keep"));
		}
		if (there.isPresent()) {
			refusals.addAll(madeAgain(connection, there.get()));
		}
		refusals.addAll(schemas(connection, plan.archive().parts(), there, drop.session()));
		return refusals;
	}

	/** Objects of others cannot be moved, not even by the owner of the schema. */
	static List<Refusal> ownership(List<CatalogObject> objects, String role) {
		List<CatalogObject> refused = objects.stream().filter((object) -> !object.ours()).toList();
		return refused.isEmpty() ? List.of()
				: List.of(Refusal.of(
						"%s belong to a role that this one is no member of, and cannot be moved:"
							.formatted(refused.size()),
						refused.stream().map((object) -> object + ", owned by " + object.owner()).toList(),
						"ask the owner, or your host, for: " + refused.stream()
							.map((object) -> DropGuards.permission(object, role))
							.distinct()
							.limit(GRANTS)
							.collect(Collectors.joining("; "))));
	}

	/** Types that no statement moves. */
	static List<Refusal> unmovable(Connection connection, List<CatalogObject> objects) throws SQLException {
		List<String> types = UNMOVABLE.list(connection, oids(objects, ObjectKind.TYPE));
		return types.isEmpty() ? List.of()
				: List.of(Refusal.of("%s types cannot be moved:".formatted(types.size()), types,
						"drop these types yourself, or keep them by schema-recovery.drop.keep, or set "
								+ "schema-recovery.archive.enabled=false"));
	}

	/** An archive that was interrupted may find what it has moved made again. */
	private static List<Refusal> madeAgain(Connection connection, Archive there) throws SQLException {
		List<String> again = Collisions.read(connection, there.schemas(), there.archiveSchemas()).staying(null);
		return again.isEmpty() ? List.of()
				: List.of(Refusal.of(
						"%s names of what the archive holds already were given again:".formatted(again.size()), again,
						"rename or drop what bears these names in " + String.join(", ", there.schemas())));
	}

	private static List<Refusal> schemas(Connection connection, List<Part> parts, Optional<Archive> there,
			Catalog.Session session) throws SQLException {
		List<String> wanted = parts.stream()
			.filter((part) -> there.flatMap((archive) -> archive.part(part.schema())).isEmpty())
			.map(Part::archiveSchema)
			.toList();
		List<Refusal> refusals = new ArrayList<>();
		if (!wanted.isEmpty() && CREATES.list(connection).isEmpty()) {
			refusals.add(new Refusal(List.of("The role may not create the schema of an archive."),
					"ask for GRANT CREATE ON DATABASE %s TO %s".formatted(QualifiedName.quote(session.database()),
							QualifiedName.quote(session.role()))));
		}
		List<String> taken = TAKEN.list(connection, wanted);
		if (!taken.isEmpty()) {
			refusals.add(new Refusal(List.of("Schemas of that name are there, and no archive is written down for them: "
					+ String.join(", ", taken)), "rename or drop these schemas"));
		}
		return refusals;
	}

	private static List<String> oids(List<CatalogObject> objects, ObjectKind... kinds) {
		List<ObjectKind> wanted = List.of(kinds);
		return objects.stream()
			.filter((object) -> wanted.contains(object.kind()))
			.map((object) -> Long.toString(object.oid()))
			.toList();
	}

}
