package io.schemarecovery.doctor;

/** What is looked for, in the order of the report. */
public enum Check {

	/** A reset or an undo that began and did not come to its end, or is at work. */
	RUN("unfinished run", true),

	/** What keeps Flyway from migrating: failed, missing, changed, out of order. */
	MIGRATIONS("migrations", true),

	/**
	 * A DROP of a pending migration that the server will refuse: CASCADE is not added.
	 */
	DROPS("pending DROPs that will be refused", true),

	/** A DROP of a pending migration to which CASCADE will be added. */
	CASCADES("pending DROPs that get CASCADE", false),

	/** Entities that do not match a schema to which all migrations were applied. */
	ENTITIES("entities against the schema", true),

	/** Foreign keys that run in circles, none of them deferrable. */
	CYCLES("circular foreign keys", true),

	/** Foreign keys without an index. */
	INDEXES("foreign keys without an index", false),

	/** Associations whose children stop the deletion of their parent. */
	DELETES("associations without cascading delete", false),

	/** A schema that a fallback created from the entities. */
	ORIGIN("origin of the schema", false),

	/** Archives that take room. */
	ARCHIVES("leftover archives", false);

	private final String heading;

	private final boolean problem;

	Check(String heading, boolean problem) {
		this.heading = heading;
		this.problem = problem;
	}

	String heading() {
		return this.heading;
	}

	/** Whether what it finds makes the exit code 65, unless a finding says otherwise. */
	boolean problem() {
		return this.problem;
	}

}
