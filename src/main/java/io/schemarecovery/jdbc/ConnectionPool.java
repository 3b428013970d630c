package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.Credentials;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * The HikariCP pool behind a data source. Of other pools nothing is known.
 *
 * @param hikari the pool
 */
public record ConnectionPool(HikariDataSource hikari) {

	private static final boolean PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			ConnectionPool.class.getClassLoader());

	/**
	 * Find it.
	 * @param dataSource the data source, which may be decorated
	 * @return the pool, or empty if there is none or it is another's
	 */
	public static Optional<ConnectionPool> of(DataSource dataSource) {
		return PRESENT ? Optional
			.ofNullable(DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class, HikariDataSource.class))
			.map(ConnectionPool::new) : Optional.empty();
	}

	/** Time that the pool lets somebody wait for a connection. */
	public Duration connectionTimeout() {
		return Duration.ofMillis(this.hikari.getConnectionTimeout());
	}

	/** Replaces every connection, those in use when they are given back. */
	public void evict() {
		HikariPoolMXBean pool = this.hikari.getHikariPoolMXBean();
		if (pool != null) {
			pool.softEvictConnections();
		}
	}

	/**
	 * Closes every connection that is not in use, and makes none that nobody asks for.
	 */
	public void drain() {
		this.hikari.setMinimumIdle(0);
		evict();
	}

	/** A pool with the same settings, on another URL. */
	DataSource like(String url) {
		HikariConfig config = new HikariConfig();
		this.hikari.copyStateTo(config);
		config.setJdbcUrl(url);
		config.setMinimumIdle(0);
		config.setPoolName("rehearsal");
		config.setRegisterMbeans(false);
		config.setMetricsTrackerFactory(null);
		return new HikariDataSource(config);
	}

	/**
	 * Replaces one connection at once, though it is in use.
	 * @param connection the connection as the pool lent it
	 */
	public void evict(Connection connection) {
		this.hikari.evictConnection(connection);
	}

	/**
	 * Hands on the properties of the driver, and credentials that may be new each time.
	 */
	void configure(SimpleDriverDataSource beside) {
		Properties properties = new Properties();
		properties.putAll(this.hikari.getDataSourceProperties());
		beside.setConnectionProperties(properties);
		if (this.hikari.getCredentialsProvider() != null) {
			Credentials credentials = this.hikari.getCredentialsProvider().getCredentials();
			beside.setUsername(credentials.getUsername());
			beside.setPassword(credentials.getPassword());
		}
	}

}
