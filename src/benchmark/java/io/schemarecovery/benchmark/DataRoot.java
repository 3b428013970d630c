package io.schemarecovery.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

/**
 * A temporary directory for the data of servers, in memory if there is room for it.
 *
 * @param path the directory
 * @param inMemory whether it is on a memory disk
 */
record DataRoot(Path path, boolean inMemory) implements AutoCloseable {

	private static final Path MEMORY = Path.of("/dev/shm");

	/** A server without any tables, and its log. */
	private static final long AT_LEAST = 2L << 30;

	/** Template and copy of a table with its indexes, and its rows in the catalogs. */
	private static final long PER_TABLE = 150L << 10;

	static DataRoot create(BenchmarkSettings settings, Cleanup cleanup) throws IOException {
		boolean inMemory = Files.isWritable(MEMORY)
				&& MEMORY.toFile().getUsableSpace() > AT_LEAST + PER_TABLE * settings.mostTables();
		Path parent = inMemory ? MEMORY : Files.createDirectories(settings.directory());
		return cleanup
			.add(new DataRoot(Files.createTempDirectory(parent.toAbsolutePath(), "schema-recovery-"), inMemory));
	}

	/** A server that was just stopped may still remove files of its own. */
	@Override
	public void close() throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				FileSystemUtils.deleteRecursively(this.path);
				return;
			}
			catch (IOException ex) {
				if (attempt == 20) {
					throw ex;
				}
				pause();
			}
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public String toString() {
		return this.path + (this.inMemory ? " (memory)" : " (disk: no room in " + MEMORY + ")");
	}

}
