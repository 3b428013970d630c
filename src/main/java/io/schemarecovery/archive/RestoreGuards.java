package io.schemarecovery.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
		List<String> inTheWay = Collisions.read(connection, archive.archiveSchemas(), archive.schemas())
			.staying(swapped);
		if (!inTheWay.isEmpty()) {
			refusals
				.add(Refusal.of("%s that stay bear names that something of the archive had:".formatted(inTheWay.size()),
						inTheWay, "rename or drop these, or take them out of schema-recovery.drop.keep"));
		}
		return refusals;
	}

}
