package io.schemarecovery.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tables as migrations make them: a {@code bigserial} key, a text column, two indexes
 * besides that of the key, and a foreign key. The same at every run.
 *
 * @param parents for each table the one that its foreign key references
 * @param schemas where they are, in turn
 */
record TableDdl(List<Integer> parents, List<String> schemas) {

	/** Few enough for the default lock table. */
	private static final int PER_TRANSACTION = 100;

	/** Each references any of the earlier ones, the first itself. */
	static List<Integer> anyEarlier(int tables) {
		Random random = new Random(42);
		return IntStream.range(0, tables).map((table) -> (table > 0) ? random.nextInt(table) : 0).boxed().toList();
	}

	/** All reference the first, and so does it. */
	static List<Integer> theFirst(int tables) {
		return Collections.nCopies(tables, 0);
	}

	/** A piece for each transaction. */
	Stream<String> statements() {
		int tables = this.parents.size();
		return IntStream.iterate(0, (first) -> first < tables, (first) -> first + PER_TRANSACTION)
			.mapToObj((first) -> IntStream.range(first, Math.min(tables, first + PER_TRANSACTION))
				.mapToObj((table) -> table(table, this.parents.get(table)))
				.collect(Collectors.joining()));
	}

	private String table(int table, int parent) {
		return """
				CREATE TABLE %1$s (id bigserial PRIMARY KEY, label text, parent_id bigint);
				CREATE INDEX ON %1$s (label);
				CREATE INDEX ON %1$s (parent_id);
				ALTER TABLE %1$s ADD CONSTRAINT %3$s FOREIGN KEY (parent_id) REFERENCES %2$s;
				""".formatted(qualifiedName(table), qualifiedName(parent), foreignKey(table));
	}

	private String qualifiedName(int table) {
		return this.schemas.get(table % this.schemas.size()) + "." + name(table);
	}

	static String name(int table) {
		return "table_%05d".formatted(table);
	}

	static String foreignKey(int table) {
		return name(table) + "_parent_fk";
	}

}
