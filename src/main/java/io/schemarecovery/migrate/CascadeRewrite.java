package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.schemarecovery.cascade.CascadePolicies;
import io.schemarecovery.jdbc.Session;
import io.schemarecovery.cascade.CascadePolicies.Verdict;
import io.schemarecovery.rewrite.CascadeRewriter;
import io.schemarecovery.rewrite.DropClause;
import io.schemarecovery.rewrite.Statements;
import org.jspecify.annotations.Nullable;

/**
 * Adds CASCADE to the DROPs of a text that fail without, where that is permitted. Only
 * those of its first statement: what a later one would take depends on what those before
 * it do. Flyway executes the statements of an SQL migration one by one.
 *
 * @param policies decides
 * @param sessions knows what would wait for ever
 */
record CascadeRewrite(CascadePolicies policies, OwnSessions sessions) {

	/**
	 * A text on its way to the driver.
	 *
	 * @param original the text as written
	 * @param text the text to run
	 * @param cascading the verdicts that added CASCADE
	 * @param refused the verdict that left a DROP as it is, or {@code null}
	 */
	record Sql(String original, String text, List<Verdict> cascading, @Nullable Verdict refused) {

		static Sql asWritten(String sql) {
			return new Sql(sql, sql, List.of(), null);
		}

	}

	/**
	 * The DROPs of a text that could cascade.
	 * @param connection the connection that will run the text, undecorated
	 * @param sql the text
	 * @return those of its first statement, which are none for most texts
	 * @throws SQLException if the text would wait for ever
	 */
	List<DropClause> drops(Connection connection, String sql) throws SQLException {
		this.sessions.check(connection, sql);
		return firstStatement(sql, CascadeRewriter.find(sql, Session.hasStandardConformingStrings(connection)));
	}

	/**
	 * What to run instead of a text that the server refused, since something depends on
	 * what it drops.
	 * @param connection the connection that will run the text, undecorated
	 * @param sql the text
	 * @param drops the DROPs of it
	 * @return the text, with CASCADE where that is permitted
	 * @throws SQLException if the catalog cannot be read
	 */
	Sql judged(Connection connection, String sql, List<DropClause> drops) throws SQLException {
		List<Verdict> verdicts = this.policies.judge(connection, drops);
		List<Verdict> cascading = verdicts.stream().filter(Verdict::cascade).toList();
		Verdict refused = verdicts.stream().filter((verdict) -> !verdict.refusal().isEmpty()).findFirst().orElse(null);
		return new Sql(sql, CascadeRewriter.rewrite(sql, cascading.stream().map(Verdict::clause).toList()), cascading,
				refused);
	}

	private static List<DropClause> firstStatement(String sql, List<DropClause> clauses) {
		if (clauses.isEmpty()) {
			return clauses;
		}
		int start = clauses.get(0).statementStart();
		if (start != Statements.first(sql)) {
			return List.of();
		}
		return clauses.stream().filter((clause) -> clause.statementStart() == start).toList();
	}

}
