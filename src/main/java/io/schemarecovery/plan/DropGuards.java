package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.CatalogObject.Ownership;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.request.SchemaRecoveryProperties;
import io.schemarecovery.request.SchemaRecoveryProperties.Collateral;
import io.schemarecovery.request.SchemaRecoveryProperties.Others;

/**
 * Looks at a plan before anything of it is done. All refusals are listed together, each
 * with its evidence and the one setting or grant that permits it.
 */
public final class DropGuards {

	private static final int GRANTS = 20;

	private final SchemaRecoveryProperties properties;

	public DropGuards(SchemaRecoveryProperties properties) {
		this.properties = properties;
	}

	/**
	 * Let a plan pass or refuse it.
	 * @param plan the plan
	 * @param again whether the schemas were dropped before in the same reset: then what
	 * depends on them from elsewhere was made by the migrations of that reset
	 * @param found what else speaks against it
	 * @param gone what was dropped before, and committed; may be empty
	 * @throws RecoveryException (exit code 77) with every reason that speaks against it
	 */
	public void check(DropPlan plan, boolean again, List<Refusal> found, String gone) {
		List<Refusal> refusals = refusals(plan, again);
		refusals.addAll(found);
		if (!refusals.isEmpty()) {
			throw Refusal.exception(gone.isEmpty() ? "The reset is refused, and nothing was changed."
					: "The schema has changed since the reset began: it is refused with %s dropped and committed, and the rest as it was."
						.formatted(gone),
					refusals);
		}
	}

	/**
	 * What speaks against a plan.
	 * @param plan the plan
	 * @param again as for {@link #check}
	 * @return the reasons; empty if there are none
	 */
	public List<Refusal> refusals(DropPlan plan, boolean again) {
		List<Refusal> refusals = general(plan, again);
		if (!again && !plan.casualties().isEmpty() && this.properties.drop().collateral() == Collateral.REFUSE) {
			refusals.add(Refusal.of(
					"%s outside of %s would go as well:".formatted(plan.casualties().size(),
							String.join(", ", plan.schemas())),
					plan.casualties(), "to let these go set schema-recovery.drop.collateral=allow"));
		}
		ownership(plan, refusals);
		return refusals;
	}

	/**
	 * What speaks against a plan whatever is done with its objects: another database, a
	 * mistyped name of what is to be kept, a schema that could not be filled again.
	 * @param plan the plan
	 * @param again as for {@link #check}
	 * @return the reasons; empty if there are none
	 */
	public List<Refusal> general(DropPlan plan, boolean again) {
		List<Refusal> refusals = new ArrayList<>();
		String wanted = this.properties.guard().database();
		if (wanted != null && !wanted.isBlank() && !wanted.equals(plan.session().database())) {
			refusals.add(new Refusal(
					List.of("The database is '%s', and schema-recovery.guard.database demands '%s'."
						.formatted(plan.session().database(), wanted)),
					"point DATABASE_URL at the database you mean, or correct schema-recovery.guard.database"));
		}
		List<String> unmatched = plan.surroundings().unmatched();
		if (!again && !plan.isEmpty() && !unmatched.isEmpty()) {
			refusals.add(new Refusal(
					List.of("schema-recovery.drop.keep names what is not there: " + String.join(", ", unmatched)),
					"correct schema-recovery.drop.keep, or take that out of it"));
		}
		List<String> notCreatable = plan.surroundings().notCreatable();
		if (!notCreatable.isEmpty()) {
			refusals.add(new Refusal(
					List.of("The role may not create anything in %s: what is dropped could not be made again."
						.formatted(String.join(", ", notCreatable))),
					notCreatable.stream()
						.map((schema) -> "ask for GRANT CREATE ON SCHEMA %s TO %s"
							.formatted(QualifiedName.quote(schema), QualifiedName.quote(plan.session().role())))
						.collect(Collectors.joining("; "))));
		}
		return refusals;
	}

	private void ownership(DropPlan plan, List<Refusal> refusals) {
		boolean allowed = this.properties.drop().others() == Others.ALLOW;
		List<CatalogObject> refused = plan.notOurs()
			.stream()
			.filter((object) -> !(allowed && object.ownership() == Ownership.OF_OUR_SCHEMA))
			.toList();
		if (refused.isEmpty()) {
			return;
		}
		String permissions = "ask the owner, or your host, for: " + refused.stream()
			.map((object) -> permission(object, plan.session().role()))
			.distinct()
			.limit(GRANTS)
			.collect(Collectors.joining("; "));
		boolean owningTheSchemaSuffices = refused.stream()
			.allMatch((object) -> object.ownership() == Ownership.OF_OUR_SCHEMA);
		refusals.add(Refusal.of("%s belong to a role that this one is no member of:".formatted(refused.size()),
				refused.stream().map((object) -> object + ", owned by " + object.owner()).toList(),
				owningTheSchemaSuffices
						? "set schema-recovery.drop.others=allow, since the schema is yours, or " + permissions
						: permissions));
	}

	/**
	 * The statement that lets the role have an object. Membership in a superuser's role
	 * would be too much to ask for; parsers and templates of the text search belong to
	 * nobody.
	 * @param object an object of another role
	 * @param role name of the role of the connection
	 * @return what to ask for
	 */
	public static String permission(CatalogObject object, String role) {
		if (object.kind() == ObjectKind.TEXT_SEARCH_PARSER || object.kind() == ObjectKind.TEXT_SEARCH_TEMPLATE) {
			return "DROP %s %s by a superuser".formatted(object.kind().keyword(), object.identity());
		}
		if (object.ownedBySuperuser()) {
			return "ALTER %s %s OWNER TO %s".formatted(object.kind().keyword(), object.identity(),
					QualifiedName.quote(role));
		}
		return "GRANT %s TO %s".formatted(QualifiedName.quote(object.owner()), QualifiedName.quote(role));
	}

}
