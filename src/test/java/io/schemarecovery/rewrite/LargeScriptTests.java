package io.schemarecovery.rewrite;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Scripts so large that lexing them ends only when its time grows with their length. */
class LargeScriptTests {

	private static final int LENGTH = 10_000_000;

	private static final int CONSTRUCTS_LENGTH = 1_000_000;

	private static final String ROWS = "INSERT INTO t VALUES (1, 'it''s a drop', E'\\'', now());\n".repeat(20);

	@Test
	void tenMegabytesOfStatementsAreRewritten() {
		StringBuilder sql = new StringBuilder(LENGTH);
		StringBuilder expected = new StringBuilder(LENGTH);
		List<Planted> scripts = SqlArbitraries.scripts().list().ofSize(500).sample();
		for (int i = 0; sql.length() < LENGTH; i++) {
			Planted script = scripts.get(i % scripts.size());
			sql.append(script.text()).append(ROWS);
			expected.append(script.expected()).append(ROWS);
		}
		String text = sql.toString();
		String rewritten = CascadeRewriter.rewrite(text, CascadeRewriter.find(text));
		assertThat(rewritten.contentEquals(expected)).isTrue();
	}

	/** Each is one construct over and over. */
	static Stream<String> constructs() {
		return Stream.of("+", "+-", "@-", "/*", "/*/", "'", "''", "E'a'\n", "E'\\", "\"", "\"\" ", "$a", "$a$", "$1",
				"(", "[", "a.", "a,", "a ", "1.e", "\\x", "\\copy a from ", "--\n", "- -", "é", ";", "DROP TABLE ",
				"ALTER TABLE t DROP ", "COPY t FROM stdin;\n", "\\.\n", "U&\"a\" ", "BEGIN ATOMIC ", "CASE ");
	}

	@ParameterizedTest
	@MethodSource("constructs")
	void oneConstructOverAndOverIsLinear(String construct) {
		String repeated = construct.repeat(CONSTRUCTS_LENGTH / construct.length());
		for (String start : List.of("DROP TABLE ", "DROP FUNCTION f(", "ALTER TABLE t ADD x, DROP ", "SELECT 'drop', ",
				"CREATE FUNCTION f() BEGIN ATOMIC DROP ")) {
			String sql = start + repeated;
			List<DropClause> clauses = CascadeRewriter.find(sql);
			assertThat(CascadeRewriter.rewrite(sql, clauses).length())
				.isEqualTo(sql.length() + clauses.size() * " CASCADE".length());
		}
	}

}
