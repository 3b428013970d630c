package io.schemarecovery.rehearse;

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
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** A connection that is one of several on one transaction, and knows nothing of it. */
final class SharedConnection implements InvocationHandler {

	/** What would touch the one transaction, or the one session. */
	private static final Set<String> IGNORED = Set.of("setReadOnly", "setTransactionIsolation", "setHoldability",
			"setNetworkTimeout");

	private static final Pattern READING = Pattern.compile("\\s*(select|show|values|set)\\b.*",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private final SharedTransaction transaction;

	private final Connection physical;

	private boolean autoCommit = true;

	private boolean closed;

	private boolean failed;

	private @Nullable Savepoint savepoint;

	SharedConnection(SharedTransaction transaction, Connection physical) {
		this.transaction = transaction;
		this.physical = physical;
	}

	boolean autoCommit() {
		return this.autoCommit;
	}

	@Nullable Savepoint savepoint() {
		return this.savepoint;
	}

	/** Whether its transaction failed, and was rolled back for the sake of others. */
	boolean hasFailed() {
		return this.failed;
	}

	void begun(Savepoint begin) {
		this.savepoint = begin;
	}

	void failed() {
		this.failed = true;
	}

	void ended() {
		this.savepoint = null;
		this.failed = false;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		String name = method.getName();
		if (IGNORED.contains(name)) {
			return null;
		}
		Object argument = (arguments != null && arguments.length > 0) ? arguments[0] : null;
		switch (name) {
			case "equals":
				return proxy == argument;
			case "hashCode":
				return System.identityHashCode(proxy);
			case "getAutoCommit":
				return this.autoCommit;
			case "isClosed":
				return this.closed || this.physical.isClosed();
			case "setAutoCommit":
				if (Boolean.TRUE.equals(argument)) {
					this.transaction.commit(this);
				}
				this.autoCommit = Boolean.TRUE.equals(argument);
				return null;
			case "commit":
				this.transaction.commit(this);
				return null;
			case "close", "abort":
				this.transaction.rollback(this);
				this.closed = true;
				return null;
			case "rollback":
				if (argument == null) {
					this.transaction.rollback(this);
					return null;
				}
				break;
			case "setSavepoint", "unwrap":
				// a COPY goes to the driver itself
				if (!this.autoCommit) {
					this.transaction.begin(this);
				}
				break;
			default:
		}
		Object result = call(this.physical, method, arguments);
		if (name.equals("rollback")) {
			this.transaction.restored(this);
		}
		boolean prepares = name.startsWith("prepare");
		return (prepares || name.equals("createStatement"))
				? statement(result, proxy, prepares ? (String) argument : "") : result;
	}

	private Object statement(@Nullable Object statement, Object connection, @Nullable String prepared) {
		Class<?> type = (statement instanceof CallableStatement) ? CallableStatement.class
				: (statement instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
		return Proxy.newProxyInstance(SharedConnection.class.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> {
					String name = method.getName();
					String sql = (arguments != null && arguments.length > 0 && arguments[0] instanceof String text)
							? text : String.valueOf(prepared);
					if (name.equals("getConnection")) {
						return connection;
					}
					if (name.equals("addBatch")) {
						this.transaction.refuse(sql);
					}
					return name.startsWith("execute") ? execute(statement, method, arguments, sql)
							: call(statement, method, arguments);
				});
	}

	private @Nullable Object execute(@Nullable Object statement, Method method, @Nullable Object @Nullable [] arguments,
			String sql) throws Throwable {
		Savepoint own = this.transaction.before(this, sql);
		Object result;
		try {
			result = call(statement, method, arguments);
			this.transaction.ran(own, READING.matcher(sql).matches());
			return result;
		}
		catch (SQLException ex) {
			if (!this.transaction.failed(this, sql, own, ex) || method.getName().equals("executeQuery")) {
				throw ex;
			}
			return nothing(method.getReturnType());
		}
	}

	/** What a statement gives that has done nothing. */
	private static Object nothing(Class<?> type) {
		if (type == boolean.class) {
			return Boolean.FALSE;
		}
		return (type == int.class) ? Integer.valueOf(0) : Long.valueOf(0);
	}

	private static @Nullable Object call(@Nullable Object target, Method method,
			@Nullable Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
