package io.schemarecovery.migrate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.schemarecovery.jdbc.ConnectionPool;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;

/**
 * Where a data source connects to, as it may be told: without user, password, options.
 */
public final class DatabaseAddress {

	private static final Pattern URL = Pattern.compile("jdbc:postgresql://(?:[^@/]*@)?([^/?]*)/([^?]*).*");

	private DatabaseAddress() {
	}

	/**
	 * Describe a data source.
	 * @param dataSource the data source
	 * @return "host:port, database name", or that it is not known
	 */
	public static String of(DataSource dataSource) {
		String url = url(dataSource);
		Matcher matcher = URL.matcher((url != null) ? url : "");
		if (!matcher.matches()) {
			return "the data source does not tell host and port";
		}
		String host = matcher.group(1).isEmpty() ? "localhost" : matcher.group(1);
		return "host %s, database %s".formatted(
				host.matches(".*:[0-9]+") ? host.replace(":", ", port ") : host + ", port 5432", matcher.group(2));
	}

	private static @Nullable String url(DataSource dataSource) {
		AbstractDriverBasedDataSource driver = DataSourceUnwrapper.unwrap(dataSource,
				AbstractDriverBasedDataSource.class);
		return (driver != null) ? driver.getUrl()
				: ConnectionPool.of(dataSource).map((pool) -> pool.hikari().getJdbcUrl()).orElse(null);
	}

}
