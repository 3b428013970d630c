package io.schemarecovery.catalog;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Kinds of objects that live in a schema, in the order in which they are dropped. The
 * labels are those of {@code pg_identify_object}.
 */
public enum ObjectKind {

	/** A view. */
	VIEW("view", "VIEW", true),
	/** A materialized view. */
	MATERIALIZED_VIEW("materialized view", "MATERIALIZED VIEW", true),
	/** A foreign table. */
	FOREIGN_TABLE("foreign table", "FOREIGN TABLE", true),
	/** A table: plain, partitioned, inherited, unlogged. */
	TABLE("table", "TABLE", true),
	/** A sequence that no column owns. */
	SEQUENCE("sequence", "SEQUENCE", true),
	/** A text search configuration. */
	TEXT_SEARCH_CONFIGURATION("text search configuration", "TEXT SEARCH CONFIGURATION", false),
	/** A text search dictionary. */
	TEXT_SEARCH_DICTIONARY("text search dictionary", "TEXT SEARCH DICTIONARY", false),
	/** A text search parser. */
	TEXT_SEARCH_PARSER("text search parser", "TEXT SEARCH PARSER", false),
	/** A text search template. */
	TEXT_SEARCH_TEMPLATE("text search template", "TEXT SEARCH TEMPLATE", false),
	/** An operator class. */
	OPERATOR_CLASS("operator class", "OPERATOR CLASS", false),
	/** An operator family. */
	OPERATOR_FAMILY("operator family", "OPERATOR FAMILY", false),
	/** An operator. */
	OPERATOR("operator", "OPERATOR", false),
	/** A collation. */
	COLLATION("collation", "COLLATION", false),
	/** A conversion. */
	CONVERSION("conversion", "CONVERSION", false),
	/** Extended statistics. */
	STATISTICS("statistics object", "STATISTICS", true),
	/**
	 * A procedure. DROP ROUTINE takes all four: a zero-argument aggregate has no other.
	 */
	PROCEDURE("procedure", "ROUTINE", true),
	/** An aggregate. */
	AGGREGATE("aggregate", "ROUTINE", true),
	/** A function, window functions among them. */
	FUNCTION("function", "ROUTINE", true),
	/** A type: composite, enum, domain, range, base, shell. */
	TYPE("type", "TYPE", true);

	private static final Map<String, ObjectKind> BY_LABEL = Arrays.stream(values())
		.collect(Collectors.toMap((kind) -> kind.label, Function.identity()));

	private final String label;

	private final String keyword;

	private final boolean list;

	ObjectKind(String label, String keyword, boolean list) {
		this.label = label;
		this.keyword = keyword;
		this.list = list;
	}

	/**
	 * The kind of a label.
	 * @param label the type that {@code pg_identify_object} gives
	 * @return the kind
	 * @throws IllegalArgumentException if no kind has that label
	 */
	public static ObjectKind of(String label) {
		ObjectKind kind = BY_LABEL.get(label);
		if (kind == null) {
			throw new IllegalArgumentException("No kind of object in a schema: " + label);
		}
		return kind;
	}

	/** What the server calls it. */
	public String label() {
		return this.label;
	}

	/** What stands after {@code DROP}. */
	public String keyword() {
		return this.keyword;
	}

	/** Whether one {@code DROP} takes several of them. */
	public boolean droppedInLists() {
		return this.list;
	}

}
