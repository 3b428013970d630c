package io.schemarecovery.boot;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archives;
import io.schemarecovery.archive.Archives.Stored;
import io.schemarecovery.jdbc.Transaction;

/** The archives that are present, read anew after a while: measuring them takes time. */
class PresentArchives {

	private static final Duration FRESH = Duration.ofMinutes(5);

	private final DataSource dataSource;

	private Instant read = Instant.MIN;

	private List<String> archives = List.of();

	PresentArchives(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/** A line for each: run, age, state, objects, size. */
	synchronized List<String> lines() throws SQLException {
		Instant now = Instant.now();
		if (this.read.isBefore(now.minus(FRESH))) {
			this.archives = Transaction.rollback(this.dataSource, Archives::list)
				.stream()
				.map(Stored::toString)
				.toList();
			this.read = now;
		}
		return this.archives;
	}

}
