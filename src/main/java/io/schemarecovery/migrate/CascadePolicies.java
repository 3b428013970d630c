package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.catalog.Closure;
import io.schemarecovery.catalog.ClosureReader;
import io.schemarecovery.catalog.ScopeReader;
import io.schemarecovery.request.SchemaRecoveryProperties.CascadePolicy;
import io.schemarecovery.request.SchemaRecoveryProperties.Collateral;
import io.schemarecovery.rewrite.DropClause;
import io.schemarecovery.rewrite.DropKind;

/** Decides for each DROP of a statement whether it may cascade. */
final class CascadePolicies {

	private final CascadePolicy policy;

	private final Collateral collateral;

	private final List<String> schemas;

	private final TargetResolver resolver = new TargetResolver();

	private final ClosureReader closures = new ClosureReader();

	private final ScopeReader scopes = new ScopeReader();

	/**
	 * Decide by these settings.
	 * @param policy where CASCADE may be added
	 * @param collateral whether it may take something outside of the scope
	 * @param schemas names of the schemas of the scope; empty for the current one
	 */
	CascadePolicies(CascadePolicy policy, Collateral collateral, List<String> schemas) {
		this.policy = policy;
		this.collateral = collateral;
		this.schemas = schemas;
	}

	/**
	 * What was decided of one DROP.
	 *
	 * @param clause the DROP
	 * @param closure what it would take
	 * @param refusal why it may not cascade; empty if it may, or need not
	 */
	record Verdict(DropClause clause, Closure closure, String refusal) {

		boolean cascade() {
			return this.refusal.isEmpty() && !this.closure.dependents().isEmpty();
		}

	}

	/**
	 * Decide, from the catalog as the transaction that is about to drop sees it.
	 * @param connection the connection that will run the statement, undecorated
	 * @param clauses the DROPs of the statement
	 * @return a verdict for each
	 * @throws SQLException if the catalog cannot be read
	 */
	List<Verdict> judge(Connection connection, List<DropClause> clauses) throws SQLException {
		List<Verdict> verdicts = new ArrayList<>();
		for (DropClause clause : clauses) {
			Closure closure = this.closures.read(connection, this.resolver.resolve(connection, clause));
			verdicts.add(new Verdict(clause, closure, refusal(connection, clause, closure)));
		}
		return verdicts;
	}

	private String refusal(Connection connection, DropClause clause, Closure closure) throws SQLException {
		if (closure.dependents().isEmpty()) {
			return "";
		}
		boolean permitted = closure.foreignKeysOnly() || this.policy == CascadePolicy.ALL
				|| (this.policy == CascadePolicy.TABLE && clause.kind() == DropKind.TABLE);
		if (!permitted) {
			return "more than foreign keys depends on it, and schema-recovery.migrate.cascade is "
					+ this.policy.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
		}
		if (this.collateral == Collateral.REFUSE
				&& !closure.outside(this.scopes.read(connection, this.schemas)).isEmpty()) {
			return "something of another schema depends on it, and schema-recovery.drop.collateral is refuse";
		}
		return "";
	}

}
