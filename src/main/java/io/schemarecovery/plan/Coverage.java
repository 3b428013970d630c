package io.schemarecovery.plan;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.Casualty;
import io.schemarecovery.catalog.Closure;
import io.schemarecovery.catalog.Dependent;
import io.schemarecovery.catalog.ObjectAddress;

/** Whether a CASCADE takes only what a plan told. */
public final class Coverage {

	private final List<String> schemas;

	private final Set<ObjectAddress> planned = new HashSet<>();

	private final Set<ObjectAddress> kept;

	private final Set<String> casualties = new HashSet<>();

	/**
	 * The coverage of a plan.
	 * @param plan the plan
	 */
	public Coverage(DropPlan plan) {
		this.schemas = plan.schemas();
		plan.objects().stream().map(CatalogObject::address).forEach(this.planned::add);
		this.kept = new HashSet<>(plan.keptAddresses());
		plan.casualties().stream().map(Casualty::description).forEach(this.casualties::add);
	}

	/**
	 * Look for what was not told.
	 * @param closure what the CASCADE takes
	 * @return what the server calls it; empty if all of it was planned
	 */
	public List<String> missing(Closure closure) {
		return closure.members().stream().filter(this::missing).map(Dependent::description).toList();
	}

	private boolean missing(Dependent member) {
		if (this.planned.contains(member.address()) || told(member) || member.schema().startsWith("pg_temp")) {
			return false;
		}
		boolean outside = !member.own() && !this.schemas.contains(member.schema());
		return outside || member.root() || this.kept.contains(member.address());
	}

	/** A column is told by its table, where all of that goes. */
	private boolean told(Dependent member) {
		String description = member.description();
		return this.casualties.contains(description) || (member.address().subId() != 0
				&& this.casualties.stream().anyMatch((table) -> description.endsWith(" of " + table)));
	}

}
