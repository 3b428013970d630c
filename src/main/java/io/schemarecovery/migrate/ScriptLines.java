package io.schemarecovery.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.flywaydb.core.api.CoreLocationPrefix;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line of a statement in the script of a migration, which Flyway tells nobody
 * but with a failure.
 *
 * @param configuration knows where the scripts are
 * @param script name of the script, relative to a location
 */
record ScriptLines(Configuration configuration, String script) {

	/**
	 * Find a statement.
	 * @param statement its text
	 * @return its line, counted from 1; 0 if the script has it not exactly once, such as
	 * one whose placeholders were replaced, or cannot be read
	 */
	int find(String statement) {
		String text = text();
		int position = (text != null) ? text.indexOf(statement) : -1;
		if (text == null || position < 0 || text.indexOf(statement, position + 1) >= 0) {
			return 0;
		}
		return 1 + (int) text.substring(0, position).chars().filter((c) -> c == '\n').count();
	}

	/** The script, or {@code null} if it cannot be read. */
	@Nullable String text() {
		try {
			for (Location location : this.configuration.getLocations()) {
				byte[] bytes = bytes(location);
				if (bytes != null) {
					return new String(bytes, this.configuration.getEncoding());
				}
			}
		}
		catch (IOException | RuntimeException ex) {
			// a line number is nothing to fail for
			return null;
		}
		return null;
	}

	private byte @Nullable [] bytes(Location location) throws IOException {
		if (CoreLocationPrefix.isClassPath(location)) {
			try (InputStream stream = this.configuration.getClassLoader()
				.getResourceAsStream(location.getRootPath() + "/" + this.script)) {
				return (stream != null) ? stream.readAllBytes() : null;
			}
		}
		Path file = Path.of(location.getRootPath(), this.script);
		return (CoreLocationPrefix.isFileSystem(location) && Files.isRegularFile(file)) ? Files.readAllBytes(file)
				: null;
	}

}
