package io.schemarecovery.catalog;

/** The schemas that hold what a recovery keeps about itself: no scope has them. */
public final class OwnSchemas {

	/** Holds the ledger. */
	public static final String LEDGER = "schema_recovery";

	private static final String ARCHIVE = LEDGER + "_archive_";

	private OwnSchemas() {
	}

	/**
	 * The name of a schema that holds an archive.
	 * @param run number of the run that moves something there
	 * @param number which of the schemas of that run, from 1 on
	 * @return the name, unquoted
	 */
	public static String archive(long run, int number) {
		return ARCHIVE + run + ((number > 1) ? "_" + number : "");
	}

	/**
	 * Whether a schema is one of them.
	 * @param schema its name, unquoted
	 */
	public static boolean contains(String schema) {
		return schema.equals(LEDGER) || schema.startsWith(ARCHIVE);
	}

}
