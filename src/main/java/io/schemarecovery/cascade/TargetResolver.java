package io.schemarecovery.cascade;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.jdbc.Query;
import io.schemarecovery.rewrite.DropClause;
import io.schemarecovery.rewrite.DropKind;
import io.schemarecovery.rewrite.Target;
import io.schemarecovery.rewrite.Target.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects that a DROP names, with the search path of the session that will drop
 * them, in one query. What cannot be found is nobody's: the statement then runs as
 * written.
 */
final class TargetResolver {

	private final InheritedParts parts = new InheritedParts();

	/** The values of a query, a row for each name. */
	private record Named(String schema, String name, String more) {

	}

	/**
	 * Find the objects of a clause.
	 * @param connection the connection that will run the statement, undecorated
	 * @param clause the clause
	 * @return their addresses, each once; for {@link DropKind#ATTRIBUTE} followed by the
	 * columns of the tables made of the type; empty if there are none
	 * @throws SQLException if the connection fails
	 */
	List<ObjectAddress> resolve(Connection connection, DropClause clause) throws SQLException {
		return switch (clause.kind()) {
			case COLUMN, CONSTRAINT, ATTRIBUTE -> this.parts.find(connection, clause);
			// nothing depends on one
			case SUBSCRIPTION -> List.of();
			default -> find(connection, clause.kind(), clause.targets()).stream().distinct().toList();
		};
	}

	private static List<ObjectAddress> find(Connection connection, DropKind kind, List<String> targets)
			throws SQLException {
		List<Named> names = names(kind, targets);
		List<Object> values = new ArrayList<>(List.of(names.stream().map(Named::schema).toList(),
				names.stream().map(Named::name).toList(), names.stream().map(Named::more).toList()));
		switch (kind) {
			case FUNCTION -> values.add(List.of("f", "w"));
			case PROCEDURE -> values.add(List.of("p"));
			case AGGREGATE -> values.add(List.of("a"));
			case ROUTINE -> values.add(List.of("f", "w", "p", "a"));
			default -> {
			}
		}
		Query<ObjectAddress> query = Query.of(TargetQueries.of(kind), TargetResolver::address);
		return readsTypes(kind) ? unlessRefused(connection, query, values) : query.list(connection, values.toArray());
	}

	/** A type that cannot be read is an error, which would void the transaction. */
	private static List<ObjectAddress> unlessRefused(Connection connection, Query<ObjectAddress> query,
			List<Object> values) throws SQLException {
		Savepoint savepoint = connection.getAutoCommit() ? null : connection.setSavepoint();
		try {
			return query.list(connection, values.toArray());
		}
		catch (SQLException ex) {
			if (savepoint != null) {
				connection.rollback(savepoint);
			}
			return List.of();
		}
		finally {
			release(connection, savepoint);
		}
	}

	private static void release(Connection connection, @Nullable Savepoint savepoint) throws SQLException {
		if (savepoint != null) {
			connection.releaseSavepoint(savepoint);
		}
	}

	private static ObjectAddress address(ResultSet row) throws SQLException {
		return new ObjectAddress(row.getLong(1), row.getLong(2), row.getInt(3));
	}

	private static boolean readsTypes(DropKind kind) {
		return switch (kind) {
			case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE, OPERATOR, CAST, TRANSFORM -> true;
			default -> false;
		};
	}

	private static List<Named> names(DropKind kind, List<String> targets) {
		return switch (kind) {
			case CAST -> {
				List<String> types = Target.typesOfCast(targets.get(0));
				yield List.of(new Named("", types.get(0), types.get(1)));
			}
			case TRANSFORM -> List.of(new Named("", targets.get(0), Target.of(targets.get(1)).last()));
			case RULE, TRIGGER, POLICY -> List.of(named(targets.get(1), Target.of(targets.get(0)).last()));
			case OPERATOR_CLASS, OPERATOR_FAMILY, DOMAIN_CONSTRAINT ->
				List.of(named(targets.get(0), Target.of(targets.get(1)).last()));
			// what has more than a name is a type of the system, or an array, part of
			// another
			case TYPE,
					DOMAIN ->
				targets.stream()
					.filter((target) -> Target.of(target).bare())
					.map((target) -> named(target, ""))
					.toList();
			default -> targets.stream().map((target) -> named(target, arguments(kind, Target.of(target)))).toList();
		};
	}

	private static Named named(String target, String more) {
		Target named = Target.of(target);
		return new Named(named.schema(), named.last(), more);
	}

	private static String arguments(DropKind kind, Target target) {
		List<Argument> arguments = target.arguments();
		if (arguments == null || !readsTypes(kind)) {
			return "";
		}
		if (kind == DropKind.OPERATOR) {
			return types(arguments);
		}
		String ins = types(arguments.stream().filter((argument) -> !argument.mode().equals("out")).toList());
		boolean all = kind != DropKind.AGGREGATE
				&& arguments.stream().allMatch((argument) -> argument.mode().isEmpty());
		return "(" + TargetQueries.FIELDS + ins + TargetQueries.FIELDS + (all ? ins : "");
	}

	private static String types(List<Argument> arguments) {
		return arguments.stream().map(Argument::type).collect(Collectors.joining(TargetQueries.TYPES));
	}

}
