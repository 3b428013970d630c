package io.schemarecovery.benchmark;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What is to be dropped.
 *
 * @param tables how many tables
 * @param shape their shape, if it is not the plain one
 */
record Workload(int tables, @Nullable Shape shape) {

	/** Small, and not counted. */
	static final Workload WARM_UP = ofTables(100);

	private static final int SCHEMAS = 100;

	static Workload ofTables(int tables) {
		return new Workload(tables, null);
	}

	static Workload ofShape(Shape shape) {
		return new Workload(shape.tables(), shape);
	}

	/** The scope, dropped as a whole. */
	List<String> schemas() {
		return (this.shape != Shape.SCHEMAS) ? List.of("public")
				: IntStream.range(0, SCHEMAS).mapToObj("tenant_%03d"::formatted).toList();
	}

	/** DDL that makes it, a piece for each transaction. */
	Stream<String> statements() {
		if (this.shape == Shape.PARTITIONS) {
			return PartitionDdl.statements(this.tables - 1);
		}
		List<Integer> parents = (this.shape == Shape.HUB) ? TableDdl.theFirst(this.tables)
				: TableDdl.anyEarlier(this.tables);
		Stream<String> schemas = (this.shape == Shape.SCHEMAS) ? schemas().stream().map("CREATE SCHEMA %s"::formatted)
				: Stream.empty();
		return Stream.concat(schemas, new TableDdl(parents, schemas()).statements());
	}

	/** So large that few can drop it, and once has to do. */
	boolean isHuge() {
		return this.tables >= 50_000;
	}

	int rounds(int rounds) {
		return isHuge() ? 1 : rounds;
	}

	/** For people. */
	String label() {
		return (this.shape != null) ? this.shape.toString() : "%,d tables".formatted(this.tables);
	}

	@Override
	public String toString() {
		return (this.shape != null) ? this.shape.toString() : "tables_" + this.tables;
	}

}
