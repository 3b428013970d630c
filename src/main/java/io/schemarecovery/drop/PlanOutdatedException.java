package io.schemarecovery.drop;

import java.util.List;

/** The schema has changed since it was planned what to drop: plan and guard again. */
final class PlanOutdatedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PlanOutdatedException(List<String> unplanned) {
		super(String.join(", ", unplanned.subList(0, Math.min(10, unplanned.size()))));
	}

}
