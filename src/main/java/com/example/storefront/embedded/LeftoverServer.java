package com.example.storefront.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived the application which started it, as after a SIGKILL. */
final class LeftoverServer {

	private static final Logger logger = LoggerFactory.getLogger(LeftoverServer.class);

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private LeftoverServer() {
	}

	/** Stops the server that runs on the cluster, if there is one. */
	static void stop(Path cluster) throws IOException {
		Path pidFile = cluster.resolve("postmaster.pid");
		Optional<ProcessHandle> process = process(pidFile);
		if (process.isEmpty()) {
			return;
		}
		if (serves(process.get(), cluster)) {
			logger.info("Stopping the embedded PostgreSQL an earlier run left behind, process {}", process.get().pid());
			stop(process.get());
		}
		else {
			// the number has gone to someone else since; PostgreSQL would take it for a
			// running server
			Files.deleteIfExists(pidFile);
		}
	}

	private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
		if (!Files.exists(pidFile)) {
			return Optional.empty();
		}
		try (Stream<String> lines = Files.lines(pidFile)) {
			return lines.findFirst()
				.map(String::trim)
				.filter((line) -> line.matches("[1-9]\\d{0,17}"))
				.flatMap((line) -> ProcessHandle.of(Long.parseLong(line)))
				.filter(ProcessHandle::isAlive);
		}
	}

	private static boolean serves(ProcessHandle process, Path cluster) {
		ProcessHandle.Info info = process.info();
		boolean postgres = info.command()
			.map((command) -> Path.of(command).getFileName().toString())
			.filter((name) -> name.equals("postgres") || name.equals("postgres.exe"))
			.isPresent();
		return postgres
				&& info.arguments().map((arguments) -> List.of(arguments).contains(cluster.toString())).orElse(true);
	}

	private static void stop(ProcessHandle server) {
		List<ProcessHandle> all = Stream.concat(Stream.of(server), server.descendants()).toList();
		server.destroy();
		if (!ended(all)) {
			all.forEach(ProcessHandle::destroyForcibly);
			ended(all);
		}
	}

	private static boolean ended(List<ProcessHandle> processes) {
		CompletableFuture<?>[] exits = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
		return CompletableFuture.allOf(exits)
			.completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
			.thenApply((ignored) -> processes.stream().noneMatch(ProcessHandle::isAlive))
			.join();
	}

}
