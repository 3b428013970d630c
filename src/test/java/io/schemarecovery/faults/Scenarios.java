package io.schemarecovery.faults;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults that meet the instances which ask for the reset. */
final class Scenarios {

	private static final int STRIKES = 3;

	private Scenarios() {
	}

	/** Started again after each strike, and struck again if there are several. */
	static void struck(Round round, Strike... strikes) throws Exception {
		Random random = round.random();
		int times = (strikes.length > 1) ? STRIKES : 1;
		boolean served = false;
		for (int i = 0; i < times && !served; i++) {
			Instance instance = round.ask();
			round.strike(strikes[random.nextInt(strikes.length)], Moment.any(random), instance);
			served = round.serves(instance);
			close(instance);
		}
		if (random.nextBoolean()) {
			startAsUsual(round);
		}
		round.finish();
	}

	static void fullDisk(Round round) throws Exception {
		int statements = 1 + round.random().nextInt(round.random().nextBoolean() ? 20 : 400);
		round.tell("the disk is full from statement %d on".formatted(statements));
		round.depot().fillDisk(statements);
		Instance instance = round.ask();
		round.serves(instance);
		close(instance);
		round.depot().emptyDisk();
		startAsUsual(round);
		round.finish();
	}

	/** Several instances, one of which may be killed on the way. */
	static void crowd(Round round, int size) throws Exception {
		List<Instance> crowd = new ArrayList<>();
		for (int i = 0; i < size; i++) {
			crowd.add(round.ask());
		}
		if (round.random().nextBoolean()) {
			round.strike(Strike.KILL, Moment.any(round.random()), crowd.get(0));
			round.serves(crowd.remove(0));
		}
		for (Instance instance : crowd) {
			round.serve(instance);
		}
		round.end();
		round.finish();
	}

	/** Somebody has read a table, and leaves the transaction open. */
	static void reader(Round round, boolean stays) throws Exception {
		try (Connection reader = round.depot().reader("bay" + (1 + round.random().nextInt(300)))) {
			Instance instance = round.ask("schema-recovery.drop.timeout=" + (stays ? "2s" : "60s"));
			instance.awaitLine("A lock is held by another session; trying again: held by pid");
			if (stays) {
				assertThat(round.serves(instance)).isFalse();
				assertThat(instance.exitCode()).isEqualTo(75);
				assertThat(instance.log()).contains("application 'harness'", "idle in transaction");
				startAsUsual(round);
			}
			else {
				reader.rollback();
				round.serve(instance);
			}
		}
		round.finish();
	}

	/** A start without the request, in whatever state the schema is. */
	private static void startAsUsual(Round round) throws Exception {
		Instance usual = round.startAsUsual();
		round.serves(usual);
		close(usual);
	}

	private static void close(Instance instance) {
		if (!instance.ended()) {
			instance.close();
		}
	}

}
