package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Some schemas full of objects of all kinds that refer to each other within and across
 * the schemas, made out of a seed: what was made is picked from at random for what is
 * made next. A statement that the server refuses is left out.
 */
final class RandomSchema {

	/** What names may contain that breaks whatever does not quote. */
	private static final List<String> ODD = List.of("\"", ";", "$$", "%s", "?", "'", "\\", " ", "ü", "表", ".", "--",
			"/*", "{", "\n", "USER", "select");

	private static final int STATEMENTS = 60;

	private final Connection connection;

	private final Random random;

	private final String prefix;

	private final List<String> schemas = new ArrayList<>();

	private final List<String> script = new ArrayList<>();

	private final Map<String, List<String>> made = new HashMap<>();

	private int attempts;

	private int names;

	private RandomSchema(Connection connection, long seed) {
		this.connection = connection;
		this.random = new Random(seed);
		this.prefix = "s" + seed;
	}

	/**
	 * Make the schemas of a seed.
	 * @param connection a connection of the role that is to own them, on autocommit
	 * @param seed the seed
	 */
	static RandomSchema make(Connection connection, long seed) throws SQLException {
		RandomSchema schema = new RandomSchema(connection, seed);
		int count = 2 + schema.below(3);
		for (int i = 0; i < count; i++) {
			String name = schema.prefix + "_" + i + (schema.oneIn(3) ? schema.odd() : "");
			if (schema.attempt("CREATE SCHEMA " + QualifiedName.quote(name))) {
				schema.schemas.add(name);
			}
		}
		List<Runnable> kinds = new ArrayList<>();
		kinds.addAll(new RandomTypes(schema).kinds());
		kinds.addAll(new RandomRoutines(schema).kinds());
		RandomRelations relations = new RandomRelations(schema);
		kinds.addAll(relations.kinds());
		kinds.addAll(new RandomParts(schema).kinds());
		List<Runnable> rare = new RandomRareKinds(schema).kinds();
		relations.table();
		while (schema.attempts < STATEMENTS) {
			List<Runnable> some = schema.oneIn(4) ? rare : kinds;
			some.get(schema.below(some.size())).run();
		}
		return schema;
	}

	/** Names of the schemas, unquoted. */
	List<String> schemas() {
		return this.schemas;
	}

	/** What the server took of what was tried. */
	List<String> script() {
		return this.script;
	}

	int attempts() {
		return this.attempts;
	}

	/** Tries a statement. */
	boolean attempt(String sql) {
		this.attempts++;
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
			this.script.add(sql + ";");
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	/** Tries a statement that makes something, and remembers it under its roles. */
	boolean make(String name, String sql, String... roles) {
		if (!attempt(sql)) {
			return false;
		}
		remember(name, roles);
		return true;
	}

	void remember(String name, String... roles) {
		for (String role : roles) {
			this.made.computeIfAbsent(role, (key) -> new ArrayList<>()).add(name);
		}
	}

	/** One of what was made in a role, or something else if there is none. */
	String any(String role, String otherwise) {
		List<String> names = this.made.getOrDefault(role, List.of());
		return names.isEmpty() ? otherwise : names.get(below(names.size()));
	}

	boolean has(String role) {
		return this.made.containsKey(role);
	}

	/** A new name in one of the schemas, quoted. */
	String qualified() {
		return quotedSchema() + "." + name();
	}

	String quotedSchema() {
		return QualifiedName.quote(this.schemas.get(below(this.schemas.size())));
	}

	/** A new name, quoted. */
	String name() {
		return QualifiedName.quote("n" + this.names++ + (oneIn(6) ? odd() : ""));
	}

	/** A new name of what lives in no schema. */
	String globalName() {
		return this.prefix + "_g" + this.names++;
	}

	private String odd() {
		return ODD.get(below(ODD.size())) + ODD.get(below(ODD.size()));
	}

	int below(int bound) {
		return this.random.nextInt(bound);
	}

	boolean oneIn(int chances) {
		return below(chances) == 0;
	}

	String oneOf(String... choices) {
		return choices[below(choices.length)];
	}

	/** A type for a column, a parameter or a result. */
	String type() {
		String type = oneIn(3) ? oneOf("int", "text", "date", "jsonb", "tsvector", "int4range", "numeric(9,2)")
				: any("type", "int");
		return oneIn(6) ? type + "[]" : type;
	}

	/** An expression of an int, immutable, that may use anything that was made. */
	String number(String of) {
		return switch (below(12)) {
			case 0, 1, 2 -> any("int function", "abs") + "(" + of + ")";
			case 3 -> "(" + of + " OPERATOR(" + any("int operator", "pg_catalog.+") + ") 1)";
			case 4 -> "(" + of + "::" + any("int domain", "int") + ")::int";
			case 5 -> "length((" + of + ")::text COLLATE " + any("collation", "\"C\"") + ")";
			case 6 -> "CASE WHEN 'a'::" + any("enum", "text") + " = 'a' THEN " + of + " END";
			case 7 -> "(ROW(" + of + ")::" + any("composite", "record") + ").a";
			case 8 -> "length(to_tsvector(" + literal(any("configuration", "pg_catalog.simple")) + "::regconfig, 'x'))";
			case 9 -> literal(any("sequence", "pg_catalog.pg_class")) + "::regclass::oid::int8::int + " + of;
			case 10 -> "lower(" + any("range", "int4range") + "(1, 2))";
			default -> of + " + 1";
		};
	}

	/** A condition on an int, immutable. */
	String condition(String of) {
		return switch (below(4)) {
			case 0 -> any("predicate", "int4") + "(" + of + ") IS NOT NULL";
			case 1 -> of + " IS DISTINCT FROM " + number("1");
			default -> number(of) + " > 0";
		};
	}

	/** A subquery of one number, or a number. */
	String query(String of) {
		return oneIn(3) ? "(SELECT max(q.id) FROM " + any("relation", "pg_catalog.pg_class") + " q WHERE "
				+ condition("q.id") + ")" : number(of);
	}

	static String literal(String text) {
		// standard_conforming_strings is on
		return "'" + text.replace("'", "''") + "'";
	}

}
