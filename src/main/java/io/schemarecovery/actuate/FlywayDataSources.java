package io.schemarecovery.actuate;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Where Flyway migrates, as the application made it. */
public final class FlywayDataSources {

	private FlywayDataSources() {
	}

	/**
	 * Find them.
	 * @param flyways the Flyway beans
	 * @return their data sources, each once
	 */
	public static List<DataSource> of(Collection<Flyway> flyways) {
		return flyways.stream()
			.map((flyway) -> flyway.getConfiguration().getDataSource())
			.filter(Objects::nonNull)
			.map((decorated) -> (decorated instanceof DelegatingDataSource delegating)
					? Objects.requireNonNull(delegating.getTargetDataSource()) : decorated)
			.distinct()
			.toList();
	}

}
