package io.schemarecovery.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;

import io.schemarecovery.catalog.Closure;
import io.schemarecovery.catalog.ClosureReader;
import io.schemarecovery.catalog.Dependent;
import io.schemarecovery.catalog.ScopeReader;
import io.schemarecovery.request.SchemaRecoveryProperties.CascadePolicy;
import io.schemarecovery.request.SchemaRecoveryProperties.Collateral;
import io.schemarecovery.rewrite.DropClause;
import io.schemarecovery.rewrite.DropKind;
import org.jspecify.annotations.Nullable;

/** Decides for each DROP of a statement whether it may cascade. */
final class CascadePolicies {

	private final Supplier<CascadePolicy> policy;

	private final Collateral collateral;

	private final List<String> configured;

	private volatile @Nullable List<String> scope;

	private final TargetResolver resolver = new TargetResolver();

	private final DependentProbe probe = new DependentProbe();

	private final ClosureReader closures = new ClosureReader();

	private final ScopeReader scopes = new ScopeReader();

	/**
	 * Decide by these settings.
	 * @param policy gives where CASCADE may be added, when a migration runs
	 * @param collateral whether it may take something outside of the scope
	 * @param schemas names of the schemas of the scope; empty for the current one
	 */
	CascadePolicies(Supplier<CascadePolicy> policy, Collateral collateral, List<String> schemas) {
		this.policy = policy;
		this.collateral = collateral;
		this.configured = schemas;
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
			Closure closure = this.probe.depended(connection, clause)
					? this.closures.read(connection, this.resolver.resolve(connection, clause))
					: new Closure(List.of());
			verdicts.add(new Verdict(clause, closure, refusal(clause, closure)));
		}
		return verdicts;
	}

	/**
	 * Find the schemas of the scope, before a migration changes the search path.
	 * @param connection a connection as Flyway has prepared it
	 * @throws SQLException if a query fails
	 */
	void begin(Connection connection) throws SQLException {
		if (this.scope == null) {
			this.scope = this.scopes.read(connection, this.configured);
		}
	}

	private String refusal(DropClause clause, Closure closure) {
		if (closure.dependents().isEmpty()) {
			return "";
		}
		CascadePolicy current = this.policy.get();
		boolean permitted = switch (current) {
			case NONE -> false;
			case FOREIGN_KEYS -> closure.foreignKeysOnly();
			case TABLE -> closure.foreignKeysOnly() || clause.kind() == DropKind.TABLE;
			case ALL -> true;
		};
		if (!permitted) {
			return closure.dependents()
				.stream()
				.filter((dependent) -> current == CascadePolicy.NONE || !dependent.foreignKey())
				.map((dependent) -> dependent + " depends on it, and schema-recovery.migrate.cascade is "
						+ current.name().toLowerCase(Locale.ROOT).replace('_', '-'))
				.findFirst()
				.orElse("");
		}
		List<String> schemas = Objects.requireNonNullElse(this.scope, this.configured);
		List<Dependent> outside = closure.outside(schemas);
		if (this.collateral == Collateral.REFUSE && !outside.isEmpty()) {
			return outside.get(0) + " is not in the schema " + String.join(", ", schemas)
					+ ", and schema-recovery.drop.collateral is refuse";
		}
		return "";
	}

}
