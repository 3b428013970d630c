package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import io.schemarecovery.catalog.Catalog;
import io.schemarecovery.catalog.CatalogObject;
import io.schemarecovery.catalog.ForeignKey;
import io.schemarecovery.catalog.ObjectKind;
import io.schemarecovery.catalog.QualifiedName;
import io.schemarecovery.testing.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a plan keeps to, on catalogs made at random. */
class DropPlannerTests {

	static LongStream seeds() {
		return LongStream.range(0, 30);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void everyObjectGoesOnce(long seed) {
		Catalog catalog = random(new Random(seed));
		for (String mode : List.of("auto", "atomic", "batched")) {
			assertThat(plan(catalog, "drop.mode=" + mode).objects())
				.containsExactlyInAnyOrderElementsOf(catalog.objects());
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void foreignKeysGoFirstThatTheOrderOfTheTablesDoesNotServeAndNoOthers(long seed) {
		Random random = new Random(seed);
		Catalog catalog = random(random);
		DropPlan plan = plan(catalog, random.nextBoolean() ? "drop.mode=batched" : "drop.mode=atomic",
				"drop.parallelism=" + (1 + random.nextInt(6)));
		assertThat(plan.foreignKeys()).containsExactlyInAnyOrderElementsOf(unserved(catalog, plan));
	}

	/**
	 * Worked out by dropping: a table goes while one that stands elsewhere, or goes with
	 * a later batch of the same lane, still references it.
	 */
	private static List<ForeignKey> unserved(Catalog catalog, DropPlan plan) {
		List<ForeignKey> unserved = new ArrayList<>();
		Map<Long, CatalogObject> tables = new HashMap<>();
		catalog.objects().forEach((object) -> tables.put(object.oid(), object));
		Map<Long, List<ForeignKey>> incoming = new HashMap<>();
		catalog.foreignKeys()
			.stream()
			.filter((key) -> tables.containsKey(key.referenced()) && tables.get(key.table()).ours())
			.forEach((key) -> incoming.computeIfAbsent(key.referenced(), (oid) -> new ArrayList<>()).add(key));
		for (List<Batch> lane : plan.lanes()) {
			Set<Long> gone = new HashSet<>();
			for (Batch batch : lane) {
				batch.objects().forEach((table) -> gone.add(table.oid()));
				for (CatalogObject table : batch.objects()) {
					incoming.getOrDefault(table.oid(), List.of())
						.stream()
						.filter((key) -> !gone.contains(key.table()))
						.forEach(unserved::add);
				}
			}
		}
		return unserved;
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void batchesKeepToTheirSizeAndToTheLocksThatAreFree(long seed) {
		Random random = new Random(seed);
		Catalog catalog = random(random);
		DropPlan plan = plan(catalog, "drop.mode=batched", "drop.parallelism=" + (1 + random.nextInt(6)));
		long budget = catalog.limits().locksFree() / Math.max(1, plan.lanes().size());
		assertThat(plan.batches()).allSatisfy((batch) -> {
			assertThat(batch.objects()).hasSizeBetween(1, (batch.kind() == ObjectKind.TABLE) ? 50 : 100);
			assertThat(batch.objects()).allMatch((object) -> object.kind() == batch.kind());
			assertThat(batch.locks() <= budget || !batch.divisible()).as("%d locks of %d", batch.locks(), budget)
				.isTrue();
		});
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void batchesAreNoSmallerThanTheyHaveToBe(long seed) {
		Catalog catalog = random(new Random(seed));
		DropPlan plan = plan(catalog, "drop.mode=batched", "drop.parallelism=1");
		long budget = catalog.limits().locksFree() / 2;
		for (List<Batch> lane : plan.lanes()) {
			for (int i = 1; i < lane.size(); i++) {
				Batch batch = lane.get(i - 1);
				CatalogObject next = lane.get(i).objects().get(0);
				assertThat(batch.objects().size() == 50 || batch.locks() + next.locks() > budget).as("%s", batch)
					.isTrue();
			}
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void dependentKindsGoFirstAndWithinAKindTheNewest(long seed) {
		DropPlan plan = plan(random(new Random(seed)), "drop.mode=batched");
		assertThat(plan.objects()).extracting(CatalogObject::kind).isSorted();
		List<CatalogObject> others = plan.objects()
			.stream()
			.filter((object) -> object.kind() != ObjectKind.TABLE)
			.toList();
		for (int i = 1; i < others.size(); i++) {
			CatalogObject before = others.get(i - 1);
			assertThat(before.kind() != others.get(i).kind() || before.oid() > others.get(i).oid())
				.as("%s before %s", before, others.get(i))
				.isTrue();
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void oneTransactionIsTakenIfAndOnlyIfItHasTheLocks(long seed) {
		Catalog catalog = random(new Random(seed));
		DropPlan plan = plan(catalog);
		assertThat(plan.atomic()).isEqualTo(plan.locks() <= catalog.limits().locksFree());
		assertThat(plan(catalog, "drop.mode=atomic").lanes()).hasSizeLessThanOrEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void sameCatalogGivesTheSamePlan(long seed) {
		assertThat(plan(random(new Random(seed)), "drop.mode=batched"))
			.isEqualTo(plan(random(new Random(seed)), "drop.mode=batched"));
	}

	@Test
	void noMoreLanesThanConnectionsNorThanHundredsOfTables() {
		RandomCatalog tables = RandomCatalog.of(new Random(1), 1000, 0, 0, 1);
		assertThat(plan(tables.catalog(List.of(), 1000, 3), "drop.mode=batched", "drop.parallelism=8").lanes())
			.hasSize(3);
		assertThat(plan(tables.catalog(List.of(), 1000, 0), "drop.mode=batched", "drop.parallelism=8").lanes())
			.hasSize(1);
		assertThat(plan(tables.catalog(List.of(), 1000, 90), "drop.mode=batched", "drop.parallelism=80").lanes())
			.hasSize(10);
	}

	@Test
	void historiesGoBeforeAllElse() {
		RandomCatalog tables = RandomCatalog.of(new Random(1), 300, 100, 0, 1);
		CatalogObject history = tables.tables().get(17);
		CatalogObject view = RandomCatalog.object(ObjectKind.VIEW, 100_000, 1, true);
		Catalog catalog = tables.catalog(List.of(view), 1000, 3);
		DropPlan plan = new DropPlanner(Settings.of("drop.mode=batched").drop()).plan(catalog,
				List.of(new QualifiedName(history.schema(), history.name())));
		assertThat(plan.objects()).startsWith(history, view).containsExactlyInAnyOrderElementsOf(catalog.objects());
	}

	@Test
	void ofNothingIsEmpty() {
		DropPlan plan = plan(new RandomCatalog(List.of(), List.of(), List.of()).catalog(List.of(), 0, 0),
				"drop.mode=batched");
		assertThat(plan.isEmpty()).isTrue();
		assertThat(plan.batches()).isEmpty();
	}

	@Test
	void ofTwentyThousandTablesIsMade() {
		Catalog catalog = RandomCatalog.of(new Random(1), 20_000, 40_000, 5_000, 1_000).catalog(List.of(), 12_800, 90);
		assertThat(plan(catalog).objects()).hasSize(20_000);
	}

	private static DropPlan plan(Catalog catalog, String... settings) {
		return new DropPlanner(Settings.of(settings).drop()).plan(catalog, List.of());
	}

	private static Catalog random(Random random) {
		int count = random.nextInt(600);
		RandomCatalog tables = RandomCatalog.of(random, Math.max(1, count), random.nextInt(count * 2 + 1),
				random.nextInt(count + 1), 1 + random.nextInt(150));
		List<CatalogObject> others = new ArrayList<>();
		for (int i = random.nextInt(250); i > 0; i--) {
			ObjectKind kind = ObjectKind.values()[random.nextInt(ObjectKind.values().length)];
			if (kind != ObjectKind.TABLE) {
				others.add(RandomCatalog.object(kind, 100_000 + i, 1 + random.nextInt(3), true));
			}
		}
		return tables.catalog(others, 10 + random.nextInt(3_000), random.nextInt(10));
	}

}
