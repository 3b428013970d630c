package io.schemarecovery.benchmark;

import java.util.Arrays;
import java.util.Locale;

/** Schemas that are hard to drop for another reason than their size. */
enum Shape {

	/** One table that all others reference. */
	HUB(3_001),

	/** One partitioned table and its partitions. */
	PARTITIONS(2_001),

	/** 100 schemas of 50 tables, with foreign keys from one to another. */
	SCHEMAS(5_000);

	private final int tables;

	Shape(int tables) {
		this.tables = tables;
	}

	static Shape of(String name) {
		return Arrays.stream(values())
			.filter((shape) -> shape.toString().equals(name))
			.findFirst()
			.orElseThrow(
					() -> new IllegalArgumentException("No shape '" + name + "', but " + Arrays.toString(values())));
	}

	int tables() {
		return this.tables;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
