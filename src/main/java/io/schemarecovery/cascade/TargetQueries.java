package io.schemarecovery.cascade;

import io.schemarecovery.rewrite.DropKind;

/**
 * The queries that find what a DROP names: each gives catalog, OID, 0. The first value is
 * the schemas of the names, empty for one that the search path is to find, the second the
 * names themselves, the third what belongs to them.
 */
final class TargetQueries {

	/** Between what belongs to one name, and between the types of a routine. */
	static final String FIELDS = "\u001e";

	static final String TYPES = "\u001f";

	private static final String VALUES = "FROM unnest(?::text[], ?::text[], ?::text[]) t(schema, name, more)\n";

	// The cast to name cuts a name that is too long, as the server does.
	private static final String IN_DATABASE = "JOIN %1$s o ON o.%2$sname = t.name::name\n";

	// A schema that is named need not be in the search path.
	private static final String IN_SCHEMA = IN_DATABASE + """
			 AND CASE t.schema WHEN '' THEN %3$s_is_visible(o.oid)
			     WHEN 'pg_temp' THEN o.%2$snamespace = pg_my_temp_schema()
			     ELSE o.%2$snamespace = (SELECT oid FROM pg_namespace WHERE nspname = t.schema::name) END
			""";

	// An oidvector begins at 0, an array at 1: as arrays they would never be equal.
	// Procedures may be named by all their arguments, or by those that go in.
	private static final String ROUTINE = find("pg_proc", "pro", "pg_function")
			+ """
					 AND o.prokind = ANY (?::text[]::"char"[])
					CROSS JOIN LATERAL (
					  SELECT string_agg(coalesce(to_regtype(a)::oid, 0)::text, ' ' ORDER BY n) AS types
					    FROM unnest(string_to_array(split_part(t.more, E'\\x1e', 2), E'\\x1f')) WITH ORDINALITY x(a, n)) ins
					CROSS JOIN LATERAL (
					  SELECT string_agg(coalesce(to_regtype(a)::oid, 0)::text, ' ' ORDER BY n) AS types
					    FROM unnest(string_to_array(split_part(t.more, E'\\x1e', 3), E'\\x1f')) WITH ORDINALITY x(a, n)) everything
					WHERE t.more = '' OR o.proargtypes = coalesce(ins.types, '')::oidvector
					   OR o.prokind = 'p' AND array_to_string(o.proallargtypes, ' ') = everything.types
					""";

	private static final String OPERATOR = find("pg_operator", "opr", "pg_operator") + """
			 AND o.oprleft = CASE lower(split_part(t.more, E'\\x1f', 1)) WHEN 'none' THEN 0::oid
			     ELSE to_regtype(split_part(t.more, E'\\x1f', 1))::oid END
			 AND o.oprright = CASE lower(split_part(t.more, E'\\x1f', 2)) WHEN 'none' THEN 0::oid
			     ELSE to_regtype(split_part(t.more, E'\\x1f', 2))::oid END
			""";

	private static final String CAST = select("pg_cast", "o") + VALUES + """
			JOIN pg_cast o ON o.castsource = to_regtype(t.name) AND o.casttarget = to_regtype(t.more)
			""";

	private static final String TRANSFORM = select("pg_transform", "o") + VALUES + """
			JOIN pg_transform o ON o.trftype = to_regtype(t.name)
			JOIN pg_language l ON l.oid = o.trflang AND l.lanname = t.more::name
			""";

	private TargetQueries() {
	}

	static String of(DropKind kind) {
		return switch (kind) {
			case TABLE, VIEW, MATERIALIZED_VIEW, SEQUENCE, INDEX, FOREIGN_TABLE -> find("pg_class", "rel", "pg_table");
			case TYPE, DOMAIN -> find("pg_type", "typ", "pg_type");
			case COLLATION -> find("pg_collation", "coll", "pg_collation")
					+ " AND o.collencoding IN (-1, pg_char_to_encoding(getdatabaseencoding()))\n";
			case CONVERSION -> find("pg_conversion", "con", "pg_conversion");
			case STATISTICS -> find("pg_statistic_ext", "stx", "pg_statistics_obj");
			case TEXT_SEARCH_CONFIGURATION -> find("pg_ts_config", "cfg", "pg_ts_config");
			case TEXT_SEARCH_DICTIONARY -> find("pg_ts_dict", "dict", "pg_ts_dict");
			case TEXT_SEARCH_PARSER -> find("pg_ts_parser", "prs", "pg_ts_parser");
			case TEXT_SEARCH_TEMPLATE -> find("pg_ts_template", "tmpl", "pg_ts_template");
			case SCHEMA -> find("pg_namespace", "nsp");
			case EXTENSION -> find("pg_extension", "ext");
			case LANGUAGE -> find("pg_language", "lan");
			case FOREIGN_DATA_WRAPPER -> find("pg_foreign_data_wrapper", "fdw");
			case SERVER -> find("pg_foreign_server", "srv");
			case PUBLICATION -> find("pg_publication", "pub");
			case EVENT_TRIGGER -> find("pg_event_trigger", "evt");
			case ACCESS_METHOD -> find("pg_am", "am");
			case RULE -> ofRelation("pg_rewrite", "ev_class", "rulename");
			case TRIGGER -> ofRelation("pg_trigger", "tgrelid", "tgname");
			case POLICY -> ofRelation("pg_policy", "polrelid", "polname");
			case DOMAIN_CONSTRAINT ->
				select("pg_constraint", "x") + VALUES + IN_SCHEMA.formatted("pg_type", "typ", "pg_type")
						+ "JOIN pg_constraint x ON x.contypid = o.oid AND x.conname = t.more::name\n";
			case OPERATOR_CLASS -> ofMethod("pg_opclass", "opc");
			case OPERATOR_FAMILY -> ofMethod("pg_opfamily", "opf");
			case FUNCTION, PROCEDURE, ROUTINE, AGGREGATE -> ROUTINE;
			case OPERATOR -> OPERATOR;
			case CAST -> CAST;
			case TRANSFORM -> TRANSFORM;
			case COLUMN, CONSTRAINT, ATTRIBUTE, SUBSCRIPTION -> throw new IllegalArgumentException(kind.name());
		};
	}

	private static String select(String catalog, String alias) {
		return "SELECT '%s'::regclass::oid::bigint, %s.oid::bigint, 0\n".formatted(catalog, alias);
	}

	private static String find(String catalog, String prefix) {
		return select(catalog, "o") + VALUES + IN_DATABASE.formatted(catalog, prefix);
	}

	private static String find(String catalog, String prefix, String visible) {
		return select(catalog, "o") + VALUES + IN_SCHEMA.formatted(catalog, prefix, visible);
	}

	private static String ofRelation(String catalog, String relation, String name) {
		return select(catalog, "x") + VALUES + IN_SCHEMA.formatted("pg_class", "rel", "pg_table")
				+ "JOIN %s x ON x.%s = o.oid AND x.%s = t.more::name\n".formatted(catalog, relation, name);
	}

	private static String ofMethod(String catalog, String prefix) {
		return find(catalog, prefix, catalog)
				+ " AND o.%smethod = (SELECT oid FROM pg_am WHERE amname = t.more::name)\n".formatted(prefix);
	}

}
