package io.schemarecovery.rewrite;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link DropClause} drops: every {@code DROP} for which {@code gram.y} of
 * PostgreSQL 14 to 18 has an {@code opt_drop_behavior}, except {@code DROP OWNED}, which
 * names a role, and {@code DROP INDEX CONCURRENTLY}, which refuses {@code CASCADE} when
 * it runs.
 */
public enum DropKind {

	TABLE("TABLE", Targets::names),

	VIEW("VIEW", Targets::names),

	MATERIALIZED_VIEW("MATERIALIZED VIEW", Targets::names),

	SEQUENCE("SEQUENCE", Targets::names),

	INDEX("INDEX", Targets::names),

	FOREIGN_TABLE("FOREIGN TABLE", Targets::names),

	TYPE("TYPE", Targets::types),

	DOMAIN("DOMAIN", Targets::types),

	COLLATION("COLLATION", Targets::names),

	CONVERSION("CONVERSION", Targets::names),

	SCHEMA("SCHEMA", Targets::names),

	EXTENSION("EXTENSION", Targets::names),

	FUNCTION("FUNCTION", Targets::routines),

	PROCEDURE("PROCEDURE", Targets::routines),

	ROUTINE("ROUTINE", Targets::routines),

	AGGREGATE("AGGREGATE", Targets::aggregates),

	OPERATOR_CLASS("OPERATOR CLASS", Targets::nameUsingMethod),

	OPERATOR_FAMILY("OPERATOR FAMILY", Targets::nameUsingMethod),

	OPERATOR("OPERATOR", Targets::operators),

	TEXT_SEARCH_CONFIGURATION("TEXT SEARCH CONFIGURATION", Targets::names),

	TEXT_SEARCH_DICTIONARY("TEXT SEARCH DICTIONARY", Targets::names),

	TEXT_SEARCH_PARSER("TEXT SEARCH PARSER", Targets::names),

	TEXT_SEARCH_TEMPLATE("TEXT SEARCH TEMPLATE", Targets::names),

	STATISTICS("STATISTICS", Targets::names),

	RULE("RULE", Targets::nameOnRelation),

	TRIGGER("TRIGGER", Targets::nameOnRelation),

	POLICY("POLICY", Targets::nameOnRelation),

	CAST("CAST", Targets::cast),

	TRANSFORM("TRANSFORM", Targets::transform),

	/** {@code DROP LANGUAGE}, also written {@code DROP PROCEDURAL LANGUAGE}. */
	LANGUAGE("LANGUAGE", Targets::names),

	FOREIGN_DATA_WRAPPER("FOREIGN DATA WRAPPER", Targets::names),

	SERVER("SERVER", Targets::names),

	PUBLICATION("PUBLICATION", Targets::names),

	/** {@code DROP SUBSCRIPTION}, where {@code CASCADE} has no effect. */
	SUBSCRIPTION("SUBSCRIPTION", Targets::name),

	EVENT_TRIGGER("EVENT TRIGGER", Targets::names),

	ACCESS_METHOD("ACCESS METHOD", Targets::names),

	/** {@code ALTER TABLE} or {@code ALTER FOREIGN TABLE … DROP [COLUMN]}. */
	COLUMN("", Targets::name),

	/** {@code ALTER TABLE} or {@code ALTER FOREIGN TABLE … DROP CONSTRAINT}. */
	CONSTRAINT("", Targets::name),

	/** {@code ALTER DOMAIN … DROP CONSTRAINT}. */
	DOMAIN_CONSTRAINT("", Targets::name),

	/** {@code ALTER TYPE … DROP ATTRIBUTE}. */
	ATTRIBUTE("", Targets::name);

	private static final List<DropKind> STATEMENTS = Arrays.stream(values())
		.filter((kind) -> kind.words.length > 0)
		.toList();

	private final String[] words;

	private final Targets targets;

	DropKind(String words, Targets targets) {
		this.words = words.isEmpty() ? new String[0] : words.split(" ");
		this.targets = targets;
	}

	/** Reads the words after {@code DROP}; empty when they name nothing known. */
	static Optional<DropKind> read(TokenCursor cursor) {
		if (cursor.accept("PROCEDURAL", "LANGUAGE")) {
			return Optional.of(LANGUAGE);
		}
		return STATEMENTS.stream().filter((kind) -> kind.accept(cursor)).findFirst();
	}

	private boolean accept(TokenCursor cursor) {
		int start = cursor.position();
		if (!cursor.accept(this.words)) {
			return false;
		}
		if (cursor.atDot()) {
			// DROP OPERATOR class.= (…): a schema, not the word of OPERATOR CLASS
			cursor.reset(start);
			return false;
		}
		return true;
	}

	/** What the clause drops; empty when it does not read as such a list. */
	List<String> readTargets(TokenCursor cursor) {
		return this.targets.read(cursor);
	}

}
