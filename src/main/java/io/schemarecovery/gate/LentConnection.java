package io.schemarecovery.gate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.schemarecovery.jdbc.ConnectionPool;
import io.schemarecovery.jdbc.Session;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/** A connection that tells when it is given back. */
final class LentConnection implements InvocationHandler {

	private static final Log logger = LogFactory.getLog(LentConnection.class);

	/** admin_shutdown: what a borrower sees when the server is restarted. */
	private static final String SQLSTATE = "57P01";

	private static final Set<String> CLOSING = Set.of("close", "abort");

	/** By which one that only reads would write. */
	private static final Set<String> WRITING = Set.of("setAutoCommit", "setReadOnly");

	private final Connection connection;

	private final @Nullable ConnectionPool pool;

	private final boolean reading;

	private final Consumer<LentConnection> whenReturned;

	private final String borrower = Thread.currentThread().getName();

	private final CountDownLatch returned = new CountDownLatch(1);

	private volatile boolean ended;

	LentConnection(Connection connection, @Nullable ConnectionPool pool, boolean reading,
			Consumer<LentConnection> whenReturned) {
		this.connection = connection;
		this.pool = pool;
		this.reading = reading;
		this.whenReturned = whenReturned;
	}

	/**
	 * Whether a connection is one of these.
	 * @param connection the connection
	 */
	static boolean isLent(Connection connection) {
		return Proxy.isProxyClass(connection.getClass())
				&& Proxy.getInvocationHandler(connection) instanceof LentConnection;
	}

	/** What the borrower gets: all that the connection can be cast to. */
	Connection proxy() {
		Class<?> type = this.connection.getClass();
		Class<?>[] interfaces = Arrays.stream(ClassUtils.getAllInterfacesForClass(type))
			.filter((found) -> Modifier.isPublic(found.getModifiers()))
			.toArray(Class<?>[]::new);
		return (Connection) Proxy.newProxyInstance(type.getClassLoader(), interfaces, this);
	}

	/** Name of the thread that borrowed it. */
	String borrower() {
		return this.borrower;
	}

	/**
	 * Wait until it is given back.
	 * @param nanos time to wait
	 * @return whether it was
	 */
	boolean awaitReturn(long nanos) {
		try {
			// a statement may have closed it by its own reference
			return this.returned.await(nanos, TimeUnit.NANOSECONDS) || this.connection.isClosed();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** Takes it away from the borrower, and frees its place in the pool. */
	void end() {
		this.ended = true;
		try {
			Session.end(this.connection);
		}
		catch (SQLException | RuntimeException ex) {
			logger.warn("A connection borrowed by thread '%s' could not be ended: %s".formatted(this.borrower,
					ex.getMessage()));
		}
		if (this.pool != null) {
			this.pool.evict(this.connection);
		}
		returned();
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		String name = method.getName();
		if (name.equals("equals") && arguments != null) {
			return proxy == arguments[0];
		}
		if (name.equals("hashCode")) {
			return System.identityHashCode(proxy);
		}
		if (this.ended && method.getDeclaringClass() == Connection.class && !CLOSING.contains(name)
				&& !name.equals("isClosed")) {
			throw new SQLException("This connection was ended: the database of this application is being %s."
				.formatted(this.reading ? "examined" : "reset"), SQLSTATE);
		}
		if (this.reading && WRITING.contains(name)) {
			return null;
		}
		try {
			return method.invoke(this.connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		finally {
			if (CLOSING.contains(name)) {
				returned();
			}
		}
	}

	private void returned() {
		this.returned.countDown();
		this.whenReturned.accept(this);
	}

}
