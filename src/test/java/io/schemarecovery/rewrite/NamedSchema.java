package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * A small schema of every kind of name, in which some have dependents and some have none.
 */
final class NamedSchema {

	static final List<String> NAMES = List.of("a", "cascade", "restrict", "drop", "if", "\"user\"", "\"drop table x;\"",
			"\"a\"\"b\"", "\"--\"", "\"/*\"", "\"$$'\"", "表", "a$b$c", "U&\"d!0061t\" UESCAPE '!'", "u&\"\\00e9\"",
			"e");

	static final List<String> COLUMNS = List.of("id", "x", "drop", "cascade", "restrict", "if", "\"drop, x\"");

	static final List<String> OPERATORS = List.of("=", "+", "- ", "*", "~~~", "@#@- ", "<->", "|/", "!=", "?|");

	private static final String SCHEMAS = """
			CREATE SCHEMA v;
			CREATE SCHEMA m;
			CREATE SCHEMA q;
			CREATE SCHEMA i;
			CREATE SCHEMA y;
			CREATE TABLE ruled (id int);
			CREATE FUNCTION fired() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
			CREATE FUNCTION operated(int, numeric[]) RETURNS bool LANGUAGE sql AS 'SELECT true'
			""";

	private static final String EACH = """
			CREATE SCHEMA {name};
			CREATE DOMAIN y.{name} AS int;
			CREATE TABLE {name} (id int PRIMARY KEY, x text NOT NULL DEFAULT 'x', drop int NOT NULL, cascade int,
			  restrict int, if int, "drop, x" int);
			CREATE VIEW v.{name} AS SELECT 1 AS id;
			CREATE MATERIALIZED VIEW m.{name} AS SELECT 1 AS id;
			CREATE SEQUENCE q.{name};
			CREATE TABLE i.t{i} (id int);
			CREATE UNIQUE INDEX {name} ON i.t{i} (id);
			CREATE COLLATION {name} FROM "C";
			CREATE TEXT SEARCH DICTIONARY {name} (TEMPLATE = simple);
			CREATE TEXT SEARCH CONFIGURATION {name} (PARSER = default);
			CREATE STATISTICS {name} ON id, drop FROM {name};
			CREATE FUNCTION {name}(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
			CREATE TRIGGER {name} BEFORE INSERT ON {name} EXECUTE FUNCTION fired();
			CREATE RULE {name} AS ON UPDATE TO {name} DO ALSO NOTHING;
			CREATE POLICY {name} ON {name};
			""";

	/** What two names out of three have. */
	private static final String DEPENDENTS = """
			ALTER TABLE {name} ADD CONSTRAINT {name} FOREIGN KEY (cascade) REFERENCES {before};
			CREATE VIEW v.d{i} AS SELECT id, drop, if FROM {name};
			CREATE OR REPLACE VIEW v.{name} AS SELECT id FROM {before};
			CREATE VIEW m.d{i} AS SELECT id FROM m.{name};
			CREATE TABLE y.d{i} (id int DEFAULT {name}(1), c y.{name}, t text COLLATE {name});
			CREATE TABLE i.d{i} (id int REFERENCES i.t{i} (id));
			CREATE VIEW q.d{i} AS SELECT last_value FROM q.{name};
			ALTER TEXT SEARCH CONFIGURATION {name} ADD MAPPING FOR word WITH {before};
			CREATE TABLE {name}.d{i} (id int)
			""";

	private NamedSchema() {
	}

	static String[] statements() {
		List<String> statements = new ArrayList<>(List.of(SCHEMAS));
		for (int i = 0; i < NAMES.size(); i++) {
			statements.add(((i % 3 != 0) ? EACH + DEPENDENTS : EACH).replace("{name}", NAMES.get(i))
				.replace("{before}", NAMES.get(Math.max(0, i - 1)))
				.replace("{i}", String.valueOf(i)));
		}
		for (int i = 0; i < OPERATORS.size(); i++) {
			statements.add("CREATE OPERATOR " + OPERATORS.get(i)
					+ " (FUNCTION = operated, LEFTARG = int, RIGHTARG = numeric[])");
			if (i % 2 == 0) {
				statements.add("CREATE VIEW v.o" + i + " AS SELECT 1 OPERATOR(public." + OPERATORS.get(i)
						+ ") '{}'::numeric[] AS x");
			}
		}
		return statements.toArray(String[]::new);
	}

}
