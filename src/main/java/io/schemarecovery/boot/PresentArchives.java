package io.schemarecovery.boot;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import io.schemarecovery.archive.Archives;
import io.schemarecovery.jdbc.Transaction;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The archives that are present, read anew after a while: measuring them takes time. */
class PresentArchives {

	private static final Duration FRESH = Duration.ofMinutes(5);

	private final List<DataSource> dataSources;

	private Instant read = Instant.MIN;

	private List<String> archives = List.of();

	PresentArchives(List<DataSource> dataSources) {
		this.dataSources = dataSources;
	}

	/** Those where Flyway migrates. */
	static PresentArchives of(Collection<Flyway> flyways) {
		return new PresentArchives(flyways.stream()
			.map((flyway) -> flyway.getConfiguration().getDataSource())
			.filter(Objects::nonNull)
			.map((decorated) -> (decorated instanceof DelegatingDataSource delegating)
					? Objects.requireNonNull(delegating.getTargetDataSource()) : decorated)
			.distinct()
			.toList());
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
