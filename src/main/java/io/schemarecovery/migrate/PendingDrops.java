package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.cascade.CascadePolicies;
import io.schemarecovery.cascade.CascadePolicies.Verdict;
import io.schemarecovery.migrate.MigrationSurvey.PendingDrop;
import io.schemarecovery.rewrite.CascadeRewriter;
import io.schemarecovery.rewrite.DropClause;
import io.schemarecovery.rewrite.Statements;
import io.schemarecovery.rewrite.TokenType;

/**
 * Finds out on which DROPs of scripts that were not run yet something depends. What an
 * earlier one takes, its CASCADE included, is gone for the later ones; what scripts make
 * is not seen.
 */
final class PendingDrops {

	private static final int LONGEST = 120;

	private static final String CASCADE = "CASCADE";

	private final CascadePolicies policies;

	private final List<Written> drops = new ArrayList<>();

	/** A DROP as a script has it. */
	private record Written(String script, String text, DropClause clause, boolean bare) {

		PendingDrop told(Verdict verdict) {
			String statement = this.text.substring(this.clause.statementStart(), this.clause.insertAt())
				.lines()
				.map(String::strip)
				.collect(Collectors.joining(" "));
			int line = 1 + (int) this.text.substring(0, this.clause.statementStart())
				.chars()
				.filter((c) -> c == '\n')
				.count();
			return new PendingDrop(this.script, line,
					(statement.length() > LONGEST) ? statement.substring(0, LONGEST) + "..." : statement,
					verdict.closure(), verdict.refusal(), verdict.permit());
		}

	}

	PendingDrops(CascadePolicies policies) {
		this.policies = policies;
	}

	/** Add those of the next script. */
	void add(String script, String text, boolean conforming) {
		List<DropClause> bare = CascadeRewriter.find(text, conforming);
		Set<Integer> starts = bare.stream().map(DropClause::statementStart).collect(Collectors.toSet());
		List<Written> all = new ArrayList<>();
		bare.forEach((clause) -> all.add(new Written(script, text, clause, true)));
		CascadeRewriter.find(withoutCascade(text), conforming)
			.stream()
			.filter((clause) -> !starts.contains(clause.statementStart()))
			.forEach((clause) -> all.add(new Written(script, text, clause, false)));
		all.sort(Comparator.comparingInt((drop) -> drop.clause().insertAt()));
		this.drops.addAll(all);
	}

	/** Those that would need CASCADE and do not say so. */
	List<PendingDrop> judge(Connection connection) throws SQLException {
		List<Verdict> verdicts = this.policies.judge(connection, this.drops.stream().map(Written::clause).toList());
		List<PendingDrop> needy = new ArrayList<>();
		for (int i = 0; i < verdicts.size(); i++) {
			if (this.drops.get(i).bare() && !verdicts.get(i).closure().dependents().isEmpty()) {
				needy.add(this.drops.get(i).told(verdicts.get(i)));
			}
		}
		return needy;
	}

	/** Blanked, so that a DROP which says it is found like any other. */
	private static String withoutCascade(String text) {
		StringBuilder without = new StringBuilder(text);
		Statements.tokens(text, (token) -> {
			if (token.type() == TokenType.WORD
					&& text.substring(token.start(), token.end()).equalsIgnoreCase(CASCADE)) {
				without.replace(token.start(), token.end(), " ".repeat(CASCADE.length()));
			}
		});
		return without.toString();
	}

}
