package io.schemarecovery.migrate;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Gives one connection to whoever asks, and keeps its transaction from being ended: what
 * is seen by it is seen in one snapshot, and whatever is set is rolled back.
 */
final class OneConnection extends AbstractDataSource {

	private static final Set<String> KEPT_FROM = Set.of("close", "commit", "rollback", "setAutoCommit", "setReadOnly",
			"setTransactionIsolation");

	private final Connection connection;

	/**
	 * @param connection a connection within a transaction
	 */
	OneConnection(Connection connection) {
		this.connection = connection;
	}

	@Override
	public Connection getConnection() {
		return (Connection) Proxy.newProxyInstance(OneConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (KEPT_FROM.contains(method.getName())) {
						return null;
					}
					try {
						return method.getName().equals("getAutoCommit") ? Boolean.TRUE
								: method.invoke(this.connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getTargetException();
					}
				});
	}

	@Override
	public Connection getConnection(String user, String password) {
		return getConnection();
	}

}
