package io.schemarecovery.catalog;

/**
 * How {@code pg_depend} speaks: OIDs of system catalogs, the same in every database, and
 * types of dependency.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/catalog-pg-depend.html">pg_depend</a>
 */
final class SystemCatalogs {

	static final int RELATIONS = 1259;

	static final int TYPES = 1247;

	static final int NAMESPACES = 2615;

	static final int TRIGGERS = 2620;

	static final int CASTS = 2605;

	static final int TRANSFORMS = 3576;

	static final int FAMILY_OPERATORS = 2602;

	static final int FAMILY_FUNCTIONS = 2603;

	static final int OPERATOR_FAMILIES = 2753;

	/** Automatic, internal, of a partition: the dependent goes without being asked. */
	static final String PARTS = "aiPS";

	private SystemCatalogs() {
	}

}
