package io.schemarecovery.benchmark;

/** A tool that is ready to begin. */
@FunctionalInterface
interface PreparedDrop extends AutoCloseable {

	/**
	 * What the clock measures.
	 * @return what there is to say about it, or nothing
	 */
	String drop() throws Exception;

	@Override
	default void close() {
	}

	/** One that has nothing to say. */
	static PreparedDrop of(Action action) {
		return () -> {
			action.run();
			return "";
		};
	}

	/** What may fail. */
	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

}
