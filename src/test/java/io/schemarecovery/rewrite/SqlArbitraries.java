package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Scripts for the {@link NamedSchema}: statements with and without a {@code DROP}, with
 * quotes, comments and blanks of every kind, and {@code DROP} written where it means
 * nothing.
 */
final class SqlArbitraries {

	private static final List<String> BLANKS = List.of(" ", "\n", "\t", "\r\n", "/**/", "/* DROP TABLE a; */",
			"/* it's /* \" */ $$ */", " -- DROP TABLE a; '\n", "--\n", "/*/ */ \n", "\f");

	private static final List<String> QUOTED = List.of("'DROP TABLE a;'", "'it''s; DROP TABLE a'",
			"E'\\'; DROP VIEW v'", "e'a'\n'\\'; DROP VIEW v'", "$$; DROP TABLE a; $$", "$t$ $$ '; DROP TABLE a $t$",
			"$ü1$ DROP $u$ $ü1$", "'\\'", "U&'d!0072op; DROP TABLE a' UESCAPE '!'", "'\n;DROP TABLE a;\n'", "'/*'",
			"'--'", "'$$'");

	/** Kinds whose names share no namespace, and the schema in which they have them. */
	private static final List<Tuple.Tuple2<String, String>> LISTS = List.of(Tuple.of("TABLE", ""),
			Tuple.of("VIEW", "v"), Tuple.of("MATERIALIZED VIEW", "m"), Tuple.of("SEQUENCE", "q"),
			Tuple.of("INDEX", "i"), Tuple.of("TYPE", "y"), Tuple.of("DOMAIN", "y"), Tuple.of("COLLATION", ""),
			Tuple.of("TEXT SEARCH DICTIONARY", ""), Tuple.of("TEXT SEARCH CONFIGURATION", ""),
			Tuple.of("STATISTICS", ""), Tuple.of("FUNCTION", ""), Tuple.of("ROUTINE", ""), Tuple.of("SCHEMA", ""));

	private SqlArbitraries() {
	}

	static Arbitrary<Planted> scripts() {
		return statement().list().ofMinSize(1).ofMaxSize(6).map(Planted::join);
	}

	private static Arbitrary<Planted> statement() {
		return sequence(blank(0),
				Arbitraries.frequencyOf(Tuple.of(4, dropList()), Tuple.of(1, dropOnRelation()),
						Tuple.of(1, dropOperator()), Tuple.of(3, alterTable()), Tuple.of(2, nothing())),
				blank(0), of(";"));
	}

	private static Arbitrary<Planted> dropList() {
		return Arbitraries.of(LISTS)
			.flatMap((kind) -> sequence(words("DROP " + kind.get1()), blank(1), optional("IF EXISTS"),
					list(name(kind.get2()), 3), behavior()));
	}

	private static Arbitrary<Planted> dropOnRelation() {
		return Arbitraries.of(NamedSchema.NAMES)
			.flatMap((name) -> sequence(words("DROP"), blank(1), oneOf("TRIGGER", "RULE", "POLICY"), blank(1),
					optional("IF EXISTS"), of(name), blank(1), words("ON"), blank(1), of(name), behavior()));
	}

	private static Arbitrary<Planted> dropOperator() {
		return sequence(words("DROP OPERATOR"), blank(1), optional(sequence(of("public"), blank(0), of("."), blank(0))),
				oneOf(NamedSchema.OPERATORS), blank(0), of("(int"), blank(0), of(","), blank(0),
				oneOf("numeric(10, 2)[])", "numeric[])"), behavior());
	}

	private static Arbitrary<Planted> alterTable() {
		return Arbitraries.of(NamedSchema.NAMES)
			.flatMap((name) -> sequence(words("ALTER TABLE"), blank(1), optional("IF EXISTS"), optional("ONLY"),
					of(name), blank(1), list(action(name), 3)));
	}

	private static Arbitrary<Planted> action(String name) {
		return Arbitraries.oneOf(
				sequence(words("DROP"), blank(1), optional("COLUMN"), optional("IF EXISTS"), oneOf(NamedSchema.COLUMNS),
						behavior()),
				sequence(words("DROP CONSTRAINT"), blank(1), optional("IF EXISTS"), of(name), behavior()),
				sequence(words("ADD CHECK"), blank(0), of("(x IN ("), oneOf(QUOTED), of(", 'y'))")),
				sequence(words("ALTER"), blank(1), oneOf(NamedSchema.COLUMNS), blank(1),
						oneOf("DROP NOT NULL", "DROP DEFAULT", "SET STATISTICS 7")));
	}

