package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.catalog.Inheritance;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How tables are dealt out to lanes, on graphs made at random. */
class TableGraphTests {

	private static final int FAMILY = 15;

	static LongStream seeds() {
		return LongStream.range(0, 100);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void everyTableIsInOneLaneAfterItsHeirs(long seed) {
		Random random = new Random(seed);
		RandomCatalog catalog = random(random);
		int count = 1 + random.nextInt(8);
		List<List<CatalogObject>> lanes = lanes(catalog, count);
		assertThat(lanes).hasSizeLessThanOrEqualTo(count).noneMatch(List::isEmpty);
		assertThat(lanes.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(catalog.tables());
		Map<Long, int[]> places = places(lanes);
		assertThat(catalog.inheritances()).allSatisfy((inheritance) -> {
			int[] child = places.get(inheritance.child());
			int[] parent = places.get(inheritance.parent());
			assertThat(child[0]).as("lane of the heir").isEqualTo(parent[0]);
			assertThat(child[1]).as("place of the heir").isLessThan(parent[1]);
		});
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void lanesAreOfAboutTheSameLength(long seed) {
		Random random = new Random(seed);
		RandomCatalog catalog = random(random);
		int count = 1 + random.nextInt(8);
		int share = catalog.tables().size() / count;
		assertThat(lanes(catalog, count))
			.allSatisfy((lane) -> assertThat(lane).hasSizeBetween(share - FAMILY, share + FAMILY + 1));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void orderInWhichTheCatalogIsReadDoesNotMatter(long seed) {
		Random random = new Random(seed);
		RandomCatalog catalog = random(random);
		List<CatalogObject> tables = new ArrayList<>(catalog.tables());
		Collections.shuffle(tables, random);
		assertThat(new TableGraph(tables, catalog.foreignKeys(), catalog.inheritances()).lanes(4))
			.isEqualTo(lanes(catalog, 4));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void withoutCirclesNoTableGoesBeforeOneOfItsLaneThatReferencesIt(long seed) {
		Random random = new Random(seed);
		RandomCatalog any = RandomCatalog.of(random, 2 + random.nextInt(300), random.nextInt(600), 0, 1);
		List<ForeignKey> forward = any.foreignKeys().stream().filter((key) -> key.table() > key.referenced()).toList();
		RandomCatalog catalog = new RandomCatalog(any.tables(), forward, List.of());
		Map<Long, int[]> places = places(lanes(catalog, 3));
		assertThat(forward).allSatisfy((key) -> {
			int[] from = places.get(key.table());
			int[] to = places.getOrDefault(key.referenced(), new int[] { -1, -1 });
			assertThat(from[0] != to[0] || from[1] < to[1]).as("%s", key).isTrue();
		});
	}

	@Test
	void whatHangsTogetherComesIntoTheSameLane() {
		// ten trees of ten tables
		List<ForeignKey> keys = new ArrayList<>();
		for (int tree = 0; tree < 10; tree++) {
			for (int i = 1; i < 10; i++) {
				keys.add(key(table(tree * 10 + i), table(tree * 10 + i / 2)));
			}
		}
		List<List<CatalogObject>> lanes = new TableGraph(tables(100), keys, List.of()).lanes(2);
		assertThat(lanes).hasSize(2).allSatisfy((lane) -> assertThat(lane).hasSize(50));
		Map<Long, int[]> places = places(lanes);
		assertThat(keys).allMatch((key) -> places.get(key.table())[0] == places.get(key.referenced())[0]);
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 200 })
	void manyHeirsOfManyParentsAreToldInTime(int generations) {
		// each inherits from the two before it: as many ways up as Fibonacci has rabbits
		List<Inheritance> inheritances = new ArrayList<>();
		for (int i = 2; i < generations; i++) {
			inheritances.add(new Inheritance(table(i), table(i - 1)));
			inheritances.add(new Inheritance(table(i), table(i - 2)));
		}
		List<List<CatalogObject>> lanes = new TableGraph(tables(generations), List.of(), inheritances).lanes(1);
		Map<Long, int[]> places = places(lanes);
		assertThat(inheritances)
			.allMatch((inheritance) -> places.get(inheritance.child())[1] < places.get(inheritance.parent())[1]);
	}

	@Test
	void chainsOfTwentyThousandTablesArePlanned() {
		List<ForeignKey> keys = new ArrayList<>();
		List<Inheritance> inheritances = new ArrayList<>();
		for (int i = 1; i < 10_000; i++) {
			keys.add(key(table(i), table(i - 1)));
			inheritances.add(new Inheritance(table(10_000 + i), table(10_000 + i - 1)));
		}
		assertThat(new TableGraph(tables(20_000), keys, inheritances).lanes(4).stream().mapToInt(List::size).sum())
			.isEqualTo(20_000);
	}

	private static RandomCatalog random(Random random) {
		int count = FAMILY + random.nextInt(400);
		// few enough that no family grows by its foreign keys
		return RandomCatalog.of(random, count, random.nextInt(count * 2), random.nextInt(count), FAMILY);
	}

	private static List<List<CatalogObject>> lanes(RandomCatalog catalog, int count) {
		return new TableGraph(catalog.tables(), catalog.foreignKeys(), catalog.inheritances()).lanes(count);
	}

	/** Lane and place of each table, by its OID. */
	private static Map<Long, int[]> places(List<List<CatalogObject>> lanes) {
		Map<Long, int[]> places = new HashMap<>();
		for (int lane = 0; lane < lanes.size(); lane++) {
			for (int place = 0; place < lanes.get(lane).size(); place++) {
				places.put(lanes.get(lane).get(place).oid(), new int[] { lane, place });
			}
		}
		return places;
	}

	private static List<CatalogObject> tables(int count) {
		return IntStream.range(0, count)
			.mapToObj((i) -> RandomCatalog.object(ObjectKind.TABLE, table(i), 10, true))
			.toList();
	}

	private static long table(int number) {
		return 16384L + number;
	}

	private static ForeignKey key(long table, long referenced) {
		return new ForeignKey(table, referenced, new QualifiedName("public", "table_" + table), "fk");
	}

}
