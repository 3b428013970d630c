package io.schemarecovery.plan;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.schemarecovery.catalog.DiskSize;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class PlanTableTests {

	@Test
	void sizesReadAsTheServerPrintsThem(TestDatabase database) {
		Random random = new Random(1);
		LongStream edges = LongStream.rangeClosed(0, 4)
			.map((unit) -> 1L << (10 * unit))
			.flatMap((unit) -> LongStream.of(0, 1, 10, 1023, 1024, 10239, 10240, 10241)
				.flatMap((count) -> LongStream.of(-unit / 2 - 1, -unit / 2, -1, 0, 1, unit / 2 - 1, unit / 2)
					.map((more) -> Math.max(0, count * unit + more))));
		// up to the petabytes that PostgreSQL 14 does not know yet
		LongStream others = random.longs(500).map((bits) -> (bits & Long.MAX_VALUE) >> (11 + (int) (bits & 31)));
		long[] sizes = LongStream.concat(edges, others).toArray();
		String values = LongStream.of(sizes).mapToObj(Long::toString).collect(Collectors.joining(","));
		assertThat(LongStream.of(sizes).mapToObj((size) -> size + ": " + DiskSize.text(size)))
			.containsExactlyElementsOf(database.query("SELECT size || ': ' || pg_size_pretty(size) FROM unnest('{"
					+ values + "}'::bigint[]) WITH ORDINALITY u(size, n) ORDER BY n"));
	}

}
