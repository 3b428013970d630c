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
import java.util.List;

import io.schemarecovery.migrate.CascadePolicies.Verdict;
import io.schemarecovery.rewrite.CascadeRewriter;
import io.schemarecovery.rewrite.DropClause;
import org.jspecify.annotations.Nullable;

/**
 * Decorates a connection and the statements it makes: every SQL text passes
 * {@link #rewrite} before the driver sees it.
 */
final class CascadeConnection implements InvocationHandler {

	private final Connection target;

	private final CascadePolicies policies;

	private final CascadeJournal journal;

	private final OwnSessions sessions;

	private CascadeConnection(Connection target, CascadePolicies policies, CascadeJournal journal,
			OwnSessions sessions) {
		this.target = target;
		this.policies = policies;
		this.journal = journal;
		this.sessions = sessions;
	}

	static Connection decorate(Connection target, CascadePolicies policies, CascadeJournal journal,
			OwnSessions sessions) {
		return proxy(Connection.class, new CascadeConnection(target, policies, journal, sessions));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		if (method.getName().startsWith("prepare") && arguments != null) {
			Sql sql = rewrite((String) arguments[0]);
			arguments[0] = sql.text();
			return statement(call(this.target, method, arguments, sql), proxy, sql);
		}
		Object result = call(this.target, method, arguments, null);
		return method.getName().equals("createStatement") ? statement(result, proxy, null) : result;
	}

	private Object statement(@Nullable Object statement, Object connection, @Nullable Sql prepared) {
		Class<?> type = (statement instanceof CallableStatement) ? CallableStatement.class
				: (statement instanceof PreparedStatement) ? PreparedStatement.class : Statement.class;
		return proxy(type, (proxy, method, arguments) -> {
			if (method.getName().equals("getConnection")) {
				return connection;
			}
			Sql sql = prepared;
			if (arguments != null && arguments.length > 0 && arguments[0] instanceof String text
					&& (method.getName().startsWith("execute") || method.getName().equals("addBatch"))) {
				sql = rewrite(text);
				arguments[0] = sql.text();
			}
			return call(statement, method, arguments, sql);
		});
	}

	/**
	 * A statement on its way to the driver.
	 *
	 * @param original the text as written
	 * @param text the text to run
	 * @param refused the verdict that left a DROP as it is, or {@code null}
	 */
	private record Sql(String original, String text, @Nullable Verdict refused) {

	}

	private Sql rewrite(String sql) throws SQLException {
		try {
			this.sessions.check(this.target, sql);
		}
		catch (SQLException ex) {
			this.journal.failed(sql, null);
			throw ex;
		}
		List<DropClause> clauses = CascadeRewriter.find(sql);
		if (clauses.isEmpty()) {
			return new Sql(sql, sql, null);
		}
		List<Verdict> verdicts = this.policies.judge(this.target, clauses);
		List<Verdict> cascading = verdicts.stream().filter(Verdict::cascade).toList();
		for (Verdict verdict : cascading) {
			this.journal.cascaded(sql.substring(verdict.clause().statementStart(), verdict.clause().insertAt()),
					verdict.closure());
		}
		Verdict refused = verdicts.stream().filter((verdict) -> !verdict.refusal().isEmpty()).findFirst().orElse(null);
		return new Sql(sql, CascadeRewriter.rewrite(sql, cascading.stream().map(Verdict::clause).toList()), refused);
	}

	private @Nullable Object call(@Nullable Object target, Method method, Object @Nullable [] arguments,
			@Nullable Sql sql) throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			if (sql != null && ex.getTargetException() instanceof SQLException) {
				this.journal.failed(sql.original(), sql.refused());
			}
			throw ex.getTargetException();
		}
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(CascadeConnection.class.getClassLoader(), new Class<?>[] { type }, handler));
	}

}
