package io.schemarecovery.actuate;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archives;
import io.schemarecovery.jdbc.Transaction;

/** The archives that are present, read anew after a while: measuring them takes time. */
class PresentArchives {

	private static final Duration FRESH = Duration.ofMinutes(5);

	private final List<DataSource> dataSources;

	private Instant read = Instant.MIN;

	private List<String> archives = List.of();

	PresentArchives(List<DataSource> dataSources) {
		this.dataSources = dataSources;
	}

	/** A line for each: run, age, state, objects, size. */
	synchronized List<String> lines() throws SQLException {
		Instant now = Instant.now();
		if (this.read.isBefore(now.minus(FRESH))) {
			List<String> found = new ArrayList<>();
			for (DataSource dataSource : this.dataSources) {
				Transaction.rollback(dataSource, Archives::list).forEach((stored) -> found.add(stored.toString()));
			}
			this.archives = found.stream().distinct().toList();
			this.read = now;
		}
		return this.archives;
	}

}
