package io.schemarecovery.benchmark;

import javax.sql.DataSource;

/** A way to empty schemas. */
interface DropTool {

	/** Short, for the command line. */
	String name();

	/**
	 * Get ready, outside of the clock.
	 * @param target what is to be emptied
	 * @param pool open connections to it, the owner's
	 */
	PreparedDrop prepare(Target target, DataSource pool) throws Exception;

	/** Whether to try it at all. */
	default boolean suits(Workload workload) {
		return !workload.isHuge();
	}

	/** Whether it may have a larger lock table, where the default one is too small. */
	default boolean mayRaiseLocks() {
		return false;
	}

}
