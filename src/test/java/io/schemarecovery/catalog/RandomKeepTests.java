package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.drop.DropContract;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Some objects of schemas made at random are kept, all else goes. {@code -Dkeep.seeds}
 * tries more of them.
 */
@PostgresTest
class RandomKeepTests {

	private static final int SEEDS = Integer.getInteger("keep.seeds", 12);

	@Test
	void keptObjectsStayAndNeverGoWithWhatGoes(TestDatabase database) throws SQLException {
		int kept = 0;
		for (long seed = 5000; seed < 5000 + SEEDS; seed++) {
			superuser(database, true);
			RandomSchema schema;
			try (Connection connection = database.connect()) {
				schema = RandomSchema.make(connection, seed);
			}
			try {
				kept += keepSome(database, schema, new Random(seed));
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError(
						"seed %d%n%s%n%n%s".formatted(seed, ex.getMessage(), String.join("\n", schema.script())), ex);
			}
		}
		assertThat(kept).as("objects kept").isGreaterThan(SEEDS);
	}

	private static int keepSome(TestDatabase database, RandomSchema schema, Random random) throws SQLException {
		List<String> scope = schema.schemas().subList(0, 1 + random.nextInt(schema.schemas().size()));
		List<String> patterns = new ArrayList<>();
		try (Connection connection = database.connect()) {
			List<CatalogObject> objects = new ArrayList<>(new ObjectReader().read(connection, scope));
			Collections.shuffle(objects, random);
			objects.stream()
				.map((object) -> object.schema() + "." + object.name())
				.filter((pattern) -> pattern.equals(pattern.strip()))
				.limit(1 + random.nextInt(4))
				.forEach(patterns::add);
			disjoint(connection, scope, patterns);
		}
		List<String> settings = new ArrayList<>(List.of("drop.collateral=allow"));
		for (int i = 0; i < patterns.size(); i++) {
			settings.add("drop.keep[" + i + "]=" + patterns.get(i));
		}
		List<KeptObject> kept = DropContract.of(database, scope.toArray(String[]::new))
			.drop(settings.toArray(String[]::new))
			.kept();
		assertThat(kept.stream().filter(KeptObject::named).count()).isGreaterThanOrEqualTo(patterns.isEmpty() ? 0 : 1);
		return (int) kept.stream().filter(KeptObject::whole).count();
	}

	private static void disjoint(Connection connection, List<String> scope, List<String> patterns) throws SQLException {
		Catalog catalog = new CatalogReader(patterns).read(connection, scope);
		Set<ObjectAddress> closure = new ClosureReader()
			.read(connection, catalog.objects().stream().map(CatalogObject::address).toList())
			.members()
			.stream()
			.flatMap((member) -> List.of(member.address(), member.address().whole()).stream())
			.collect(Collectors.toCollection(HashSet::new));
		closure.retainAll(catalog.kept().stream().map(KeptObject::address).toList());
		assertThat(closure).as("kept, and taken by a CASCADE").isEmpty();
	}

	private static void superuser(TestDatabase database, boolean superuser) {
		database.superuser("ALTER ROLE " + database.owner() + (superuser ? " SUPERUSER" : " NOSUPERUSER"));
	}

}
