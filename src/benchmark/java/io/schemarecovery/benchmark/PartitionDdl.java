package io.schemarecovery.benchmark;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One table partitioned by a list of values, with a partition for each. */
final class PartitionDdl {

	private PartitionDdl() {
	}

	static Stream<String> statements(int partitions) {
		String root = """
				CREATE TABLE measurement (id bigserial, region int, label text, PRIMARY KEY (id, region))
					PARTITION BY LIST (region);
				CREATE INDEX ON measurement (label);
				""";
		return Stream.concat(Stream.of(root),
				IntStream.range(0, partitions)
					.mapToObj((region) -> "CREATE TABLE measurement_%1$d PARTITION OF measurement FOR VALUES IN (%1$d)"
						.formatted(region)));
	}

}
