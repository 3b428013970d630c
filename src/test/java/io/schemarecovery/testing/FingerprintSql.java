package io.schemarecovery.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queries of a {@link Fingerprint}, written out of a list of the catalogs: another
 * way to look at them than the one that is tested.
 */
final class FingerprintSql {

	/** Catalogs whose rows are objects, and where the schema of the object stands. */
	private static final Map<String, String> OBJECTS = Map.ofEntries(Map.entry("pg_class", "relnamespace"),
			Map.entry("pg_type", "typnamespace"), Map.entry("pg_proc", "pronamespace"),
			Map.entry("pg_constraint", "coalesce(" + relation("conrelid") + ", connamespace)"),
			Map.entry("pg_operator", "oprnamespace"), Map.entry("pg_opfamily", "opfnamespace"),
			Map.entry("pg_opclass", "opcnamespace"), Map.entry("pg_statistic_ext", "stxnamespace"),
			Map.entry("pg_conversion", "connamespace"), Map.entry("pg_ts_config", "cfgnamespace"),
			Map.entry("pg_ts_dict", "dictnamespace"), Map.entry("pg_ts_parser", "prsnamespace"),
			Map.entry("pg_ts_template", "tmplnamespace"), Map.entry("pg_collation", "collnamespace"),
			Map.entry("pg_attrdef", relation("adrelid")), Map.entry("pg_rewrite", relation("ev_class")),
			Map.entry("pg_trigger", relation("tgrelid")), Map.entry("pg_policy", relation("polrelid")),
			Map.entry("pg_publication_rel", relation("prrelid")), Map.entry("pg_amop", family("amopfamily")),
			Map.entry("pg_amproc", family("amprocfamily")), Map.entry("pg_cast", "0"), Map.entry("pg_transform", "0"),
			Map.entry("pg_language", "0"), Map.entry("pg_namespace", "0"), Map.entry("pg_extension", "0"),
			Map.entry("pg_event_trigger", "0"), Map.entry("pg_publication", "0"), Map.entry("pg_default_acl", "0"),
			Map.entry("pg_foreign_data_wrapper", "0"), Map.entry("pg_foreign_server", "0"),
			Map.entry("pg_user_mapping", "0"), Map.entry("pg_am", "0"));

	/** Rows that are a part of an object: the catalog, its kind, its OID, its column. */
	private static final List<List<String>> PARTS = List.of(
			List.of("pg_attribute", "'pg_class'::regclass", "attrelid", "attnum"),
			List.of("pg_index", "'pg_class'::regclass", "indexrelid", "0"),
			List.of("pg_sequence", "'pg_class'::regclass", "seqrelid", "0"),
			List.of("pg_partitioned_table", "'pg_class'::regclass", "partrelid", "0"),
			List.of("pg_foreign_table", "'pg_class'::regclass", "ftrelid", "0"),
			List.of("pg_aggregate", "'pg_proc'::regclass", "aggfnoid", "0"),
			List.of("pg_range", "'pg_type'::regclass", "rngtypid", "0"),
			List.of("pg_enum", "'pg_type'::regclass", "enumtypid", "0"),
			List.of("pg_ts_config_map", "'pg_ts_config'::regclass", "mapcfg", "0"),
			List.of("pg_description", "classoid", "objoid", "objsubid"),
			List.of("pg_init_privs", "classoid", "objoid", "objsubid"));

	/** Hints, statistics, and what an object of its own says as well. */
	private static final String VOLATILE = Stream
		.of("relpages", "reltuples", "relallvisible", "relallfrozen", "relfrozenxid", "relminmxid", "relhasindex",
				"relhasrules", "relhastriggers", "relhassubclass", "relchecks", "atthasdef", "partdefid", "oprcom",
				"oprnegate")
		.collect(Collectors.joining("','", "ARRAY['", "']"));

	static final String EDGES = """
			SELECT classid::bigint, objid::bigint, objsubid, refclassid::bigint, refobjid::bigint, refobjsubid, deptype
			  FROM pg_depend WHERE objid >= 16384
			""";

