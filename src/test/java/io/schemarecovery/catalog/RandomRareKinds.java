package io.schemarecovery.catalog;

import java.util.List;

/**
 * The kinds of a {@link RandomSchema} that are rarely seen, and those that live in no
 * schema.
 */
final class RandomRareKinds {

	private static final List<String> EXTENSIONS = List.of("citext", "hstore", "seg", "cube", "pg_trgm", "ltree");

	private final RandomSchema schema;

	RandomRareKinds(RandomSchema schema) {
		this.schema = schema;
	}

	List<Runnable> kinds() {
		return List.of(this::cast, this::cast, this::collation, this::conversion, this::dictionary, this::configuration,
				this::parser, this::family, this::operatorClass, this::operatorClass, this::familyMember,
				this::transform, this::server, this::server, this::publication, this::eventTrigger, this::tableMethod,
				this::extension, this::extension, this::member, this::member, this::member, this::dependent,
				this::comment, this::privilege);
	}

	private void cast() {
		String from = this.schema.any(this.schema.oneOf("enum", "wide composite", "range", "base"), "none");
		if (this.schema.oneIn(2)) {
			this.schema.attempt("CREATE CAST (" + from + " AS " + this.schema.any("any type", "text") + ") WITH INOUT");
			return;
		}
		String function = this.schema.qualified();
		if (this.schema
			.attempt("CREATE FUNCTION " + function + "(" + from + ") RETURNS int LANGUAGE sql AS 'SELECT 1'")) {
			this.schema.attempt("CREATE CAST (" + from + " AS int) WITH FUNCTION " + function + "(" + from + ")");
		}
	}

	private void collation() {
		String name = this.schema.qualified();
		this.schema.make(name, "CREATE COLLATION " + name + " (provider = libc, locale = 'C')", "collation");
	}

	private void conversion() {
		this.schema
			.attempt("CREATE CONVERSION " + this.schema.qualified() + " FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8");
	}

	private void dictionary() {
		String template = this.schema.qualified();
		this.schema.make(template,
				"CREATE TEXT SEARCH TEMPLATE " + template + " (INIT = dsimple_init, LEXIZE = dsimple_lexize)",
				"template");
		String name = this.schema.qualified();
		this.schema.make(name, "CREATE TEXT SEARCH DICTIONARY " + name + " (TEMPLATE = "
				+ this.schema.any("template", "pg_catalog.simple") + ")", "dictionary");
	}

	private void parser() {
		String name = this.schema.qualified();
		this.schema.make(name,
				"CREATE TEXT SEARCH PARSER " + name
						+ " (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)",
				"parser");
	}

	private void configuration() {
		String name = this.schema.qualified();
		if (this.schema.make(name, "CREATE TEXT SEARCH CONFIGURATION " + name + " (PARSER = "
				+ this.schema.any("parser", "pg_catalog.\"default\"") + ")", "configuration")) {
			this.schema.attempt("ALTER TEXT SEARCH CONFIGURATION " + name + " ADD MAPPING FOR word WITH "
					+ this.schema.any("dictionary", "pg_catalog.simple"));
		}
	}

	private void family() {
		String name = this.schema.qualified();
		this.schema.make(name, "CREATE OPERATOR FAMILY " + name + " USING btree", "family");
	}

	private void operatorClass() {
		String name = this.schema.qualified();
		String family = this.schema.oneIn(2) && this.schema.has("family")
				? " FAMILY " + this.schema.any("family", "none") : "";
		String comparison = this.schema.any("int comparison", "btint4cmp");
		this.schema.make(name,
				"CREATE OPERATOR CLASS " + name + " FOR TYPE int USING btree" + family + " AS OPERATOR 1 "
						+ this.schema.any("int predicate operator", "pg_catalog.<")
						+ "(int, int), OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 "
						+ comparison + "(int, int)",
				"operator class");
	}

	private void familyMember() {
		String type = this.schema.oneIn(2) ? "int" : "bigint";
		this.schema
			.attempt("ALTER OPERATOR FAMILY " + this.schema.any("family", "none") + " USING btree ADD OPERATOR 1 "
					+ this.schema.any("int predicate operator", "pg_catalog.<") + "(int, int), FUNCTION 1 (" + type
					+ ", int) " + this.schema.any("int comparison", "btint4cmp") + "(int, int)");
	}

