package io.schemarecovery.jdbc;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The session behind a connection. */
public final class Session {

	// by name: the annotations of the driver's own need a library that nobody has
	private static final @Nullable Method CANCEL = cancelQuery();

	private Session() {
	}

	/**
	 * End the session of a connection that another thread uses. What it runs is cancelled
	 * first: the server looks for a client that is gone only when it has something to
	 * tell it, and would keep the locks until then.
	 * @param connection the connection
	 * @throws SQLException if it cannot be ended
	 */
	public static void end(Connection connection) throws SQLException {
		try {
			if (CANCEL != null && connection.isWrapperFor(CANCEL.getDeclaringClass())) {
				ReflectionUtils.invokeMethod(CANCEL,
						Objects.requireNonNull(connection.unwrap(CANCEL.getDeclaringClass())));
			}
		}
		finally {
			connection.abort(Runnable::run);
		}
	}

	private static @Nullable Method cancelQuery() {
		ClassLoader loader = Session.class.getClassLoader();
		String driver = "org.postgresql.PGConnection";
		return ClassUtils.isPresent(driver, loader)
				? ClassUtils.getMethodIfAvailable(ClassUtils.resolveClassName(driver, loader), "cancelQuery") : null;
	}

}
