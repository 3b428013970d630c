package io.schemarecovery.benchmark;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;

/**
 * A server's binaries, of a jar that is not on the class path.
 *
 * @param jar a jar for the machine at hand, with a single archive in it
 */
record Binaries(Path jar) implements PgBinaryResolver {

	@Override
	public InputStream getPgBinary(String system, String machineHardware) throws IOException {
		ZipFile zip = new ZipFile(this.jar.toFile());
		ZipEntry archive = zip.stream()
			.filter((entry) -> entry.getName().endsWith(".txz"))
			.findFirst()
			.orElseThrow(() -> new IOException("No server in " + this.jar));
		return new FilterInputStream(zip.getInputStream(archive)) {

			@Override
			public void close() throws IOException {
				zip.close();
			}

		};
	}

}
