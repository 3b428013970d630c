package io.schemarecovery.catalog;

import java.util.List;

/** Functions, procedures, aggregates, operators of a {@link RandomSchema}. */
final class RandomRoutines {

	private final RandomSchema schema;

	RandomRoutines(RandomSchema schema) {
		this.schema = schema;
	}

	List<Runnable> kinds() {
		return List.of(this::number, this::number, this::difference, this::ofTypes, this::ofTypes, this::atomic,
				this::trigger, this::procedure, this::aggregate, this::operator, this::operator);
	}

	/** From an int to an int, in SQL whose references the server knows, or does not. */
	private void number() {
		String name = this.schema.qualified();
		String body = this.schema.oneIn(2) ? "RETURN " + this.schema.number("a") : "AS 'SELECT $1 + 1'";
		String second = this.schema.oneIn(4) ? ", b int DEFAULT " + this.schema.query("1") : "";
		this.schema.make(name,
				"CREATE FUNCTION " + name + "(a int" + second + ") RETURNS int LANGUAGE sql IMMUTABLE " + body,
				"int function", "predicate");
	}

	private void difference() {
		String name = this.schema.qualified();
		if (this.schema.make(name,
				"CREATE FUNCTION " + name
						+ "(int, int) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT ($1 - $2)::float8'",
				"int difference")) {
			String comparison = this.schema.qualified();
			this.schema.make(comparison,
					"CREATE FUNCTION " + comparison
							+ "(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2'",
					"int comparison", "binary int");
		}
	}

	private void ofTypes() {
		String name = this.schema.qualified();
		String returns = switch (this.schema.below(4)) {
			case 0 -> "RETURNS TABLE (x int, y " + this.schema.type() + ")";
			case 1 -> "RETURNS SETOF " + this.schema.any("any type", "int");
			default -> "RETURNS " + this.schema.type();
		};
		this.schema.make(name,
				"CREATE FUNCTION " + name + "(p " + this.schema.type() + ", VARIADIC q "
						+ this.schema.any("any type", "int") + "[] DEFAULT '{}') " + returns
						+ " LANGUAGE plpgsql AS 'BEGIN END'",
				"function");
	}

	private void atomic() {
		String name = this.schema.qualified();
		String relation = this.schema.any("relation", "pg_catalog.pg_class");
		String body = switch (this.schema.below(4)) {
			case 0 -> "INSERT INTO " + this.schema.any("table", relation) + " (id) VALUES (" + this.schema.query("1")
					+ "); SELECT 1;";
			case 1 -> "SELECT count(r)::int FROM " + relation + " r;";
			case 2 -> "SELECT r.id FROM " + relation + " r JOIN " + this.schema.any("relation", relation)
					+ " s USING (id) ORDER BY " + this.schema.query("r.id") + " LIMIT 1;";
			default ->
				"SELECT nextval(" + RandomSchema.literal(this.schema.any("sequence", "none")) + "::regclass)::int;";
		};
		this.schema.make(name, "CREATE FUNCTION " + name + "() RETURNS int LANGUAGE sql BEGIN ATOMIC " + body + " END",
				"function", "no argument");
	}

	private void trigger() {
		String name = this.schema.qualified();
		this.schema.make(name,
				"CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
				"trigger function");
	}

	private void procedure() {
		String name = this.schema.qualified();
		String argument = this.schema.type();
		this.schema.attempt("CREATE PROCEDURE " + name + "(IN a " + argument + ", INOUT b " + this.schema.type()
				+ ") LANGUAGE plpgsql AS 'BEGIN END'");
		if (this.schema.oneIn(3)) {
			this.schema.attempt("CREATE PROCEDURE " + name + "(a " + argument
					+ ") LANGUAGE sql BEGIN ATOMIC DELETE FROM " + this.schema.any("table", "none") + "; END");
		}
	}

	private void aggregate() {
		String name = this.schema.qualified();
		switch (this.schema.below(3)) {
			case 0 -> this.schema.attempt("CREATE AGGREGATE " + name + "(*) (sfunc = "
					+ this.schema.any("int function", "int4inc") + ", stype = int, initcond = '0')");
			case 1 -> this.schema.make(name,
					"CREATE AGGREGATE " + name + "(int) (sfunc = " + this.schema.any("binary int", "int4pl")
							+ ", stype = int, sortop = " + "OPERATOR("
							+ this.schema.any("int predicate operator", "pg_catalog.<") + "))",
					"int aggregate");
			default -> this.schema.attempt("CREATE AGGREGATE " + name + "(VARIADIC items " + this.schema.type()
					+ "[]) (sfunc = array_cat, stype = anycompatiblearray)");
		}
	}

	private void operator() {
		String sign = "+-*<>=@#".substring(this.schema.below(6)) + "%" + "&|".charAt(this.schema.below(2));
		String name = this.schema.quotedSchema() + "." + sign;
		if (this.schema.oneIn(2)) {
			this.schema.make(name, "CREATE OPERATOR " + name + " (LEFTARG = int, RIGHTARG = int, FUNCTION = "
					+ this.schema.any("binary int", "int4pl") + ")", "int operator");
			return;
		}
		String predicate = this.schema.qualified();
		this.schema.make(predicate, "CREATE FUNCTION " + predicate
				+ "(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2'", "int predicate");
		// a commutator that is not there yet is made as a shell
		String options = this.schema.oneIn(2)
				? ", COMMUTATOR = OPERATOR(" + this.schema.quotedSchema() + ".<%" + sign + ")"
				: ", RESTRICT = scalarltsel";
		this.schema.make(name,
				"CREATE OPERATOR " + name + " (LEFTARG = int, RIGHTARG = int, FUNCTION = " + predicate + options + ")",
				"int predicate operator");
	}

}
