package io.schemarecovery.plan;

/**
 * What comes after a plan was carried out, for whoever reads the plan.
 *
 * @param then what makes the schema again; empty if nothing does
 * @param wayBack how to have back what goes; empty if nobody would want it
 */
public record Outlook(String then, String wayBack) {

	/** Nothing comes after it. */
	public static final Outlook NONE = new Outlook("", "");

}
