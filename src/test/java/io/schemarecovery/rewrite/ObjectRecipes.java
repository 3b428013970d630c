package io.schemarecovery.rewrite;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How to make an object of each kind, under the names that a clause gives. */
final class ObjectRecipes {

	/** Made once, for all; the views {@code witness_n} are what depends. */
	static final String[] SETUP = { "CREATE SCHEMA s", "CREATE TYPE hstore AS ENUM ('a')",
			"CREATE TYPE s.hstore AS ENUM ('a')", "CREATE TYPE s.\"T d\" AS ENUM ('a')", "CREATE TABLE s.typed (c int)",
			"CREATE FOREIGN DATA WRAPPER fixture", "CREATE SERVER fixture FOREIGN DATA WRAPPER fixture",
			"CREATE VIEW witness_1 AS SELECT 1 AS one", "CREATE VIEW witness_2 AS SELECT 1 AS one",
			"CREATE VIEW witness_3 AS SELECT 1 AS one", "CREATE VIEW witness_4 AS SELECT 1 AS one",
			"CREATE ACCESS METHOD cascade TYPE INDEX HANDLER bthandler",
			"CREATE FUNCTION fixture_event() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
			"CREATE FUNCTION fixture_trigger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'" };

	// {0} and {1} are the targets, {name} is the first one without its arguments, {local}
	// without its schema as well, {schema} that schema and a dot
	private static final String ROWS = """
			TABLE ∵ pg_class ∵ CREATE TABLE {0} (id int)
			VIEW ∵ pg_class ∵ CREATE VIEW {0} AS SELECT 1 AS id
			MATERIALIZED_VIEW ∵ pg_class ∵ CREATE MATERIALIZED VIEW {0} AS SELECT 1 AS id
			SEQUENCE ∵ pg_class ∵ CREATE SEQUENCE {0}
			INDEX ∵ pg_class ∵ CREATE TABLE IF NOT EXISTS {schema}indexed (id int); CREATE INDEX {local} ON {schema}indexed (id)
			FOREIGN_TABLE ∵ pg_class ∵ CREATE FOREIGN TABLE {0} (id int) SERVER fixture
			TYPE ∵ pg_type ∵ CREATE TYPE {0} AS ENUM ('a')
			DOMAIN ∵ pg_type ∵ CREATE DOMAIN {0} AS int
			COLLATION ∵ pg_collation ∵ CREATE COLLATION {0} FROM "C"
			CONVERSION ∵ pg_conversion ∵ CREATE CONVERSION {0} FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8
			SCHEMA ∵ pg_namespace ∵ DROP SCHEMA IF EXISTS {0} CASCADE; CREATE SCHEMA {0}
			EXTENSION ∵ pg_extension ∵ DROP FUNCTION fixture_event, fixture_trigger; CREATE EXTENSION IF NOT EXISTS {0}
			FUNCTION ∵ pg_proc ∵ CREATE FUNCTION {name}{arguments} {returns} LANGUAGE plpgsql AS 'BEGIN END'
			PROCEDURE ∵ pg_proc ∵ CREATE PROCEDURE {name}{arguments} LANGUAGE plpgsql AS 'BEGIN END'
			ROUTINE ∵ pg_proc ∵ CREATE FUNCTION {name}{arguments} {returns} LANGUAGE plpgsql AS 'BEGIN END'
			AGGREGATE ∵ pg_proc ∵ CREATE AGGREGATE {name}{arguments} ({transition})
			OPERATOR ∵ pg_operator ∵ CREATE FUNCTION operated{operands} RETURNS bool LANGUAGE sql AS 'SELECT true'; CREATE OPERATOR {name} (FUNCTION = operated, {sides})
			OPERATOR_CLASS ∵ pg_opclass ∵ CREATE OPERATOR CLASS {0} FOR TYPE int USING {1} AS OPERATOR 1 =
			OPERATOR_FAMILY ∵ pg_opfamily ∵ CREATE OPERATOR FAMILY {0} USING {1}
			TEXT_SEARCH_CONFIGURATION ∵ pg_ts_config ∵ CREATE TEXT SEARCH CONFIGURATION {0} (PARSER = default)
			TEXT_SEARCH_DICTIONARY ∵ pg_ts_dict ∵ CREATE TEXT SEARCH DICTIONARY {0} (TEMPLATE = simple)
			TEXT_SEARCH_PARSER ∵ pg_ts_parser ∵ CREATE TEXT SEARCH PARSER {0} (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)
			TEXT_SEARCH_TEMPLATE ∵ pg_ts_template ∵ CREATE TEXT SEARCH TEMPLATE {0} (LEXIZE = dsimple_lexize)
			STATISTICS ∵ pg_statistic_ext ∵ CREATE TABLE IF NOT EXISTS counted (a int, b int); CREATE STATISTICS {0} ON a, b FROM counted
			RULE ∵ pg_rewrite ∵ CREATE TABLE IF NOT EXISTS {1} (id int); CREATE RULE {0} AS ON INSERT TO {1} DO ALSO NOTHING
			TRIGGER ∵ pg_trigger ∵ CREATE TABLE IF NOT EXISTS {1} (id int); CREATE TRIGGER {0} BEFORE INSERT ON {1} EXECUTE FUNCTION fixture_trigger()
			POLICY ∵ pg_policy ∵ CREATE TABLE IF NOT EXISTS {1} (id int); CREATE POLICY {0} ON {1}
			CAST ∵ pg_cast ∵ CREATE CAST ({0}) WITH INOUT
			TRANSFORM ∵ pg_transform ∵ CREATE LANGUAGE {1} HANDLER plpgsql_call_handler; CREATE TRANSFORM FOR {0} LANGUAGE {1} (FROM SQL WITH FUNCTION prsd_lextype(internal))
			LANGUAGE ∵ pg_language ∵ CREATE LANGUAGE {0} HANDLER plpgsql_call_handler
			FOREIGN_DATA_WRAPPER ∵ pg_foreign_data_wrapper ∵ CREATE FOREIGN DATA WRAPPER {0}
			SERVER ∵ pg_foreign_server ∵ CREATE SERVER {0} FOREIGN DATA WRAPPER fixture
			PUBLICATION ∵ pg_publication ∵ CREATE PUBLICATION {0}
			SUBSCRIPTION ∵ pg_subscription ∵ CREATE SUBSCRIPTION {0} CONNECTION '' PUBLICATION p WITH (connect = false, slot_name = NONE)
			EVENT_TRIGGER ∵ pg_event_trigger ∵ CREATE EVENT TRIGGER {0} ON ddl_command_end WHEN TAG IN ('COMMENT') EXECUTE FUNCTION fixture_event()
			ACCESS_METHOD ∵ pg_am ∵ CREATE ACCESS METHOD {0} TYPE INDEX HANDLER bthandler
			COLUMN ∵ pg_attribute ∵ CREATE {foreign} TABLE IF NOT EXISTS {0} ({columns}) {server}; ALTER TABLE {0} ADD COLUMN IF NOT EXISTS {1} int
			CONSTRAINT ∵ pg_constraint ∵ CREATE {foreign} TABLE IF NOT EXISTS {0} ({columns}) {server}; ALTER TABLE {0} ADD CONSTRAINT {1} CHECK (a > 0)
			DOMAIN_CONSTRAINT ∵ pg_constraint ∵ CREATE DOMAIN {0} AS int CONSTRAINT {1} CHECK (VALUE > 0)
			ATTRIBUTE ∵ pg_attribute ∵ CREATE TYPE {0} AS (drop int); ALTER TYPE {0} ADD ATTRIBUTE {1} int
			""";

	private static final Map<DropKind, Recipe> RECIPES = new EnumMap<>(DropKind.class);

	static {
		ROWS.lines()
			.map((line) -> line.split(" ∵ "))
			.forEach((cells) -> RECIPES.put(DropKind.valueOf(cells[0]),
					new Recipe(cells[1], List.of(cells[2].split("; ")))));
	}

	private ObjectRecipes() {
	}

	/**
	 * Statements that make an object.
	 *
	 * @param catalog where it has its row
	 */
	record Recipe(String catalog, List<String> statements) {

	}

	static Recipe of(DropKind kind) {
		return RECIPES.get(kind);
	}

}
