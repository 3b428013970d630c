package io.schemarecovery.catalog;

/**
 * An object of the scope that stays because of {@code schema-recovery.drop.keep}.
 *
 * @param address its address
 * @param description what the server calls it; empty for a part of another object, such
 * as an index
 * @param named whether a pattern names it; else something kept needs it
 */
public record KeptObject(ObjectAddress address, String description, boolean named) {

	/** Whether it is an object of its own, and no part of another. */
	public boolean whole() {
		return !this.description.isEmpty();
	}

	@Override
	public String toString() {
		return this.named ? this.description : this.description + ", which a kept object needs";
	}

}
