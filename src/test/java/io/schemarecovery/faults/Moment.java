package io.schemarecovery.faults;

import java.util.List;
import java.util.Random;

/**
 * When to strike: at the end of a stage, or in the middle of one.
 *
 * @param line what the instance has told by then
 * @param tables how many tables it has then dropped or made since, if any
 */
record Moment(String line, int tables) {

	static final String PURGED = "Stage 2 purge";

	private static final int ALL = 300;

	private static final List<String> LINES = List.of("", "A reset was asked for", "Stage 0 open", "Dropping from",
			"Stage 1 drop", PURGED, "Stage 3 migrate", "Stage 4 fallback", "Stage 5 close");

	/** Half of them in the middle of the drop, or of the migrations. */
	static Moment any(Random random) {
		return switch (random.nextInt(4)) {
			case 0 -> dropping(random);
			case 1 -> new Moment(PURGED, 1 + random.nextInt(ALL));
			default -> new Moment(LINES.get(random.nextInt(LINES.size())), 0);
		};
	}

	static Moment dropping(Random random) {
		return new Moment("Dropping from", 1 + random.nextInt(ALL));
	}

	void await(Instance instance, Depot depot) throws Exception {
		if (this.line.isEmpty()) {
			instance.until(depot::connected);
			return;
		}
		instance.awaitLine(this.line);
		if (this.tables > 0) {
			boolean made = this.line.equals(PURGED);
			instance.until(() -> {
				int there = depot.tables();
				// a table and its index
				return there >= 0 && (made ? there >= this.tables : there <= ALL - this.tables)
						|| depot.locked() >= 2 * this.tables;
			});
		}
	}

	@Override
	public String toString() {
		String when = this.line.isEmpty() ? "connected" : "'" + this.line + "'";
		return (this.tables > 0) ? when + " and " + this.tables + " tables" : when;
	}

}
