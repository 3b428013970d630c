package io.schemarecovery.drop;

import java.util.List;

/** The schema has changed since it was planned what to do: plan and guard again. */
public final class PlanOutdatedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * The schema has changed.
	 * @param unplanned what shows it
	 */
	public PlanOutdatedException(List<String> unplanned) {
		super(String.join(", ", unplanned.subList(0, Math.min(10, unplanned.size()))));
	}

}
