package io.schemarecovery.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;

/**
 * Resets of real processes on a real server, neither of which is spared: whatever
 * happens, one reset is carried out, nothing that is written after it is lost, and
 * nothing incomplete is served.
 * <p>
 * Each kind once, and at length with {@code ./mvnw -Pfaults verify -Dfaults.rounds=200};
 * {@code -Dfaults.seed=17} repeats a run, {@code -Dfaults.kind=TAKE_OVER} is for one
 * kind.
 */
class FaultTests {

	private static final int ROUNDS = Integer.getInteger("faults.rounds", Kind.values().length);

	private static final long SEED = Long.getLong("faults.seed", 1);

	private static final Tally tally = new Tally();

	private static Site site;

	@BeforeAll
	static void open(@TempDir Path directory) throws Exception {
		site = new Site(directory,
				new ClassPathResource("faults/old-data.sql").getContentAsString(StandardCharsets.UTF_8));
	}

	@AfterAll
	static void close() throws IOException {
		System.out.println(tally);
		if (site != null) {
			site.close();
		}
	}

	@TestFactory
	Stream<DynamicTest> resetIsCarriedOutOnceAndNothingIsLost() {
		Random random = new Random(SEED);
		String only = System.getProperty("faults.kind", "");
		return IntStream.range(0, ROUNDS).mapToObj((number) -> {
			Kind[] kinds = only.isEmpty() ? Kind.values() : new Kind[] { Kind.valueOf(only) };
			Kind kind = kinds[number % kinds.length];
			long seed = (ROUNDS == 1) ? SEED : random.nextInt(Integer.MAX_VALUE);
			return DynamicTest.dynamicTest("%d %s, seed %d".formatted(number + 1, kind, seed), () -> play(kind, seed));
		});
	}

	private static void play(Kind kind, long seed) {
		tally.round(kind);
		long begin = System.nanoTime();
		try (Round round = new Round(site, seed, tally, kind.button())) {
			try {
				kind.play(round);
			}
			catch (Throwable failure) {
				tally.failed(kind, seed);
				String account = "%s FAILED, -Dfaults.kind=%1$s -Dfaults.rounds=1 -Dfaults.seed=%d: %s%n%n%s"
					.formatted(kind, seed, failure, round.account());
				// at once: the rounds to come may take an hour
				System.out.println(account);
				throw new AssertionError(account, failure);
			}
			finally {
				System.out.println("%s, seed %d: %d s".formatted(kind, seed,
						Duration.ofNanos(System.nanoTime() - begin).toSeconds()));
			}
		}
	}

}
