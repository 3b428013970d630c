package io.schemarecovery.rewrite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.schemarecovery.rewrite.ObjectRecipes.Recipe;

/**
 * Makes what a statement drops, under the names it gives, and a view that depends on each
 * object. The dependency is a row of {@code pg_depend}, which is all that {@code CASCADE}
 * looks at: so everything has a dependent, also what rarely has one.
 */
final class DroppedObjects {

	private static final Pattern NAME = Pattern
		.compile("(?:(?<schema>U&\"[^\"]+\"|\"(?:[^\"]|\"\")+\"|\\w+)\\.)?(?<local>[^(]+)(?<arguments>\\(.*\\))?.*");

	private final Connection connection;

	private final boolean foreign;

	private final Set<String> made = new HashSet<>();

	private int witnesses;

	/**
	 * Make objects.
	 * @param connection a superuser's
	 * @param sql the statement
	 */
	DroppedObjects(Connection connection, String sql) {
		this.connection = connection;
		this.foreign = sql.contains("FOREIGN TABLE") || sql.contains("TABLE f ");
	}

	void make(List<DropClause> clauses) throws SQLException {
		for (DropClause clause : clauses) {
			boolean pair = ObjectRecipes.of(clause.kind()).statements().toString().contains("{1}");
			for (String target : pair ? Set.of(clause.targets().get(0)) : Set.copyOf(clause.targets())) {
				make(clause, target);
			}
		}
	}

	/** Drops the dependents, as {@code CASCADE} does. */
	void dropWitnesses() throws SQLException {
		for (int i = 1; i <= this.witnesses; i++) {
			execute("DROP VIEW witness_" + i);
		}
	}

	boolean haveWitnesses() {
		return this.witnesses > 0;
	}

	private void make(DropClause clause, String target) throws SQLException {
		Matcher name = NAME.matcher(target);
		if (!name.matches()) {
			throw new IllegalArgumentException(target);
		}
		if (name.group("schema") != null) {
			execute("CREATE SCHEMA IF NOT EXISTS " + name.group("schema"));
		}
		types(clause.kind(), target, name.group("arguments"));
		Recipe recipe = ObjectRecipes.of(clause.kind());
		for (String statement : recipe.statements()) {
			String sql = fill(statement, clause, target, name);
			if (!sql.startsWith("CREATE TYPE") || this.made.add(sql)) {
				execute(sql);
			}
		}
		if (clause.kind() != DropKind.SUBSCRIPTION) {
			witness(recipe.catalog(), clause);
		}
	}

	private String fill(String statement, DropClause clause, String target, Matcher name) {
		String arguments = (name.group("arguments") != null) ? name.group("arguments") : "()";
		String schema = (name.group("schema") != null) ? name.group("schema") + "." : "";
		return statement.replace("{0}", target)
			.replace("{1}", clause.targets().get(clause.targets().size() - 1))
			.replace("{name}", schema + name.group("local"))
			.replace("{local}", name.group("local"))
			.replace("{schema}", schema)
			.replace("{arguments}", arguments)
			.replace("{returns}", arguments.contains("OUT") ? "" : "RETURNS int")
			.replace("{transition}", transition(arguments))
			.replace("{operands}", arguments.replace("NONE, ", ""))
			.replace("{sides}", sides(arguments))
			.replace("{foreign}", this.foreign ? "FOREIGN" : "")
			.replace("{server}", this.foreign ? "SERVER fixture OPTIONS (x '1', y '1')" : "")
			.replace("{columns}", this.foreign ? "a int, b int, c int OPTIONS (x '1'), d int"
					: "a int, b int, c int, d int, e int[], h int, g int GENERATED ALWAYS AS (h) STORED");
	}

	private static String transition(String arguments) {
		if (arguments.contains("ORDER BY")) {
			return "SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = " + (arguments.startsWith("(ORDER")
					? "mode_final, FINALFUNC_EXTRA" : "percentile_disc_final, FINALFUNC_EXTRA");
		}
		return arguments.equals("(*)") ? "SFUNC = int8inc, STYPE = int8, INITCOND = 0" : "SFUNC = int4pl, STYPE = int";
	}

	private static String sides(String arguments) {
		List<String> names = List.of("LEFTARG = ", "RIGHTARG = ");
		String[] types = arguments.replaceAll("[()]", "").split(", ?");
		return IntStream.range(0, Math.min(2, types.length))
			.filter((i) -> !types[i].equals("NONE"))
			.mapToObj((i) -> names.get(i) + types[i])
			.collect(Collectors.joining(", "));
	}

	/** What a cast or an operator is about may have to be made as well. */
	private void types(DropKind kind, String target, String arguments) throws SQLException {
		String types = (kind == DropKind.CAST) ? target : (kind == DropKind.OPERATOR) ? arguments : "";
		for (String type : Arrays.asList(types.split(" AS |[(),] ?"))) {
			if (type.matches("a|b|s\\.a") && this.made.add(type)) {
				execute("CREATE TYPE " + type + " AS ENUM ('a')");
			}
		}
	}

	private void witness(String catalog, DropClause clause) throws SQLException {
		String view = "witness_" + (++this.witnesses);
		String depend = "INSERT INTO pg_depend SELECT 'pg_class'::regclass, '" + view + "'::regclass, 0, ";
		if (catalog.equals("pg_attribute")) {
			try (PreparedStatement insert = this.connection.prepareStatement(depend
					+ "'pg_class'::regclass, attrelid, attnum, 'n' FROM pg_attribute WHERE attrelid = ?::regclass AND attname = (parse_ident(?))[1]")) {
				insert.setString(1, clause.targets().get(0));
				insert.setString(2, clause.targets().get(1));
				insert.execute();
			}
			return;
		}
		execute(depend + "'" + catalog + "'::regclass, max(oid), 0, 'n' FROM " + catalog
				+ (catalog.equals("pg_type") ? " WHERE typelem = 0" : ""));
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new SQLException(sql + ": " + ex.getMessage(), ex.getSQLState(), ex);
		}
	}

}
