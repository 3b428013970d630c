package io.schemarecovery.faults;

/** What happens to an instance, and is over when the strike returns. */
enum Strike {

	/** The process is killed. */
	KILL((round, instance) -> instance.kill()),

	/** All its sessions are ended by an administrator. */
	TERMINATE_ALL((round, instance) -> round.depot().terminateAll()),

	/** The session that holds the lock is. */
	TERMINATE_LOCK((round, instance) -> round.depot().terminateLock()),

	/** The server is stopped at once and started again. */
	STOP_SERVER((round, instance) -> {
		round.server().stopImmediately();
		round.server().restart();
	}),

	/** The server is killed and started again. */
	KILL_SERVER((round, instance) -> {
		round.server().kill();
		round.server().restart();
	}),

	/** All connections are cut. */
	CUT((round, instance) -> round.wire().cut()),

	/** The connection of the lock is. */
	CUT_LOCK((round, instance) -> round.wire().cut(round.depot().lockPorts()::contains)),

	/** All connections are cut, and none can be made for a while. */
	REFUSE((round, instance) -> {
		round.wire().refuse();
		instance.awaitSettled();
		round.wire().heal();
	}),

	/** Nothing gets through for a while, and what was sent meanwhile is lost. */
	SILENCE((round, instance) -> {
		round.wire().silence();
		instance.until(round.depot()::silent);
		round.wire().heal();
	});

	private final Action action;

	Strike(Action action) {
		this.action = action;
	}

	private interface Action {

		void on(Round round, Instance instance) throws Exception;

	}

	void on(Round round, Instance instance) throws Exception {
		this.action.on(round, instance);
	}

}
