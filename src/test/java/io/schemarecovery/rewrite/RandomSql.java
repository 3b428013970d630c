package io.schemarecovery.rewrite;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Valid SQL at random: statements with and without a {@code DROP}, with names, quotes,
 * comments and blanks of every kind, and {@code DROP} written where it means nothing.
 */
final class RandomSql {

	private static final List<String> NAMES = List.of("a", "cart", "cascade", "restrict", "drop", "if", "\"user\"",
			"\"drop table x;\"", "\"a\"\"b\"", "\"--\"", "\"/*\"", "\"$$\"", "\"'\"", "größe", "表", "a$b$c", "_x1",
			"U&\"d!0061t\" UESCAPE '!'", "u&\"\\00e9\"", "e", "n", "b", "x", "column_", "\"CASCADE\"");

	private static final List<String> BLANKS = List.of(" ", " ", " ", "\n", "\t", "  ", "\r\n", "/**/",
			"/* DROP TABLE a; */", "/* it's /* \" */ $$ */", " -- DROP TABLE a; '\n", "--\n", "/*/ */ \n", "\f");

	private static final List<String> QUOTED = List.of("'DROP TABLE a;'", "'it''s; DROP TABLE a'",
			"E'\\'; DROP VIEW v'", "e'a'\n'\\'; DROP VIEW v'", "$$; DROP TABLE a; $$", "$t$ $$ '; DROP TABLE a $t$",
			"$ü1$ DROP $u$ $ü1$", "'\\'", "U&'d!0072op; DROP TABLE a' UESCAPE '!'", "'\n;DROP TABLE a;\n'", "'/*'",
			"'--'", "'$$'");

	private static final List<String> LISTS = List.of("TABLE", "VIEW", "MATERIALIZED VIEW", "SEQUENCE", "INDEX",
			"FOREIGN TABLE", "TYPE", "DOMAIN", "COLLATION", "TEXT SEARCH DICTIONARY", "STATISTICS", "FUNCTION",
			"PROCEDURE", "ROUTINE");

	private static final List<String> OPERATORS = List.of("=", "+", "- ", "*", "~~~", "@#@-", "<->", "|/", "!=", "?|");

	private final Random random;

	private final Planted script = new Planted();

	RandomSql(long seed) {
		this.random = new Random(seed);
	}

	Planted script() {
		int statements = 1 + this.random.nextInt(8);
		blank(true);
		for (int i = 0; i < statements; i++) {
			statement();
			blank(true);
			if (i < statements - 1 || this.random.nextBoolean()) {
				this.script.write(";");
				blank(true);
			}
		}
		return this.script;
	}

	private void statement() {
		switch (this.random.nextInt(8)) {
			case 0, 1 -> dropList();
			case 2 -> dropOnRelation();
			case 3 -> dropOperator();
			case 4, 5 -> alterTable();
			case 6 -> words("SELECT", one(QUOTED), ", 1", one(OPERATORS), "2 AS", "drop");
			default -> nothingToDrop();
		}
	}

	private void dropList() {
		words("DROP", one(LISTS));
		if (this.random.nextBoolean()) {
			words("IF EXISTS");
		}
		int count = 1 + this.random.nextInt(3);
		for (int i = 0; i < count; i++) {
			this.script.write((i > 0) ? "," : "");
			blank(true);
			qualifiedName();
		}
		behavior();
	}

	private void dropOnRelation() {
		words("DROP", one(List.of("TRIGGER", "RULE", "POLICY")), name(), "ON");
		qualifiedName();
		behavior();
	}

	private void dropOperator() {
		words("DROP", "OPERATOR");
		if (this.random.nextBoolean()) {
			this.script.write(name());
			blank(true);
			this.script.write(".");
		}
		blank(true);
		this.script.write(one(OPERATORS));
		blank(true);
		this.script.write("(int" + one(List.of(",", " , ", "/*,*/,")) + "numeric(10, 2)[])");
		behavior();
	}

	private void alterTable() {
		words("ALTER TABLE");
		words(one(List.of("", "IF EXISTS", "ONLY")));
		qualifiedName();
		int count = 1 + this.random.nextInt(4);
		for (int i = 0; i < count; i++) {
			this.script.write((i > 0) ? "," : "");
			blank(i > 0);
			switch (this.random.nextInt(4)) {
				case 0 -> words("ADD CHECK (x IN (", one(QUOTED), ", 'y'))");
				case 1 ->
					words("ALTER", name(), one(List.of("DROP NOT NULL", "DROP DEFAULT", "SET DEFAULT ARRAY[1, 2]")));
				default -> {
					words("DROP", one(List.of("COLUMN", "CONSTRAINT", "")), one(List.of("", "IF EXISTS")));
					this.script.write(name());
					behavior();
				}
			}
		}
	}

	private void nothingToDrop() {
		switch (this.random.nextInt(6)) {
			case 0 -> words("DROP", "ROLE", name());
			case 1 -> words("DROP", "INDEX", "CONCURRENTLY", name());
			case 2 -> words("DO", one(List.of("$$ BEGIN DROP TABLE a; END $$", "'BEGIN DROP TABLE a; END'")));
			case 3 -> words("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC", "SELECT CASE WHEN true THEN", one(QUOTED),
					"END; DROP TABLE a; END");
			case 4 -> words("CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM", name(), ")");
			default -> words("COMMENT ON TABLE", name(), "IS", one(QUOTED));
		}
	}

	private void behavior() {
		switch (this.random.nextInt(5)) {
			case 0 -> {
				blank(false);
				this.script.write(anyCase("CASCADE"));
			}
			case 1 -> {
				blank(false);
				this.script.write(anyCase("RESTRICT"));
			}
			default -> this.script.plant();
		}
	}

	private void qualifiedName() {
		this.script.write(name());
		if (this.random.nextInt(3) == 0) {
			blank(true);
			this.script.write(".");
			blank(true);
			this.script.write(name());
		}
	}

	/** Words with blanks between and after them, keywords in any case. */
	private void words(String... words) {
		for (String word : words) {
			for (String part : word.matches("[A-Z ]+") ? word.split(" ") : new String[] { word }) {
				this.script.write(word.matches("[A-Z ]+") ? anyCase(part) : part);
				blank(false);
			}
		}
	}

	private void blank(boolean optional) {
		int count = this.random.nextInt(3) + (optional ? 0 : 1);
		for (int i = 0; i < count; i++) {
			this.script.write(one(BLANKS));
		}
	}

	private String anyCase(String word) {
		return switch (this.random.nextInt(3)) {
			case 0 -> word.toLowerCase(Locale.ROOT);
			case 1 -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT);
			default -> word;
		};
	}

	private String name() {
		return one(NAMES);
	}

	private <T> T one(List<T> all) {
		return all.get(this.random.nextInt(all.size()));
	}

}
