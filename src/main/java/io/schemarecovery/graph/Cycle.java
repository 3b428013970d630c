package io.schemarecovery.graph;

import java.util.List;

/**
 * Foreign keys that lead from a table back to it, each table passed once.
 *
 * @param keys the keys in the order in which they follow each other, from the table whose
 * name comes first; never empty
 */
public record Cycle(List<Reference> keys) {

	public Cycle {
		keys = List.copyOf(keys);
	}

	/** As {@code a -(fk_name)-> b -(other_fk)-> a}. */
	@Override
	public String toString() {
		StringBuilder chain = new StringBuilder(this.keys.get(0).from().toString());
		this.keys.forEach((key) -> chain.append(" -(").append(key.name()).append(")-> ").append(key.to()));
		return chain.toString();
	}

}
