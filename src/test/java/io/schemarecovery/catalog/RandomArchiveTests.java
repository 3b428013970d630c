package io.schemarecovery.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.schemarecovery.archive.ArchiveContract;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Archives of schemas made at random: refused with nothing changed, or there and back
 * exactly. {@code -Drandom.seeds=1000} tries more of them, {@code -Drandom.seed=17} one
 * alone.
 */
@PostgresTest
class RandomArchiveTests {

	static Stream<List<Long>> seeds() {
		return RandomSchemaTests.seeds();
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void archiveIsRefusedOrComesBack(List<Long> seeds, TestDatabase database) throws SQLException {
		int back = 0;
		for (long seed : seeds) {
			RandomSchema schema = RandomSchemaTests.make(database, seed);
			Random random = new Random(seed);
			List<String> schemas = new ArrayList<>(schema.schemas());
			Collections.shuffle(schemas, random);
			List<String> scope = random.nextInt(3) > 0 ? schemas : schemas.subList(0, 1);
			try {
				database.superuserScript("archive/movable.sql");
				ArchiveContract contract = ArchiveContract.of(database, scope.toArray(String[]::new));
				String mode = random.nextBoolean() ? "drop.mode=batched" : "drop.mode=atomic";
				back += contract.refusedOrThereAndBack(mode) ? 1 : 0;
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("-Drandom.seed=%d%n%s%n%n%s".formatted(seed, ex.getMessage(),
						String.join("\n", schema.script())), ex);
			}
			RandomSchemaTests.clear(database);
		}
		assertThat(back).as("archives that were not refused").isGreaterThan(seeds.size() / 4);
	}

}
