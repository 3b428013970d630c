package io.schemarecovery.migrate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

import io.schemarecovery.migrate.CascadeRewrite.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Decorates a connection and the statements it makes: a text passes
 * {@link CascadeRewrite} at the moment it is executed. What is collected in a batch runs
 * as written, since what the statements before it do cannot be foreseen.
 */
final class CascadeConnection implements InvocationHandler {

	private final Connection target;

	private final CascadeRewrite rewrite;

	private final CascadeJournal journal;

	private final OpenCascades open;

	private final Suspensions suspensions;

	private CascadeConnection(Connection target, CascadeRewrite rewrite, CascadeJournal journal,
			Suspensions suspensions) {
		this.target = target;
		this.rewrite = rewrite;
		this.journal = journal;
		this.open = new OpenCascades(target, journal);
		this.suspensions = suspensions;
	}

	static Connection decorate(Connection target, CascadeRewrite rewrite, CascadeJournal journal,
			Suspensions suspensions) {
		return proxy(Connection.class, new CascadeConnection(target, rewrite, journal, suspensions));
	}

	/** The connection below a decorated one; another is given as it is. */
	static Connection undecorated(Connection connection) {
		return (Proxy.isProxyClass(connection.getClass())
				&& Proxy.getInvocationHandler(connection) instanceof CascadeConnection decorated) ? decorated.target
						: connection;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		this.suspensions.calling(this.target, method.getName(), (arguments != null) ? arguments[0] : null);
		Object result = call(this.target, method, arguments, null);
		this.open.called(method.getName(), (arguments != null) ? arguments[0] : null, result);
		if (method.getName().startsWith("prepare") && arguments != null) {
			return statement(result, proxy, (String) arguments[0]);
		}
		return method.getName().equals("createStatement") ? statement(result, proxy, null) : result;
	}

	private Object statement(@Nullable Object statement, Object connection, @Nullable String prepared) {
		Class<?> type = (statement instanceof CallableStatement) ? CallableStatement.class
				: (statement instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
		return proxy(type, (proxy, method, arguments) -> {
			if (method.getName().equals("getConnection")) {
				return connection;
			}
			if (method.getName().startsWith("execute") && method.getName().endsWith("Batch")) {
				this.suspensions.before(this.target, "");
				return call(statement, method, arguments, null);
			}
			if (!method.getName().startsWith("execute")) {
				return call(statement, method, arguments, null);
			}
			if (arguments != null && arguments.length > 0 && arguments[0] instanceof String text) {
				Sql sql = rewritten(text);
				arguments[0] = sql.text();
				return call(statement, method, arguments, sql);
			}
			Sql sql = (prepared != null) ? rewritten(prepared) : null;
			if (sql == null || sql.text().equals(sql.original())) {
				return call(statement, method, arguments, sql);
			}
			// a DROP has no parameters: the text with CASCADE can be prepared instead
			try (PreparedStatement again = this.target.prepareStatement(sql.text())) {
				return call(again, method, arguments, sql);
			}
		});
	}

	private Sql rewritten(String sql) throws SQLException {
		try {
			this.suspensions.before(this.target, sql);
			return this.rewrite.apply(this.target, sql);
		}
		catch (SQLException ex) {
			this.journal.failed(Sql.asWritten(sql), ex);
			throw ex;
		}
	}

	private @Nullable Object call(@Nullable Object target, Method method, Object @Nullable [] arguments,
			@Nullable Sql sql) throws Throwable {
		try {
			Object result = method.invoke(target, arguments);
			if (sql != null) {
				this.open.ran(sql);
			}
			return result;
		}
		catch (InvocationTargetException ex) {
			if (sql != null && ex.getTargetException() instanceof SQLException exception) {
				this.journal.failed(sql, exception);
			}
			throw ex.getTargetException();
		}
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(CascadeConnection.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

}
