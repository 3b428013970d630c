package io.schemarecovery.archive;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import javax.sql.DataSource;

/** Loses its connections at one commit: before the server hears of it, or after. */
final class BreakingDataSource extends DelegatingDataSource {

	private final AtomicInteger commits;

	private final boolean heard;

	BreakingDataSource(DataSource target, int commits, boolean heard) {
		super(target);
		this.commits = new AtomicInteger(commits);
		this.heard = heard;
	}

	/** Whether it broke. */
	boolean broken() {
		return this.commits.get() < 0;
	}

	@Override
	public Connection getConnection() throws SQLException {
		Connection connection = super.getConnection();
		return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
				(proxy, method, arguments) -> {
					if (method.getName().equals("commit") && this.commits.getAndDecrement() == 0) {
						if (this.heard) {
							connection.commit();
						}
						connection.abort(Runnable::run);
						throw new SQLException("The connection is lost", "08006");
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

}
