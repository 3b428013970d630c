package io.schemarecovery.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A server that still runs on a directory that is to be removed. */
final class LeftoverServer {

	private LeftoverServer() {
	}

	/** Stops it at once: what it has in memory is of no use to anybody. */
	static void stop(Path data) throws IOException {
		Optional<ProcessHandle> server = find(data.resolve("postmaster.pid"));
		if (server.isPresent()) {
			new ProcessBuilder("kill", "-QUIT", String.valueOf(server.get().pid())).start();
			server.get().onExit().completeOnTimeout(server.get(), 30, TimeUnit.SECONDS).join();
		}
	}

	private static Optional<ProcessHandle> find(Path pidFile) throws IOException {
		if (!Files.exists(pidFile)) {
			return Optional.empty();
		}
		List<String> lines = Files.readAllLines(pidFile);
		return lines.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(lines.get(0).strip()));
	}

}
