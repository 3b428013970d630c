package io.schemarecovery.publish;

import java.time.Instant;
import java.util.List;

import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.report.RunSummary;
import org.jspecify.annotations.Nullable;

/**
 * What a report tells.
 *
 * @param run the run, or {@code null} if none is recorded
 * @param graph the tables and foreign keys as they stand, or {@code null} if they could
 * not be read
 * @param database where they stand
 * @param archives a line for each archive that is present
 * @param made when all this was read
 */
public record ReportContent(@Nullable RunSummary run, @Nullable ForeignKeyGraph graph, Database database,
		List<String> archives, Instant made) {

	public ReportContent {
		archives = List.copyOf(archives);
	}

	/**
	 * A database.
	 *
	 * @param name its name, or empty if it could not be reached
	 * @param host host and port of its server, without credentials, or empty
	 * @param version version of its server, or empty
	 */
	public record Database(String name, String host, String version) {

	}

}
