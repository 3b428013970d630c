package io.schemarecovery.publish;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DistrictsTests {

	private static final List<int[]> TWO_TRIANGLES = Stream
		.of(edge(0, 2), edge(2, 4), edge(4, 0), edge(1, 3), edge(3, 5), edge(5, 1), edge(0, 1))
		.toList();

	@Test
	void whatManyKeysJoinIsOneDistrict() {
		assertThat(Districts.of(apart(6), TWO_TRIANGLES)).containsExactly(0, 1, 0, 1, 0, 1);
	}

	@Test
	void whatIsToStayTogetherStaysTogether() {
		assertThat(Districts.of(new int[] { 9, 1, 2, 9, 4, 5 }, TWO_TRIANGLES)).satisfies((districts) -> {
			assertThat(districts[0]).isEqualTo(districts[3]);
			assertThat(districts).hasSize(6);
		});
	}

	@Test
	void whatNothingJoinsStaysAlone() {
		assertThat(Districts.of(apart(3), List.of())).containsExactly(0, 1, 2);
		assertThat(Districts.of(apart(4), List.of(edge(1, 2)))).containsExactly(0, 1, 1, 2);
		assertThat(Districts.of(apart(0), List.of())).isEmpty();
	}

	@Test
	void aStarIsOneDistrict() {
		List<int[]> rays = IntStream.range(1, 300).mapToObj((ray) -> edge(ray, 0)).toList();
		assertThat(Districts.of(apart(300), rays)).containsOnly(0);
	}

	private static int[] apart(int size) {
		return IntStream.range(0, size).toArray();
	}

	private static int[] edge(int from, int to) {
		return new int[] { from, to };
	}

}
