package io.schemarecovery.jdbc;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Another database of the same server, connected to in the same way. */
public final class SiblingDatabase {

	private static final Pattern URL = Pattern.compile("(jdbc:postgresql:(?://[^/?]*/)?)([^/?]*)(\\?.*)?",
			Pattern.DOTALL);

	private SiblingDatabase() {
	}

	/**
	 * A data source that connects to another database.
	 * @param original the data source to take after, which may be decorated
	 * @param database name of the other database, of letters that a URL need not encode
	 * @return the data source, with the same settings of its sessions if the pool tells
	 * them; empty if the original does not tell where it connects to
	 */
	public static Optional<DataSource> of(DataSource original, String database) {
		Matcher url = URL.matcher(String.valueOf(url(original)));
		if (!url.matches()) {
			return Optional.empty();
		}
		String parameters = (url.group(3) != null) ? url.group(3) : "";
		String other = url.group(1) + database + parameters;
		ConnectionPool pool = ConnectionPool.of(original).orElse(null);
		return Optional.of((pool != null) ? pool.like(other)
				: DataSourceBuilder.derivedFrom(DataSourceUnwrapper.unwrapRoot(original))
					.type(SimpleDriverDataSource.class)
					.url(other)
					.build());
	}

	/**
	 * Whether a data source tells where it connects to.
	 * @param original the data source
	 */
	public static boolean isKnown(DataSource original) {
		return address(original) != null;
	}

	/**
	 * Whether two data sources are known to connect to different databases.
	 * @param one a data source
	 * @param other another
	 */
	public static boolean areApart(DataSource one, DataSource other) {
		String first = address(one);
		String second = address(other);
		return first != null && second != null && !first.equals(second);
	}

	private static @Nullable String address(DataSource dataSource) {
		Matcher url = URL.matcher(String.valueOf(url(dataSource)));
		return url.matches() ? url.group(1) + url.group(2) : null;
	}

	private static @Nullable String url(DataSource dataSource) {
		AbstractDriverBasedDataSource driver = DataSourceUnwrapper.unwrap(dataSource,
				AbstractDriverBasedDataSource.class);
		return (driver != null) ? driver.getUrl()
				: ConnectionPool.of(dataSource).map((pool) -> pool.hikari().getJdbcUrl()).orElse(null);
	}

}
