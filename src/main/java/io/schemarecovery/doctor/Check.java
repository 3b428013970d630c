package io.schemarecovery.doctor;

/** What is looked for, in the order of the report. */
public enum Check {

	/** A reset or an undo that began and did not come to its end, or is at work. */
	RUN("unfinished run"),

	/** What keeps Flyway from migrating: failed, missing, changed, out of order. */
	MIGRATIONS("migrations"),

	/**
	 * A DROP of a pending migration that the server will refuse: CASCADE is not added.
	 */
	DROPS("DROPs that will be refused"),

	/** A DROP of a pending migration to which CASCADE will be added. */
	CASCADES("DROPs that get CASCADE"),

	/** Entities that do not match the schema. */
	ENTITIES("entities against the schema"),

	/** Foreign keys that run in circles. */
	CYCLES("circular foreign keys"),

	/** Foreign keys without an index. */
	INDEXES("foreign keys without an index"),

	/** Associations whose children stop the deletion of their parent. */
	DELETES("associations without cascading delete"),

	/** A schema that a fallback created from the entities. */
	ORIGIN("origin of the schema"),

	/** Archives that take room. */
	ARCHIVES("leftover archives");

	private final String heading;

	Check(String heading) {
		this.heading = heading;
	}

	String heading() {
		return this.heading;
	}

}
