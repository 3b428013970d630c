package io.schemarecovery.testing;

import java.util.List;

/**
 * What is in a database, told without an OID, a time or an owner, so that two databases
 * can be compared: every object of its schemas with its definition, and every row.
 */
public final class Contents {

	private static final String SCHEMAS = """
			SELECT oid FROM pg_namespace
			 WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'schema_recovery')
			""";

	private static final String LINES = """
			SELECT 'schema ' || nspname || coalesce(': ' || obj_description(oid), '') FROM pg_namespace WHERE oid IN (%1$s)
			UNION ALL
			SELECT c.relkind::text || ' ' || c.oid::regclass || ' persistence ' || c.relpersistence::text || coalesce(': ' || obj_description(c.oid), '')
			  FROM pg_class c WHERE relnamespace IN (%1$s)
			UNION ALL
			SELECT 'column ' || attnum || ' ' || attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod)
			       || attnotnull || attidentity::text || attgenerated::text || coalesce(pg_get_expr(adbin, adrelid), '')
			  FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
			 WHERE relnamespace IN (%1$s) AND attnum > 0 AND NOT attisdropped
			UNION ALL
			SELECT 'constraint ' || conname || ' ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) || convalidated
			  FROM pg_constraint WHERE connamespace IN (%1$s)
			UNION ALL
			SELECT 'index ' || pg_get_indexdef(indexrelid) || indisvalid FROM pg_index JOIN pg_class c ON c.oid = indexrelid
			 WHERE relnamespace IN (%1$s)
			UNION ALL
			SELECT 'view ' || oid::regclass || ' ' || pg_get_viewdef(oid) FROM pg_class WHERE relkind IN ('v', 'm') AND relnamespace IN (%1$s)
			UNION ALL
			SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc WHERE prokind IN ('f', 'p') AND pronamespace IN (%1$s)
			UNION ALL
			SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
			 WHERE NOT tgisinternal AND relnamespace IN (%1$s)
			UNION ALL
			SELECT 'type ' || t.oid::regtype || ' ' || typtype::text || coalesce(' ' || (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder)
			  FROM pg_enum WHERE enumtypid = t.oid), '') FROM pg_type t WHERE typnamespace IN (%1$s)
			UNION ALL
			SELECT 'rows of ' || c.oid::regclass || ' ' || table_to_xml(c.oid, true, true, '')::text FROM pg_class c
			 WHERE relkind IN ('r', 'p') AND relnamespace IN (%1$s) AND NOT EXISTS (SELECT FROM pg_attribute
			         WHERE attrelid = c.oid AND attname = 'installed_rank')
			ORDER BY 1
			"""
		.formatted(SCHEMAS);

	private static final String HISTORIES = """
			SELECT format('SELECT ''%%s '' || concat_ws('' | '', installed_rank, version, description, type, script, checksum, success) FROM %%1$s',
			              c.oid::regclass)
			  FROM pg_class c JOIN pg_attribute ON attrelid = c.oid AND attname = 'installed_rank'
			 WHERE relkind = 'r' AND relnamespace IN (%s) ORDER BY 1
			"""
		.formatted(SCHEMAS);

	private Contents() {
	}

	/**
	 * A line for each object, and one for the rows of each table but a history of Flyway.
	 */
	public static List<String> of(TestDatabase database) {
		return database.query(LINES).stream().map((line) -> line.replace(database.owner(), "(owner)")).toList();
	}

	/** A line for each row of each history of Flyway, but for times and who did it. */
	public static List<String> histories(TestDatabase database) {
		return database.query(HISTORIES)
			.stream()
			.flatMap((query) -> database.query(query + " ORDER BY installed_rank").stream())
			.map((line) -> line.replace(database.owner(), "(owner)"))
			.toList();
	}

}
