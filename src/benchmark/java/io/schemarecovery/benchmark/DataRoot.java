package io.schemarecovery.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

	/** Where the data of a server is. */
	Path of(boolean raised) {
		return this.path.resolve(raised ? "raised" : "default");
	}

	@Override
	public void close() throws IOException {
		LeftoverServer.stop(of(false));
		LeftoverServer.stop(of(true));
		FileSystemUtils.deleteRecursively(this.path);
	}

	@Override
	public String toString() {
		return this.path + (this.inMemory ? " (memory)" : " (disk: no room in " + MEMORY + ")");
	}

}
