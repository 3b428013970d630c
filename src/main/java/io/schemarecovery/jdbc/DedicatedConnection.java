package io.schemarecovery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * A connection beside the pool, to where the pool connects: it can be kept for long
 * without taking a place of the pool, however small that is, and nobody else is ever
 * given it.
 */
public final class DedicatedConnection {

	/** Class of invalid_authorization_specification and invalid_password. */
	private static final String BAD_CREDENTIALS = "28";

	private DedicatedConnection() {
	}

	/**
	 * Connect as a data source does. One that does not tell how it connects gives one of
	 * its own connections.
	 * @param dataSource the data source, which may be decorated
	 * @return a connection that commits by itself, to be closed by the caller
	 * @throws SQLException if it cannot be made
	 */
	public static Connection open(DataSource dataSource) throws SQLException {
		Connection connection = connect(dataSource, beside(dataSource));
		if (!connection.getAutoCommit()) {
			connection.setAutoCommit(true);
		}
		return connection;
	}

	private static Connection connect(DataSource dataSource, @Nullable DataSource beside) throws SQLException {
		if (beside == null) {
			return dataSource.getConnection();
		}
		try {
			return beside.getConnection();
		}
		catch (SQLException ex) {
			if (!String.valueOf(ex.getSQLState()).startsWith(BAD_CREDENTIALS)) {
				throw ex;
			}
			// a data source of the application may get its password from elsewhere
			return dataSource.getConnection();
		}
	}

	private static @Nullable DataSource beside(DataSource dataSource) {
		try {
			SimpleDriverDataSource beside = DataSourceBuilder.derivedFrom(DataSourceUnwrapper.unwrapRoot(dataSource))
				.type(SimpleDriverDataSource.class)
				.build();
			ConnectionPool.of(dataSource).ifPresent((pool) -> pool.configure(beside));
			return (beside.getUrl() != null) ? beside : null;
		}
		catch (RuntimeException ex) {
			// each kind of data source fails in its own way to tell what it does not know
			return null;
		}
	}

}
