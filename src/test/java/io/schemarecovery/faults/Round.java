package io.schemarecovery.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.schemarecovery.faults.Instance.Serving;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One database that a reset is asked for, whatever happens to it on the way, and what has
 * to hold in the end.
 */
final class Round implements AutoCloseable {

	static final int OLD_ROWS = 20;

	/** Exit codes that tell somebody what to do. */
	private static final Set<Integer> DOCUMENTED = Set.of(65, 69, 75, 77);

	/** Of a refresh that failed, before a reset has begun to do anything. */
	private static final int OWN_FAILURE = 1;

	private final Site site;

	private final Depot depot;

	private final Random random;

	private final Tally tally;

	private final String request;

	private final List<String> settings;

	private final List<String> account = new ArrayList<>();

	private final List<Instance> instances = new ArrayList<>();

	private final List<String> visits = new ArrayList<>();

	/** The row of a start that serves the old schema; nobody may drop it by surprise. */
	private @Nullable String kept;

	Round(Site site, long seed, Tally tally, boolean button) {
		this.site = site;
		this.random = new Random(seed);
		this.tally = tally;
		this.depot = site.depot();
		this.request = button ? "true" : "once:" + seed;
		this.settings = List.of("schema-recovery.drop.mode=" + (this.random.nextBoolean() ? "batched" : "auto"),
				"schema-recovery.drop.parallelism=" + (1 + this.random.nextInt(4)));
		tell("asked for by %s, %s".formatted(this.request, this.settings));
	}

	Depot depot() {
		return this.depot;
	}

	DepotServer server() {
		return this.site.server();
	}

	Wire wire() {
		return this.site.wire();
	}

	Random random() {
		return this.random;
	}

	/** Tokens are not made to count again by a start without them. */
	boolean button() {
		return this.request.equals("true");
	}

	/** A start that asks for the reset. */
	Instance ask(String... more) throws Exception {
		return start("asking", this.request, more);
	}

	/** A start that asks for nothing, as of an older deployment. */
	Instance startAsUsual(String... more) throws Exception {
		return start("usual", null, more);
	}

	private Instance start(String name, @Nullable String asked, String... more) throws Exception {
		List<String> all = new ArrayList<>(List.of(more));
		this.settings.stream()
			.filter((setting) -> all.stream().noneMatch((own) -> own.startsWith(setting.split("=")[0])))
			.forEach(all::add);
		String full = name + "-" + (this.instances.size() + 1);
		String url = "jdbc:postgresql://localhost:%d/%s?ApplicationName=%s".formatted(wire().port(), this.depot.name(),
				full);
		Instance instance = Instance.start(full, this.site.jvm(), url, asked, all);
		this.instances.add(instance);
		return instance;
	}

	/** Strikes once. */
	void strike(Strike strike, Moment moment, Instance instance) throws Exception {
		moment.await(instance, this.depot);
		tell("%s on %s at %s".formatted(strike, instance.name(), moment));
		this.tally.struck(strike);
		strike.on(this, instance);
	}

	/** Waits until an instance serves, or has ended, and looks whether it may. */
	boolean serves(Instance instance) throws Exception {
		instance.awaitSettled();
		return judge(instance);
	}

	/** Whether it serves; what it may serve from, and how it may end. */
	boolean judge(Instance instance) {
		Serving serving = instance.serving();
		if (serving != null) {
			tell("%s serves, %d old rows".formatted(instance.name(), serving.old()));
			String complete = (serving.old() > 0) ? this.site.oldDigest() : this.site.newDigest();
			assertThat(serving.digest()).as("what %s serves from is complete", instance.name()).isEqualTo(complete);
			assertThat(serving.old()).as("old rows that %s serves", instance.name()).isIn(0, OLD_ROWS);
			if (serving.old() == 0) {
				this.visits.add(serving.visit());
			}
			return true;
		}
		if (instance.ended() && !instance.killed()) {
			int code = instance.exitCode();
			tell("%s ends with %d".formatted(instance.name(), code));
			this.tally.ended(code);
			if (code == OWN_FAILURE && !instance.log().contains("Stage ")) {
				// Hibernate lost its connection in the refresh, and does not say so
				assertThat(instance.log()).contains("Unable to determine Dialect without JDBC metadata");
			}
			else {
				assertThat(code).as("exit code of %s", instance.name()).isIn(DOCUMENTED);
				assertThat(instance.log()).as("log of %s", instance.name()).contains("APPLICATION FAILED TO START");
			}
		}
		else {
			tell(instance.name() + (instance.ended() ? " was killed" : " is up, but lost its database"));
		}
		return false;
	}

	/** What this instance has written is to stay, whichever schema it serves from. */
	void keep(Instance instance) {
		Serving serving = instance.serving();
		this.kept = (serving != null) ? serving.visit() : null;
	}

	void proveKept() {
		if (this.kept != null) {
			assertThat(this.depot.query("SELECT who FROM visit")).as("rows of who serves").contains(this.kept);
		}
	}

	/** A start that has to serve from the new schema. */
	Instance serve(Instance instance) throws Exception {
		assertThat(serves(instance)).as(instance.name() + " serves").isTrue();
		assertThat(this.visits).as("%s serves from the new schema", instance.name())
			.contains(instance.serving().visit());
		return instance;
	}

	/** Whatever has happened: asked again, and once more, it is done, and done once. */
	void finish() throws Exception {
		boolean done = !this.visits.isEmpty();
		serve(ask()).close();
		if (!done) {
			serve(ask());
		}
		end();
		prove();
	}

	/** All instances end, and leave nothing held. */
	void end() throws Exception {
		for (Instance instance : this.instances) {
			if (!instance.ended()) {
				instance.close();
			}
		}
		// the server notices it a moment later
		Instance.await(() -> this.depot.held().isEmpty());
	}

	/** What has to hold in the end. */
	void prove() throws Exception {
		assertThat(this.depot.query("SELECT who FROM visit")).as("rows written after the reset")
			.containsExactlyInAnyOrderElementsOf(this.visits);
		assertThat(this.depot.digest()).as("the schema").isEqualTo(this.site.newDigest());
		assertThat(this.depot.objects()).as("the schema").isEqualTo(this.site.newObjects());
		assertThat(this.depot.query("SELECT request FROM schema_recovery.run WHERE state = 'done'"))
			.as("resets carried out")
			.containsExactly(this.request);
		assertThat(this.depot.query("SELECT id FROM schema_recovery.run WHERE state IN ('running', 'failed')"))
			.as("runs left unfinished")
			.isEmpty();
	}

	void tell(String line) {
		this.account.add(line);
	}

	/** What has happened, and what all instances have told. */
	String account() {
		StringBuilder text = new StringBuilder(String.join("\n", this.account));
		this.instances.forEach((instance) -> text
			.append("\n\n== %s, process %d\n%s".formatted(instance.name(), instance.pid(), instance.log())));
		return text.toString();
	}

	@Override
	public void close() {
		this.instances.forEach(Instance::kill);
		wire().heal();
		this.depot.close();
	}

}