	private void transform() {
		String type = this.schema.any("any type", "none");
		String from = this.schema.qualified();
		if (this.schema.attempt("CREATE FUNCTION " + from
				+ "(internal) RETURNS internal LANGUAGE internal IMMUTABLE STRICT AS 'prsd_lextype'")) {
			this.schema.make(type,
					"CREATE TRANSFORM FOR " + type + " LANGUAGE sql (FROM SQL WITH FUNCTION " + from + "(internal))",
					"transformed");
		}
		this.schema.attempt("CREATE FUNCTION " + this.schema.qualified() + "(" + type
				+ ") RETURNS int LANGUAGE sql TRANSFORM FOR TYPE " + this.schema.any("transformed", type)
				+ " AS 'SELECT 1'");
	}

	/** A wrapper whose validator stands in a schema, and a server of it. */
	private void server() {
		String validator = this.schema.qualified();
		String wrapper = this.schema.globalName();
		String server = this.schema.globalName();
		if (this.schema
			.attempt("CREATE FUNCTION " + validator
					+ "(text[], oid) RETURNS boolean LANGUAGE internal AS 'postgresql_fdw_validator'")
				&& this.schema.attempt("CREATE FOREIGN DATA WRAPPER " + wrapper
						+ (this.schema.oneIn(2) ? " VALIDATOR " + validator : ""))
				&& this.schema.make(server, "CREATE SERVER " + server + " FOREIGN DATA WRAPPER " + wrapper, "server")) {
			this.schema.attempt("CREATE USER MAPPING FOR CURRENT_USER SERVER " + server);
		}
	}

	private void publication() {
		String name = this.schema.globalName();
		String table = this.schema.any("table", "none");
		if (!this.schema.attempt("CREATE PUBLICATION " + name + " FOR TABLE " + table + " (id) WHERE ("
				+ this.schema.oneOf("id > 0", "id = abs(id)") + ")")) {
			this.schema.attempt("CREATE PUBLICATION " + name + this.schema.oneOf(" FOR TABLE " + table,
					" FOR TABLES IN SCHEMA " + this.schema.quotedSchema(), " FOR ALL TABLES"));
		}
	}

	private void eventTrigger() {
		String function = this.schema.qualified();
		if (this.schema
			.attempt("CREATE FUNCTION " + function + "() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'")) {
			this.schema.attempt("CREATE EVENT TRIGGER " + this.schema.globalName() + " ON "
					+ this.schema.oneOf("ddl_command_end", "sql_drop") + " EXECUTE FUNCTION " + function + "()");
		}
	}

	private void tableMethod() {
		String handler = this.schema.qualified();
		String name = this.schema.globalName();
		if (this.schema.attempt("CREATE FUNCTION " + handler
				+ "(internal) RETURNS table_am_handler LANGUAGE internal AS 'heap_tableam_handler'")) {
			this.schema.make(name, "CREATE ACCESS METHOD " + name + " TYPE TABLE HANDLER " + handler, "table method");
		}
	}

	private void extension() {
		String name = EXTENSIONS.get(this.schema.below(EXTENSIONS.size()));
		String schema = this.schema.quotedSchema();
		if (this.schema.make(name, "CREATE EXTENSION " + name + " SCHEMA " + schema, "extension")
				&& !name.equals("pg_trgm")) {
			this.schema.remember(schema + "." + name, "type", "any type");
		}
	}

	private void member() {
		String extension = this.schema.any("extension", "none");
		this.schema.attempt("ALTER EXTENSION " + extension + " ADD " + switch (this.schema.below(6)) {
			case 0 -> "SEQUENCE " + this.schema.any("sequence", "none");
			case 1 -> "VIEW " + this.schema.any("view", "none");
			case 2 -> "TYPE " + this.schema.any("enum", "none");
			case 3 -> "FUNCTION " + this.schema.any("trigger function", "none") + "()";
			case 4 -> "COLLATION " + this.schema.any("collation", "none");
			default -> "TABLE " + this.schema.any("table", "none");
		});
	}

	/** What is no member, and goes with the extension all the same. */
	private void dependent() {
		String extension = " DEPENDS ON EXTENSION " + this.schema.any("extension", "none");
		this.schema.attempt(this.schema.oneIn(2)
				? "ALTER FUNCTION " + this.schema.any("trigger function", "none") + "()" + extension
				: "ALTER MATERIALIZED VIEW " + this.schema.any("materialized", "none") + extension);
	}

	private void comment() {
		this.schema.attempt("COMMENT ON COLUMN " + this.schema.any("relation", "none") + ".id IS 'a comment'");
	}

	private void privilege() {
		this.schema
			.attempt(this.schema.oneIn(2) ? "GRANT SELECT (id) ON " + this.schema.any("relation", "none") + " TO PUBLIC"
					: "ALTER DEFAULT PRIVILEGES IN SCHEMA " + this.schema.quotedSchema()
							+ " GRANT SELECT ON TABLES TO PUBLIC");
	}

}
