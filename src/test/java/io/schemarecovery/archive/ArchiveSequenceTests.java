package io.schemarecovery.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import io.schemarecovery.boot.broken.BrokenShopApplication;
import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Resets that archive, undos, abandoned runs and normal starts in any order, failing and
 * losing their connection at any commit: whatever was written while the application
 * served is still there, in the schema or in an archive.
 * {@code -Darchive.sequences=200 -Darchive.seed=7} for more of them.
 */
class ArchiveSequenceTests {

	private static final int STARTS = 9;

	private static final String UNFINISHED = "SELECT id FROM schema_recovery.run WHERE state IN ('running', 'failed') ORDER BY id DESC LIMIT 1";

	/** The commit at which the next start loses its connection; negative for none. */
	private static int breakingAt;

	@TestFactory
	List<DynamicTest> nothingThatWasWrittenIsEverLost() {
		int first = Integer.getInteger("archive.seed", 1);
		return IntStream.range(first, first + Integer.getInteger("archive.sequences", 8))
			.mapToObj((seed) -> DynamicTest.dynamicTest("seed " + seed, () -> run(seed)))
			.toList();
	}

	private static void run(int seed) {
		try (TestDatabase database = PostgresServer.shared().createDatabase()) {
			Random random = new Random(seed);
			List<String> done = new ArrayList<>();
			List<String> written = new ArrayList<>();
			breakingAt = -1;
			assertThat(start(database, random, done, "DB_RESET=false", false)).isTrue();
			// each kind moves in a transaction of its own
			database.execute("CREATE TYPE mood AS ENUM ('glad')", "CREATE TABLE felt (mood mood DEFAULT 'glad')",
					"CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE SEQUENCE numbers",
					"CREATE VIEW active AS SELECT * FROM \"user\"");
			write(database, written);
			for (int i = 0; i < STARTS; i++) {
				String request = request(database, random, i);
				boolean broken = random.nextInt(4) == 0;
				breakingAt = (random.nextInt(3) == 0) ? random.nextInt(25) : -1;
				if (start(database, random, done, request, broken)) {
					write(database, written);
				}
				assertThat(found(database)).as("seed %d: %s", seed, done).containsAll(written);
			}
			breakingAt = -1;
			boolean ends = start(database, random, done, "DB_RESET=once:last", false)
					|| start(database, random, done, "DB_RESET=undo:" + partial(database), false);
			assertThat(ends).as("there is a way out, seed %d: %s", seed, done).isTrue();
			assertThat(found(database)).as("seed %d: %s", seed, done).containsAll(written);
		}
	}

	private static String request(TestDatabase database, Random random, int number) {
		boolean ledger = !database.query("SELECT 1 FROM pg_class WHERE relname = 'run'").isEmpty();
		List<String> unfinished = ledger ? database.query(UNFINISHED) : List.of();
		return "DB_RESET=" + switch (random.nextInt(8)) {
			case 0, 1 -> "once:" + number;
			case 2, 3 -> "true";
			case 4 -> "undo:last";
			case 5 -> "undo:" + (1 + random.nextInt(4));
			case 6 -> "false";
			default -> unfinished.isEmpty() ? "false" : "abandon:" + unfinished.get(0);
		};
	}

	/** Whether it became ready. */
	private static boolean start(TestDatabase database, Random random, List<String> done, String request,
			boolean broken) {
		String mode = random.nextBoolean() ? "batched" : "atomic";
		done.add(
				"%s %s%s, connection lost at commit %d".formatted(request, mode, broken ? ", broken" : "", breakingAt));
		Launch launch = broken ? Launch.of(BrokenShopApplication.class, database, "shop/tables", "shop/broken")
				: Launch.of(ShopApplication.class, database, "shop/tables");
		try (ConfigurableApplicationContext context = launch.with(Breaking.class)
			.with(request, "schema-recovery.archive.enabled=true", "schema-recovery.drop.mode=" + mode,
					"spring.flyway.validate-on-migrate=false", "schema-recovery.wait-timeout=20s")
			.start()) {
			return context.isActive();
		}
		catch (RuntimeException ex) {
			done.add("-> " + exitCode(ex));
			assertThat(exitCode(ex)).as("%s: %s", done, ex).isNotEqualTo(70);
			return false;
		}
	}

	private static @Nullable Integer exitCode(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof ExitCodeGenerator generator) {
				return generator.getExitCode();
			}
		}
		return null;
	}

	private static void write(TestDatabase database, List<String> written) {
		String row = "row " + written.size();
		database.execute("INSERT INTO public.\"user\" (name) VALUES ('" + row + "')");
		written.add(row);
	}

	private static List<String> found(TestDatabase database) {
		return database
			.query("SELECT format('SELECT name FROM %I.\"user\"', schemaname) FROM pg_tables WHERE tablename = 'user'")
			.stream()
			.flatMap((query) -> database.query(query).stream())
			.toList();
	}

	private static String partial(TestDatabase database) {
		return database
			.query("SELECT run FROM schema_recovery.archive WHERE state IN ('filling', 'restoring') ORDER BY run DESC")
			.stream()
			.findFirst()
			.orElse("last");
	}

	@Configuration(proxyBeanMethods = false)
	static class Breaking {

		@Bean
		static BeanPostProcessor breakingDataSource() {
			return new BeanPostProcessor() {

				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					return (bean instanceof DataSource dataSource && breakingAt >= 0)
							? new BreakingDataSource(dataSource, breakingAt, breakingAt % 2 == 0) : bean;
				}

			};
		}

	}

}
