package io.schemarecovery.rewrite;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every text. */
class RewritePropertyTests {

	private static final List<String> PIECES = List.of("DROP ", "drop", "TABLE ", "ALTER TABLE t ", "a", " cascade",
			",", ".", ";", "(", ")", "[", "]", "'", "\"", "E'", "U&\"", "U&'", "$$", "$a$", "$", "$1", "\\", "\\.\n",
			"\\copy x from stdin\n", "COPY a FROM stdin;\n", "CREATE FUNCTION f() BEGIN ATOMIC ", "CASE", "END", "--",
			"/*", "*/", "+", "-", "@", "\n", "\r", "\u000b", " ", "é", "\ud83d\ude00", "\ud83d", "\u0000", "1e", "?",
			"\ufeff", "OPERATOR ", "CLASS ", "CAST", "IF EXISTS ", "TYPE ", "FUNCTION ", "UESCAPE", "ON ", "USING ",
			"FOR ");

	@Property(tries = 5_000, edgeCases = EdgeCasesMode.NONE)
	void exactlyThePlantedClausesAreFound(@ForAll("scripts") Planted script) {
		List<DropClause> clauses = CascadeRewriter.find(script.text());
		assertThat(clauses).map(DropClause::insertAt).isEqualTo(script.offsets());
		assertThat(CascadeRewriter.rewrite(script.text(), clauses)).isEqualTo(script.expected());
		assertThat(CascadeRewriter.find(script.expected())).isEmpty();
	}

	@Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
	void truncatedScriptsLoseNothing(@ForAll("scripts") Planted script) {
		for (int end = 0; end < script.text().length(); end++) {
			assertThatOnlyCascadeIsInserted(script.text().substring(0, end));
			assertThatOnlyCascadeIsInserted(script.text().substring(end));
		}
	}

	@Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
	void garbageLosesNothing(@ForAll("garbage") String sql) {
		assertThatOnlyCascadeIsInserted(sql);
		assertThatOnlyCascadeIsInserted("DROP TABLE " + sql);
	}

	@Provide
	Arbitrary<Planted> scripts() {
		return SqlArbitraries.scripts();
	}

	@Provide
	Arbitrary<String> garbage() {
		return Arbitraries
			.frequencyOf(Tuple.of(20, Arbitraries.of(PIECES)),
					Tuple.of(1, Arbitraries.chars().all().map(String::valueOf)))
			.list()
			.ofMaxSize(30)
			.map((pieces) -> String.join("", pieces));
	}

	private static void assertThatOnlyCascadeIsInserted(String sql) {
		for (boolean conforming : new boolean[] { true, false }) {
			List<DropClause> clauses = CascadeRewriter.find(sql, conforming);
			StringBuilder text = new StringBuilder(CascadeRewriter.rewrite(sql, clauses));
			for (int i = clauses.size() - 1; i >= 0; i--) {
				DropClause clause = clauses.get(i);
				int inserted = clause.insertAt() + i * " CASCADE".length();
				text.delete(inserted, inserted + " CASCADE".length());
				if (clause.statementStart() >= clause.insertAt() || clause.targets().isEmpty()) {
					throw new AssertionError(clause + " of " + sql);
				}
			}
			if (!sql.contentEquals(text)) {
				throw new AssertionError("Not restored: " + sql);
			}
		}
	}

}