	private static final String INHERITANCE_OWNERS_AND_ROWS = """
			UNION ALL
			SELECT 'pg_class'::regclass::bigint, i.inhrelid::bigint, 0, 'pg_class'::regclass::bigint,
			       i.inhparent::bigint, 0, 'inherits ' || i.inhseqno FROM pg_inherits i
			UNION ALL
			SELECT o.classid::bigint, o.objid::bigint, o.objsubid, 0, 0, 0,
			       concat_ws(' ', o.deptype, o.refclassid::regclass, o.refobjid) FROM pg_shdepend o
			 WHERE o.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
			UNION ALL
			SELECT 'pg_class'::regclass::bigint, c.oid::bigint, 0, 0, 0, 0, 'rows: ' || (xpath('/row/n/text()',
			       query_to_xml(format('SELECT count(*) AS n FROM ONLY %s', c.oid::regclass), false, true, '')))[1]::text
			  FROM pg_class c WHERE c.oid >= 16384 AND c.relkind = 'r' AND c.relpersistence <> 't'
			""";

	private FingerprintSql() {
	}

	/** Every object and column: address, schema, description. */
	static String objects() {
		return "SELECT o.classid, o.objid, o.objsubid, coalesce(n.nspname, ''), "
				+ "pg_describe_object(o.classid::oid, o.objid::oid, o.objsubid) FROM (" + addresses()
				+ ") o LEFT JOIN pg_namespace n ON n.oid = o.namespace";
	}

	/** Every object and column: address, OID of the schema. */
	static String addresses() {
		return OBJECTS.entrySet()
			.stream()
			.map((catalog) -> "SELECT '%1$s'::regclass::oid::bigint AS classid, c.oid::bigint AS objid, 0 AS objsubid, %2$s AS namespace FROM %1$s c WHERE %3$s"
				.formatted(catalog.getKey(), catalog.getValue(), user(catalog.getKey(), "c.oid")))
			.collect(Collectors.joining(" UNION ALL\n", "",
					" UNION ALL SELECT 'pg_class'::regclass::oid::bigint, attrelid::bigint, attnum, "
							+ relation("attrelid")
							+ " FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped AND attrelid >= 16384"));
	}

	/**
	 * Every row of a catalog: address, address of something else it tells of, the row.
	 */
	static String lines() {
		Stream<String> rows = OBJECTS.keySet()
			.stream()
			.map((catalog) -> row(catalog, "'" + catalog + "'::regclass", "c.oid", "0"));
		Stream<String> parts = PARTS.stream().map((part) -> row(part.get(0), part.get(1), part.get(2), part.get(3)));
		return Stream.concat(rows, parts).collect(Collectors.joining(" UNION ALL\n")) + "\n"
				+ INHERITANCE_OWNERS_AND_ROWS;
	}

	private static String row(String catalog, String classId, String objectId, String subId) {
		return "SELECT %s::oid::bigint, %s::oid::bigint, %s, 0, 0, 0, (to_jsonb(c) - %s)::text FROM %s c WHERE %s%s"
			.formatted(classId, objectId, subId, VOLATILE, catalog, user(catalog, objectId + "::oid"),
					catalog.equals("pg_attribute") ? " AND attnum > 0 AND NOT attisdropped" : "");
	}

	private static String user(String catalog, String objectId) {
		return switch (catalog) {
			case "pg_namespace", "pg_extension" -> "true";
			case "pg_description" -> "(objoid >= 16384 OR classoid = 'pg_namespace'::regclass)";
			default -> objectId + " >= 16384";
		};
	}

	private static String relation(String column) {
		return "(SELECT relnamespace FROM pg_class r WHERE r.oid = " + column + ")";
	}

	private static String family(String column) {
		return "(SELECT opfnamespace FROM pg_opfamily f WHERE f.oid = " + column + ")";
	}

}
