package io.schemarecovery.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.schemarecovery.catalog.QualifiedName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Circles of foreign keys, found as by trying every way. */
class ForeignKeyGraphTests {

	private static final int SMALL = 7;

	private static final int LARGE = 10_000;

	@Property(tries = 3_000)
	void componentsAreTheTablesThatReachEachOther(
			@ForAll @Size(max = 14) List<@IntRange(max = SMALL * SMALL - 1) Integer> pairs) {
		boolean[][] reaches = reaches(pairs);
		List<Set<QualifiedName>> expected = new ArrayList<>();
		for (int table = 0; table < SMALL; table++) {
			Set<QualifiedName> component = new HashSet<>(Set.of(name(table)));
			for (int other = 0; other < SMALL; other++) {
				if (reaches[table][other] && reaches[other][table]) {
					component.add(name(other));
				}
			}
			if (component.size() > 1 && !expected.contains(component)) {
				expected.add(component);
			}
		}
		assertThat(graph(pairs).cyclicComponents()).map((component) -> Set.copyOf(component.tables()))
			.isEqualTo(expected);
	}

	@Property(tries = 3_000)
	void noCycleIsShorterThanTheShortest(
			@ForAll @Size(max = 14) List<@IntRange(max = SMALL * SMALL - 1) Integer> pairs) {
		for (CyclicComponent component : graph(pairs).cyclicComponents()) {
			List<Reference> keys = component.shortestCycle().keys();
			assertThat(component.references()).containsAll(keys).noneMatch(Reference::toItself);
			for (int i = 0; i < keys.size(); i++) {
				assertThat(keys.get(i).to()).isEqualTo(keys.get((i + 1) % keys.size()).from());
			}
			assertThat(keys).map(Reference::from).doesNotHaveDuplicates();
			assertThat(keys.size()).isEqualTo(component.tables()
				.stream()
				.mapToInt((table) -> distanceBack(component.references(), table))
				.min()
				.orElseThrow());
		}
	}

	@Property(tries = 500)
	void orderInWhichTheGraphIsReadDoesNotMatter(
			@ForAll @Size(max = 14) List<@IntRange(max = SMALL * SMALL - 1) Integer> pairs, @ForAll Random random) {
		ForeignKeyGraph graph = graph(pairs);
		List<Table> tables = new ArrayList<>(graph.tables());
		List<Reference> references = new ArrayList<>(graph.references());
		Collections.shuffle(tables, random);
		Collections.shuffle(references, random);
		ForeignKeyGraph shuffled = new ForeignKeyGraph(tables, references);
		assertThat(shuffled).isEqualTo(graph);
		assertThat(shuffled.cyclicComponents()).isEqualTo(graph.cyclicComponents());
	}

	@Test
	void cycleIsToldAsAChainFromItsFirstTable() {
		ForeignKeyGraph graph = new ForeignKeyGraph(tables(4),
				List.of(key("c_fk", 3, 1), key("b_fk", 2, 3), key("a_fk", 1, 2), key("up", 0, 1)));
		assertThat(graph.cyclicComponents()).singleElement()
			.satisfies((component) -> assertThat(component.shortestCycle())
				.hasToString("public.t1 -(a_fk)-> public.t2 -(b_fk)-> public.t3 -(c_fk)-> public.t1"));
	}

	@Test
	void tableThatReferencesItselfIsToldApart() {
		ForeignKeyGraph graph = new ForeignKeyGraph(tables(2), List.of(key("parent_fk", 1, 1), key("fk", 0, 1)));
		assertThat(graph.cyclicComponents()).isEmpty();
		assertThat(graph.selfReferences()).map(Reference::name).containsExactly("parent_fk");
	}

	@Test
	void chainOfManyTablesOverflowsNoStack() {
		List<Reference> keys = new ArrayList<>();
		for (int i = 1; i < LARGE; i++) {
			keys.add(key("fk" + i, i, i - 1));
		}
		assertThat(new ForeignKeyGraph(tables(LARGE), keys).cyclicComponents()).isEmpty();
		keys.add(key("back", 0, LARGE - 1));
		assertThat(new ForeignKeyGraph(tables(LARGE), keys).cyclicComponents()).singleElement()
			.satisfies((ring) -> assertThat(ring.shortestCycle().keys()).hasSize(LARGE));
	}

	@Test
	@Timeout(20)
	void manyCirclesAreFoundInTime() {
		List<Reference> pairs = new ArrayList<>();
		for (int i = 0; i < LARGE; i += 2) {
			pairs.addAll(List.of(key("there" + i, i, i + 1), key("back" + i, i + 1, i)));
		}
		// a ring with shortcuts: every table branches, and no circle is short
		List<Reference> shortcuts = new ArrayList<>();
		for (int i = 0; i < LARGE; i++) {
			shortcuts.addAll(List.of(key("step" + i, i, (i + 1) % LARGE), key("leap" + i, i, (i + 100) % LARGE)));
		}
		assertThat(new ForeignKeyGraph(tables(LARGE), pairs).cyclicComponents()).hasSize(LARGE / 2);
		assertThat(new ForeignKeyGraph(tables(LARGE), shortcuts).cyclicComponents()).singleElement()
			.satisfies((one) -> assertThat(one.shortestCycle().keys()).hasSize(LARGE / 100));
	}

	@Test
	void keyOfATableThatIsMissingIsRefused() {
		ForeignKeyGraph graph = new ForeignKeyGraph(tables(1), List.of(key("fk", 0, 1)));
		assertThatIllegalStateException().isThrownBy(graph::cyclicComponents).withMessageContaining("fk");
	}

	private static boolean[][] reaches(List<Integer> pairs) {
		boolean[][] reaches = new boolean[SMALL][SMALL];
		pairs.forEach((pair) -> reaches[pair / SMALL][pair % SMALL] = true);
		for (int by = 0; by < SMALL; by++) {
			for (int from = 0; from < SMALL; from++) {
				for (int to = 0; to < SMALL; to++) {
					reaches[from][to] |= reaches[from][by] && reaches[by][to];
				}
			}
		}
		return reaches;
	}

	/** Steps until a table is reached again, or a lot. */
	private static int distanceBack(List<Reference> keys, QualifiedName table) {
		Set<QualifiedName> reached = Set.of(table);
		for (int steps = 1; steps <= SMALL; steps++) {
			Set<QualifiedName> next = new HashSet<>();
			for (Reference key : keys) {
				if (reached.contains(key.from())) {
					next.add(key.to());
				}
			}
			if (next.contains(table)) {
				return steps;
			}
			reached = next;
		}
		return Integer.MAX_VALUE;
	}

	private static ForeignKeyGraph graph(List<Integer> pairs) {
		return new ForeignKeyGraph(tables(SMALL),
				IntStream.range(0, pairs.size())
					.mapToObj((i) -> key("fk" + i, pairs.get(i) / SMALL, pairs.get(i) % SMALL))
					.toList());
	}

	private static List<Table> tables(int count) {
		return IntStream.range(0, count).mapToObj((i) -> new Table(name(i), false, false, null)).toList();
	}

	private static Reference key(String name, int from, int to) {
		return new Reference(name, name(from), name(to), List.of("other"), List.of("id"), OnDelete.NO_ACTION, false,
				false);
	}

	private static QualifiedName name(int table) {
		return new QualifiedName("public", "t" + table);
	}

}
