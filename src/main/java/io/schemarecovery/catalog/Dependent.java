package io.schemarecovery.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One member of a {@link Closure}.
 *
 * @param address its address
 * @param parent address of something in the closure that it depends on, or {@code null}
 * for a target
 * @param description what the server calls it
 * @param schema its schema, unquoted; empty for what lives in none
 * @param foreignKey whether it is a foreign key
 * @param own whether it goes without CASCADE as well: a target, or a part of one
 * @param root whether it stands in its schema by itself, and is no part of another object
 */
public record Dependent(ObjectAddress address, @Nullable ObjectAddress parent, String description, String schema,
		boolean foreignKey, boolean own, boolean root) {

	@Override
	public String toString() {
		return this.description;
	}

}
