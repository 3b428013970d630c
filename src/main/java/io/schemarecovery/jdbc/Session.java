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
	private static final @Nullable Method CANCEL = driver("cancelQuery");

	private static final @Nullable Method PARAMETER_STATUS = driver("getParameterStatus", String.class);

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

	/**
	 * Whether a backslash in {@code '…'} is a backslash. The server tells the driver of
	 * each change of {@code standard_conforming_strings}, so that nothing is asked here.
	 * @param connection the connection
	 * @return {@code false} only if the session says so; another driver than PostgreSQL's
	 * does not tell, and PostgreSQL 19 has no other way
	 * @throws SQLException if the connection is closed
	 */
	public static boolean hasStandardConformingStrings(Connection connection) throws SQLException {
		return PARAMETER_STATUS == null || !connection.isWrapperFor(PARAMETER_STATUS.getDeclaringClass())
				|| !"off".equals(ReflectionUtils.invokeMethod(PARAMETER_STATUS,
						connection.unwrap(PARAMETER_STATUS.getDeclaringClass()), "standard_conforming_strings"));
	}

	private static @Nullable Method driver(String method, Class<?>... parameters) {
		ClassLoader loader = Session.class.getClassLoader();
		String driver = "org.postgresql.PGConnection";
		return ClassUtils.isPresent(driver, loader)
				? ClassUtils.getMethodIfAvailable(ClassUtils.resolveClassName(driver, loader), method, parameters)
				: null;
	}

}
