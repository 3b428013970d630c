package io.schemarecovery.report;

import java.util.Locale;

/** Stages of a recovery, in the order in which they are carried out. */
public enum Stage {

	/** Finds the database and its schemas, and whether the recovery may begin. */
	OPEN("Open the database"),

	/** Drops every object of the schemas. */
	DROP("Empty the schema"),

	/** Removes the migration history. */
	PURGE("Purge the migration history"),

	/** Runs the migrations. */
	MIGRATE("Migrate"),

	/** Creates the schema from the JPA entities, when the migrations failed. */
	FALLBACK("Create the schema from the entities"),

	/** Validates the result, or gives up. */
	CLOSE("Validate and close");

	private final String title;

	Stage(String title) {
		this.title = title;
	}

	/** What a visitor is shown. */
	public String title() {
		return this.title;
	}

	/** Position among the stages, from 0. */
	public int position() {
		return ordinal();
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
