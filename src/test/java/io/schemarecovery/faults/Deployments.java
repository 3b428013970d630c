package io.schemarecovery.faults;

import java.sql.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/** Instances that come and go while a reset is asked for. */
final class Deployments {

	private static final int VERSIONS = 3;

	private static final int RESTARTS = Integer.getInteger("faults.restarts", VERSIONS);

	private Deployments() {
	}

	/** {@code DB_RESET=true} over restarts and new versions. */
	static void leftOn(Round round) throws Exception {
		for (int i = 0; i <= RESTARTS; i++) {
			int version = i * (VERSIONS + 1) / (RESTARTS + 1);
			round.serve(round.ask("schema-recovery.deployment=" + version)).close();
		}
		round.end();
		round.prove();
	}

	/** An instance of the old deployment starts while the reset is under way. */
	static void oldInstance(Round round) throws Exception {
		Instance asking;
		Instance old;
		boolean killed = round.random().nextBoolean();
		try (Connection reader = round.depot().reader("bay" + (1 + round.random().nextInt(300)))) {
			asking = round.ask();
			asking.awaitLine("A lock is held by another session");
			old = round.startAsUsual();
			old.awaitLine("Another instance resets this database; waiting for it");
			assertThat(old.settled()).as("the old instance waits").isFalse();
			if (killed) {
				round.strike(Strike.KILL, new Moment("Dropping from", 0), asking);
			}
			reader.rollback();
		}
		if (killed) {
			// complete old data, or none
			round.serves(old);
			round.end();
			round.serve(round.ask());
		}
		else {
			round.serve(asking);
			round.serve(old).close();
			asking.close();
		}
		// the request stays set: what was written after the reset stays
		round.serve(round.ask());
		round.end();
		round.prove();
	}

	/** The lock's connection is lost in the middle of the drop; another takes over. */
	static void takeOver(Round round) throws Exception {
		Instance first;
		Instance second;
		try (Connection reader = round.depot().reader("bay" + (1 + round.random().nextInt(300)))) {
			first = waitingForReader(round);
			second = round.ask();
			second.awaitLine("Another instance resets this database; waiting for it");
			if (round.random().nextBoolean()) {
				reader.rollback();
			}
			round.strike(round.random().nextBoolean() ? Strike.TERMINATE_LOCK : Strike.CUT_LOCK,
					new Moment("Dropping from", 0), first);
			Instance.await(() -> first.settled() || second.log().contains("A reset was asked for"), first, second);
			reader.rollback();
		}
		if (!round.serves(first)) {
			assertThat(first.log()).contains("Another instance has taken over this reset");
			assertThat(first.exitCode()).isEqualTo(75);
		}
		round.serve(second);
		round.end();
		round.finish();
	}

	/**
	 * A process stands still, so long that its sessions are gone, and goes on when
	 * another has carried out the reset.
	 */
	static void frozen(Round round) throws Exception {
		Instance first = round.ask();
		Moment moment = round.random().nextInt(3) == 0 ? new Moment("A reset was asked for", 0)
				: Moment.any(round.random());
		moment.await(first, round.depot());
		round.tell("%s stands still at %s".formatted(first.name(), moment));
		Signal.STOP.to(first.pid());
		round.depot().terminateAll();
		Instance second = round.ask();
		round.serve(second);
		Signal.CONT.to(first.pid());
		round.serves(first);
		round.end();
		round.finish();
	}

	/**
	 * The lock is lost, and nobody takes over but a start without the request: what that
	 * one serves from stays.
	 */
	static void lostLock(Round round) throws Exception {
		Instance first;
		try (Connection reader = round.depot().reader("bay" + (1 + round.random().nextInt(300)))) {
			first = round.ask();
			first.awaitLine("A lock is held by another session");
			round.strike(Strike.TERMINATE_LOCK, new Moment("Dropping from", 0), first);
			Instance old = round.startAsUsual();
			if (round.serves(old)) {
				round.keep(old);
			}
			reader.rollback();
			if (!round.serves(first)) {
				assertThat(first.exitCode()).isEqualTo(75);
			}
			round.proveKept();
		}
		round.end();
		round.finish();
	}

	/** The database comes up later than a start that would find half a schema. */
	static void lateDatabase(Round round) throws Exception {
		Instance first = round.ask();
		round.strike(Strike.KILL, new Moment(Moment.PURGED, 0), first);
		round.wire().refuse();
		Instance old = round.startAsUsual("spring.flyway.connect-retries=60",
				"spring.flyway.connect-retries-interval=1s");
		old.awaitLine("Retrying in");
		round.wire().heal();
		assertThat(round.serves(old)).as("serves from an unfinished reset").isFalse();
		assertThat(old.exitCode()).isEqualTo(77);
		round.finish();
	}

	private static Instance waitingForReader(Round round) throws Exception {
		Instance instance = round.ask("schema-recovery.drop.mode=batched", "schema-recovery.drop.parallelism=4");
		instance.awaitLine("A lock is held by another session");
		return instance;
	}

}
