package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.request.SchemaRecoveryProperties;
import io.schemarecovery.request.SchemaRecoveryProperties.Collateral;

/**
 * Looks at a plan before anything of it is done. All refusals are listed together, each
 * with its evidence and the one setting or grant that permits it.
 */
public final class DropGuards {

	private static final int SHOWN = 20;

	private final SchemaRecoveryProperties properties;

	public DropGuards(SchemaRecoveryProperties properties) {
		this.properties = properties;
	}

	/**
	 * Let a plan pass or refuse it.
	 * @param plan the plan
	 * @param again whether the schemas were dropped before in the same reset: then what
	 * depends on them from elsewhere was made by the migrations of that reset
	 * @throws RecoveryException (exit code 77) with every reason that speaks against it
	 */
	public void check(DropPlan plan, boolean again) {
		List<String> evidence = new ArrayList<>();
		List<String> actions = new ArrayList<>();
		String wanted = this.properties.guard().database();
		if (wanted != null && !wanted.isBlank() && !wanted.equals(plan.database())) {
			evidence.add("The database is '%s', and schema-recovery.guard.database demands '%s'."
				.formatted(plan.database(), wanted));
			actions.add("point DATABASE_URL at the database you mean, or correct schema-recovery.guard.database");
		}
		if (!again && !plan.casualties().isEmpty() && this.properties.drop().collateral() == Collateral.REFUSE) {
			list(evidence, plan.casualties(), "%d outside of %s would go as well:".formatted(plan.casualties().size(),
					String.join(", ", plan.schemas())));
			actions.add("to let these go set schema-recovery.drop.collateral=allow");
		}
		if (!plan.notOurs().isEmpty()) {
			list(evidence, plan.notOurs().stream().map((object) -> object + ", owned by " + object.owner()).toList(),
					"%d belong to a role that this one is no member of:".formatted(plan.notOurs().size()));
			actions.add("ask the owner, or your host, for: " + plan.notOurs()
				.stream()
				.map((object) -> permission(object, plan.role()))
				.distinct()
				.limit(SHOWN)
				.collect(Collectors.joining("; ")));
		}
		if (!plan.notCreatable().isEmpty()) {
			evidence.add("The role may not create anything in %s: what is dropped could not be made again."
				.formatted(String.join(", ", plan.notCreatable())));
			plan.notCreatable()
				.forEach((schema) -> actions.add("ask for GRANT CREATE ON SCHEMA %s TO %s"
					.formatted(QualifiedName.quote(schema), QualifiedName.quote(plan.role()))));
		}
		if (!evidence.isEmpty()) {
			throw new RecoveryException(ExitCode.REFUSED, "The reset is refused, and nothing was changed.", evidence,
					"To go on: " + String.join("; ", actions) + ".");
		}
	}

	/** Membership in a superuser's role would be too much to ask for. */
	private static String permission(CatalogObject object, String role) {
		if (object.ownedBySuperuser()) {
			return "ALTER %s %s OWNER TO %s".formatted(object.kind().keyword(), object.identity(),
					QualifiedName.quote(role));
		}
		return "GRANT %s TO %s".formatted(QualifiedName.quote(object.owner()), QualifiedName.quote(role));
	}

	private static void list(List<String> evidence, List<?> items, String heading) {
		evidence.add(heading);
		items.stream().limit(SHOWN).forEach((item) -> evidence.add("  " + item));
		if (items.size() > SHOWN) {
			evidence.add("  and %d more".formatted(items.size() - SHOWN));
		}
	}

}
