package io.schemarecovery.boot;

import java.util.List;

import io.schemarecovery.catalog.DatabaseFacts;
import io.schemarecovery.catalog.DiskSize;
import io.schemarecovery.request.ResetRequest;

/** Tells which database a request is about, before anything of it is touched. */
final class DatabaseStory {

	private DatabaseStory() {
	}

	static String of(ResetRequest request, DatabaseFacts facts, List<String> schemas) {
		Long bytes = facts.bytes();
		return """
				%s, asked for by %s, is about this database:
				  server    %s, PostgreSQL %s
				  database  %s%s
				  role      %s
				  schemas   %s""".formatted((request instanceof ResetRequest.Undo) ? "The undo" : "The reset", request,
				facts.server().isEmpty() ? "not told by the driver" : facts.server(), facts.version(), facts.name(),
				(bytes != null) ? ", " + DiskSize.text(bytes) : "", facts.role(), String.join(", ", schemas));
	}

}