	private static Arbitrary<Planted> nothing() {
		return Arbitraries.oneOf(
				sequence(words("SELECT"), blank(1), oneOf(QUOTED), of(", 2*"), of("-1 AS"), blank(1), of("drop")),
				sequence(words("SELECT"), blank(1), oneOf(QUOTED), of(" AS"), blank(1), oneOf(NamedSchema.NAMES)),
				sequence(words("DROP ROLE IF EXISTS"), blank(1), of("no_such_role")),
				sequence(words("DO"), blank(1),
						oneOf("$$ BEGIN PERFORM 'DROP TABLE a'; END $$",
								"'BEGIN IF false THEN DROP TABLE a; END IF; END'")),
				sequence(words("COMMENT ON SCHEMA v IS"), blank(1), oneOf(QUOTED)),
				sequence(words("CREATE OR REPLACE FUNCTION"), blank(1), of("f() RETURNS text BEGIN ATOMIC"), blank(1),
						of("SELECT CASE WHEN true THEN "), oneOf(QUOTED), blank(1), of("END AS drop; END")),
				sequence(words("CREATE OR REPLACE RULE"), blank(1), of("drop AS ON INSERT TO ruled DO ALSO"), blank(1),
						of("(DELETE FROM ruled;"), blank(0), of("DELETE FROM ruled)")));
	}

	private static Arbitrary<Planted> behavior() {
		return Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.just(Planted.CASCADE)),
				Tuple.of(1, sequence(blank(1), words("CASCADE"))), Tuple.of(1, sequence(blank(1), words("RESTRICT"))));
	}

	private static Arbitrary<Planted> name(String schema) {
		Arbitrary<Planted> name = Arbitraries.frequencyOf(Tuple.of(12, oneOf(NamedSchema.NAMES)),
				Tuple.of(1, of("no_such_name")));
		return schema.isEmpty() ? name : sequence(of(schema), blank(0), of("."), blank(0), name);
	}

	/** Up to so many, with commas between them. */
	private static Arbitrary<Planted> list(Arbitrary<Planted> element, int most) {
		return sequence(element,
				sequence(blank(0), of(","), blank(0), element).list().ofMaxSize(most - 1).map(Planted::join));
	}

	/** Keywords in any case, with blanks between them. */
	private static Arbitrary<Planted> words(String words) {
		List<Arbitrary<Planted>> parts = new ArrayList<>();
		for (String word : words.split(" ")) {
			if (!parts.isEmpty()) {
				parts.add(blank(1));
			}
			parts.add(Arbitraries
				.of(word, word.toLowerCase(Locale.ROOT), word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
				.map(Planted::of));
		}
		return Combinators.combine(parts).as(Planted::join);
	}

	/** So many blanks or comments, and up to two more. */
	private static Arbitrary<Planted> blank(int least) {
		return Arbitraries.of(BLANKS)
			.list()
			.ofMinSize(least)
			.ofMaxSize(least + 2)
			.map((blanks) -> Planted.blank(String.join("", blanks)));
	}

	private static Arbitrary<Planted> oneOf(String... texts) {
		return oneOf(List.of(texts));
	}

	private static Arbitrary<Planted> oneOf(List<String> texts) {
		return Arbitraries.of(texts).map(Planted::of);
	}

	private static Arbitrary<Planted> of(String text) {
		return Arbitraries.just(Planted.of(text));
	}

	private static Arbitrary<Planted> optional(String words) {
		return optional(sequence(words(words), blank(1)));
	}

	private static Arbitrary<Planted> optional(Arbitrary<Planted> part) {
		return Arbitraries.oneOf(of(""), part);
	}

	@SafeVarargs
	private static Arbitrary<Planted> sequence(Arbitrary<Planted>... parts) {
		List<Arbitrary<Planted>> all = new ArrayList<>();
		for (Arbitrary<Planted> part : parts) {
			all.add(part);
		}
		return Combinators.combine(all).as(Planted::join);
	}

}
