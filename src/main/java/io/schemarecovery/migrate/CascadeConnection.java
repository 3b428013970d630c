package io.schemarecovery.migrate;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

import io.schemarecovery.migrate.CascadeRewrite.Sql;
import io.schemarecovery.rewrite.DropClause;
import org.jspecify.annotations.Nullable;

/**
 * Decorates a connection and the statements it makes: a text passes
 * {@link CascadeRewrite} at the moment it is executed. What is collected in a batch runs
 * as written, since what the statements before it do cannot be foreseen.
 */
final class CascadeConnection implements InvocationHandler {

	/** dependent_objects_still_exist. */
	static final String DEPENDENTS = "2BP01";

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
		String name = method.getName();
		Object argument = (arguments != null) ? arguments[0] : null;
		TransactionControl control = TransactionControl.of(name, argument, this.target);
		this.suspensions.calling(this.target, name, control);
		Object result = call(this.target, method, arguments, null);
		this.open.called(name, control, argument, result);
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
				return execute(text, (sql) -> {
					arguments[0] = sql.text();
					return call(statement, method, arguments, sql);
				});
			}
			return (prepared == null) ? call(statement, method, arguments, null) : execute(prepared, (sql) -> {
				if (sql.text().equals(prepared)) {
					return call(statement, method, arguments, sql);
				}
				// a DROP has no parameters: the text with CASCADE can be prepared instead
				try (PreparedStatement again = this.target.prepareStatement(sql.text())) {
					return call(again, method, arguments, sql);
				}
			});
		});
	}

	private @Nullable Object execute(String text, Execution execution) throws Throwable {
		Sql asWritten = Sql.asWritten(text);
		List<DropClause> drops;
		try {
			this.suspensions.before(this.target, text);
			drops = this.rewrite.drops(this.target, text);
		}
		catch (SQLException ex) {
			this.journal.failed(asWritten, ex);
			throw ex;
		}
		return drops.isEmpty() ? execution.run(asWritten) : drop(asWritten, drops, execution);
	}

	/**
	 * A DROP on which nothing depends, as most are, costs a savepoint. If it is refused,
	 * it runs with CASCADE where that is permitted, or once more as written, so that the
	 * transaction is left as it would be.
	 */
	private @Nullable Object drop(Sql asWritten, List<DropClause> drops, Execution execution) throws Throwable {
		Savepoint before = this.target.getAutoCommit() ? null : this.target.setSavepoint();
		Object result;
		try {
			result = execution.run(asWritten);
		}
		catch (SQLException ex) {
			if (!DEPENDENTS.equals(ex.getSQLState())) {
				throw ex;
			}
			if (before != null) {
				this.target.rollback(before);
			}
			result = execution.run(this.rewrite.judged(this.target, asWritten.original(), drops));
		}
		if (before != null) {
			this.target.releaseSavepoint(before);
		}
		return result;
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

	/** Runs a text on the statement that it was given to. */
	@FunctionalInterface
	private interface Execution {

		@Nullable Object run(Sql sql) throws Throwable;

	}

}
