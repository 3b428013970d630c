package com.example.storefront.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.FileSystemUtils;

/**
 * Where the server keeps its data, held by one process at a time.
 * <p>
 * The cluster is the directory {@code data}, or it is not there at all: a new one grows
 * under a name of its own and is renamed once it is complete. Whatever else lies beside
 * it is the remains of a start that was killed.
 */
final class DataDirectory implements AutoCloseable {

	private final Path root;

	private final FileChannel lock;

	private DataDirectory(Path root, FileChannel lock) {
		this.root = root;
		this.lock = lock;
	}

	static DataDirectory open(Path directory) {
		Path root = directory.toAbsolutePath().normalize();
		try {
			Files.createDirectories(root);
			DataDirectory opened = new DataDirectory(root, lock(root));
			try {
				opened.cleanUp();
			}
			catch (IOException | RuntimeException ex) {
				opened.close();
				throw ex;
			}
			return opened;
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException("The embedded database cannot be kept in " + root + ": " + ex,
					"Give it a directory that can be written (storefront.embedded.directory), or use a server (DATABASE_URL).",
					ex);
		}
	}

	private static FileChannel lock(Path root) throws IOException {
		FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		try {
			if (channel.tryLock() != null) {
				return channel;
			}
		}
		catch (OverlappingFileLockException ex) {
			// another context of this JVM holds it, which is no different from another
			// JVM
		}
		channel.close();
		throw new FailureAnalyzedException("Another running application uses the embedded database in " + root + ".",
				"Stop that application, or give this one a database: a directory of its own"
						+ " (storefront.embedded.directory) or a server (DATABASE_URL).");
	}

	/** The cluster, whether it exists yet or not. */
	Path cluster() {
		return this.root.resolve("data");
	}

	boolean hasCluster() {
		return Files.exists(cluster());
	}

	/** A place for a new cluster to grow. */
	Path newCluster() {
		return this.root.resolve("new-" + UUID.randomUUID());
	}

	/** Makes a complete cluster, whose server is stopped, the one to be used. */
	void adopt(Path complete) {
		try {
			Files.move(complete, cluster(), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void cleanUp() throws IOException {
		for (Path cluster : clusters()) {
			LeftoverServer.stop(cluster);
			if (!cluster.equals(cluster()) || !Files.exists(cluster.resolve("postgresql.conf"))) {
				delete(cluster);
			}
		}
	}

	private List<Path> clusters() throws IOException {
		try (Stream<Path> children = Files.list(this.root)) {
			return children.filter(Files::isDirectory).toList();
		}
	}

	/**
	 * An initdb that outlived its JVM may still be writing there; the next start tries
	 * again.
	 */
	private void delete(Path cluster) throws IOException {
		try {
			FileSystemUtils.deleteRecursively(cluster);
		}
		catch (IOException ex) {
			if (cluster.equals(cluster())) {
				throw ex;
			}
		}
	}

	@Override
	public void close() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
