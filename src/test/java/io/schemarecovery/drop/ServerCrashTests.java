package io.schemarecovery.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.DropPlan;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A server that is killed in the middle of a drop: once it is up again, dropping again
 * finishes. {@code -Drandom.seed=17} repeats the moments of a run.
 */
class ServerCrashTests {

	private static final int ROUNDS = 3;

	private final long seed = Long.getLong("random.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	@Test
	void whatWasCommittedStaysDroppedAndTheRestIsDroppedLater(@TempDir Path directory) throws Exception {
		Path data = directory.resolve("data");
		List<Integer> left = new ArrayList<>();
		EmbeddedPostgres server = start(data);
		try {
			execute(server, "CREATE ROLE owner LOGIN", "ALTER DATABASE postgres OWNER TO owner");
			for (int round = 0; round < ROUNDS; round++) {
				crash(server, data);
				// lets go of the directory
				server.close();
				server = start(data);
				left.add(tables(server));
				drop(server);
				assertThat(tables(server)).as("seed %d, round %d", this.seed, round).isZero();
			}
		}
		finally {
			kill(data);
			server.close();
		}
		assertThat(left).as("tables left, seed %d", this.seed)
			.anySatisfy((tables) -> assertThat(tables).isBetween(1, Interruption.TABLES - 1));
	}

	private void crash(EmbeddedPostgres server, Path data) throws Exception {
		try (Connection owner = dataSource(server).getConnection(); Statement statement = owner.createStatement()) {
			statement.execute(Interruption.FILL);
		}
		int moment = Interruption.TABLES / 3 + this.random.nextInt(Interruption.TABLES / 2);
		CompletableFuture<DropPlan> dropping = CompletableFuture.supplyAsync(() -> drop(server));
		try (Connection watcher = server.getPostgresDatabase().getConnection()) {
			new Interruption(watcher).awaitLeft(moment, dropping::isDone);
			kill(data);
		}
		CompletionException failure = catchThrowableOfType(CompletionException.class,
				() -> dropping.orTimeout(60, TimeUnit.SECONDS).join());
		if (failure != null) {
			assertThat(failure.getCause()).isInstanceOfSatisfying(RecoveryException.class, (ex) -> {
				assertThat(ex.getExitCode()).as(ex.account()).isEqualTo(69);
				assertThat(ex.account()).as("seed %d", this.seed).contains("dropped", "and committed");
			});
		}
	}

	private static DropPlan drop(EmbeddedPostgres server) {
		return DropContract.stage("drop.mode=batched").drop(dataSource(server), List.of("public"));
	}

	private static DriverManagerDataSource dataSource(EmbeddedPostgres server) {
		return new DriverManagerDataSource(server.getJdbcUrl("owner", "postgres"));
	}

	private static int tables(EmbeddedPostgres server) throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection()) {
			return new Interruption(connection).left();
		}
	}

	private static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	private static EmbeddedPostgres start(Path data) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			// it would wait for a server that is not there any more
			.setRegisterShutdownHook(false)
			.setLocaleConfig("locale", "C")
			.setPGStartupWait(Duration.ofMinutes(1))
			.start();
	}

	/** Ends the server and all its sessions like SIGKILL does, and waits for that. */
	private static void kill(Path data) throws IOException {
		Path file = data.resolve("postmaster.pid");
		if (Files.exists(file)) {
			List<ProcessHandle> processes = ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
				.map((postmaster) -> Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList())
				.orElse(List.of());
			processes.forEach(ProcessHandle::destroyForcibly);
			processes.forEach((process) -> process.onExit().orTimeout(60, TimeUnit.SECONDS).join());
		}
	}

}
