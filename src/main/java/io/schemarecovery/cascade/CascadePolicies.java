package io.schemarecovery.cascade;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

import io.schemarecovery.catalog.Closure;
import io.schemarecovery.catalog.ClosureReader;
import io.schemarecovery.catalog.Dependent;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.catalog.ScopeReader;
import io.schemarecovery.request.SchemaRecoveryProperties.CascadePolicy;
import io.schemarecovery.request.SchemaRecoveryProperties.Collateral;
import io.schemarecovery.rewrite.DropClause;
import io.schemarecovery.rewrite.DropKind;
import org.jspecify.annotations.Nullable;

/** Decides for each DROP of a statement whether it may cascade. */
public final class CascadePolicies {

	/** What lives in no schema itself, and takes servers and user mappings with it. */
	private static final Set<DropKind> OF_NO_SCHEMA = EnumSet.of(DropKind.SERVER, DropKind.FOREIGN_DATA_WRAPPER);

	private final Supplier<CascadePolicy> policy;

	private final Collateral collateral;

	private final List<String> configured;

	private volatile @Nullable List<String> scope;

	private final TargetResolver resolver = new TargetResolver();

	private final ClosureReader closures = new ClosureReader();

	private final ScopeReader scopes = new ScopeReader();

	/**
	 * Decide by these settings.
	 * @param policy gives where CASCADE may be added, when a migration runs
	 * @param collateral whether it may take something outside of the scope
	 * @param schemas names of the schemas of the scope; empty for the current one
	 */
	public CascadePolicies(Supplier<CascadePolicy> policy, Collateral collateral, List<String> schemas) {
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
	 * @param permit the settings that would permit it
	 */
	public record Verdict(DropClause clause, Closure closure, String refusal, String permit) {

		/** Whether it runs with CASCADE. */
		public boolean cascade() {
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
	public List<Verdict> judge(Connection connection, List<DropClause> clauses) throws SQLException {
		List<Verdict> verdicts = new ArrayList<>();
		Set<ObjectAddress> gone = new HashSet<>();
		for (DropClause clause : clauses) {
			// what an action of an ALTER took is gone when its next one drops
			Closure closure = closure(connection, clause).without((member) -> gone.contains(member.address()));
			closure.members().forEach((member) -> gone.add(member.address()));
			verdicts.add(verdict(clause, closure, closure.dependents().isEmpty() ? List.of() : scope(connection)));
		}
		return verdicts;
	}

	private Closure closure(Connection connection, DropClause clause) throws SQLException {
		List<ObjectAddress> targets = this.resolver.resolve(connection, clause);
		Closure closure = this.closures.read(connection, targets);
		if (closure.partOfAnother()) {
			return Closure.EMPTY;
		}
		return (clause.kind() == DropKind.ATTRIBUTE && !targets.isEmpty())
				? closure.propagated(targets.get(0), targets.subList(1, targets.size())) : closure;
	}

	/**
	 * Find the schemas of the scope, before a migration changes the search path.
	 * @param connection a connection as Flyway has prepared it
	 * @throws SQLException if a query fails
	 */
	public void begin(Connection connection) throws SQLException {
		if (this.scope == null) {
			this.scope = this.scopes.read(connection, this.configured);
		}
	}

	/** Names of the schemas of the scope, unquoted, once a migration has begun. */
	public List<String> scope() {
		return Objects.requireNonNullElse(this.scope, this.configured);
	}

	/** Whether a foreign key may go with what it references. */
	public boolean foreignKeysMayGo() {
		return this.policy.get() != CascadePolicy.NONE;
	}

	/** A callback may run before any migration. */
	private List<String> scope(Connection connection) throws SQLException {
		List<String> known = this.scope;
		return (known != null) ? known : this.scopes.read(connection, this.configured);
	}

	private Verdict verdict(DropClause clause, Closure closure, List<String> schemas) {
		List<Dependent> refused = refused(clause, closure);
		List<Dependent> outside = (this.collateral == Collateral.REFUSE) ? outside(clause, closure, schemas)
				: List.of();
		List<String> permits = new ArrayList<>();
		if (!refused.isEmpty()) {
			permits.add("schema-recovery.migrate.cascade=" + name(permitting(clause, closure)));
		}
		if (!outside.isEmpty()) {
			permits.add("schema-recovery.drop.collateral=allow");
		}
		return new Verdict(clause, closure, refusal(refused, outside, schemas), String.join(" and ", permits));
	}

	private String refusal(List<Dependent> refused, List<Dependent> outside, List<String> schemas) {
		if (!refused.isEmpty()) {
			return refused.get(0) + " depends on it, and schema-recovery.migrate.cascade is " + name(this.policy.get());
		}
		if (outside.isEmpty()) {
			return "";
		}
		Dependent first = outside.get(0);
		String where = first.schema().isEmpty() ? " is in no schema"
				: " is not in the schema " + String.join(", ", schemas);
		return first + where + ", and schema-recovery.drop.collateral is refuse";
	}

	/** What the policy does not let go. */
	private List<Dependent> refused(DropClause clause, Closure closure) {
		return switch (this.policy.get()) {
			case NONE -> closure.dependents();
			case FOREIGN_KEYS -> more(closure);
			case TABLE -> (clause.kind() == DropKind.TABLE) ? List.of() : more(closure);
			case ALL -> List.of();
		};
	}

	private static List<Dependent> more(Closure closure) {
		return closure.dependents().stream().filter((dependent) -> !dependent.foreignKey()).toList();
	}

	private static CascadePolicy permitting(DropClause clause, Closure closure) {
		if (closure.foreignKeysOnly()) {
			return CascadePolicy.FOREIGN_KEYS;
		}
		return (clause.kind() == DropKind.TABLE) ? CascadePolicy.TABLE : CascadePolicy.ALL;
	}

	private static List<Dependent> outside(DropClause clause, Closure closure, List<String> schemas) {
		return closure.outside(schemas)
			.stream()
			.filter((dependent) -> !dependent.schema().isEmpty() || !OF_NO_SCHEMA.contains(clause.kind()))
			.toList();
	}

	private static String name(CascadePolicy policy) {
		return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
