package io.schemarecovery.faults;

/** What can happen to a reset. */
enum Kind {

	KILLED_PROCESS((round) -> Scenarios.struck(round, Strike.KILL)),

	TERMINATED_SESSIONS((round) -> Scenarios.struck(round, Strike.TERMINATE_ALL)),

	TERMINATED_LOCK((round) -> Scenarios.struck(round, Strike.TERMINATE_LOCK)),

	STOPPED_SERVER((round) -> Scenarios.struck(round, Strike.STOP_SERVER)),

	KILLED_SERVER((round) -> Scenarios.struck(round, Strike.KILL_SERVER)),

	CUT_CONNECTIONS((round) -> Scenarios.struck(round, Strike.CUT)),

	REFUSED_CONNECTIONS((round) -> Scenarios.struck(round, Strike.REFUSE)),

	SILENT_NETWORK((round) -> Scenarios.struck(round, Strike.SILENCE)),

	FULL_DISK(Scenarios::fullDisk),

	TWO_AT_ONCE((round) -> Scenarios.crowd(round, 2)),

	FOUR_AT_ONCE((round) -> Scenarios.crowd(round, 4)),

	EIGHT_AT_ONCE((round) -> Scenarios.crowd(round, 8)),

	READER_THAT_STAYS((round) -> Scenarios.reader(round, true)),

	READER_THAT_GOES((round) -> Scenarios.reader(round, false)),

	REQUEST_LEFT_ON(Deployments::leftOn),

	OLD_INSTANCE(Deployments::oldInstance),

	TAKE_OVER(Deployments::takeOver),

	FROZEN_PROCESS(Deployments::frozen),

	LOST_LOCK(Deployments::lostLock),

	LATE_DATABASE(Deployments::lateDatabase),

	SEVERAL((round) -> Scenarios.struck(round, Strike.values()));

	private final Scenario scenario;

	Kind(Scenario scenario) {
		this.scenario = scenario;
	}

	interface Scenario {

		void play(Round round) throws Exception;

	}

	/** Whether the request counts again after a start without it. */
	boolean button() {
		return this == REQUEST_LEFT_ON || this == OLD_INSTANCE;
	}

	void play(Round round) throws Exception {
		this.scenario.play(round);
	}

}
