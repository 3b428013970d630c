package io.schemarecovery.rewrite;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is rewritten, statement by statement, and what it becomes. */
class CascadeRewriterTests {

	static Stream<RewriteRow> rows() {
		return Stream.of(DropStatementRows.rows(), AlterStatementRows.rows(), LexicalRows.rows(), ScriptRows.rows())
			.flatMap((rows) -> rows);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void insertsCascadeWhereTheTableSays(RewriteRow row) {
		List<DropClause> clauses = CascadeRewriter.find(row.statement());
		assertThat(CascadeRewriter.rewrite(row.statement(), clauses)).as(row.why()).isEqualTo(row.expected());
	}

	@ParameterizedTest
	@MethodSource("rows")
	void findsNothingMoreInRewrittenText(RewriteRow row) {
		assertThat(CascadeRewriter.find(row.expected())).as(row.why()).isEmpty();
	}

	@Test
	void insertsOnlyAtTheClausesGiven() {
		String sql = "DROP TABLE a; DROP VIEW v; DROP TABLE b";
		List<DropClause> tables = CascadeRewriter.find(sql)
			.stream()
			.filter((clause) -> clause.kind() == DropKind.TABLE)
			.toList();
		assertThat(CascadeRewriter.rewrite(sql, tables))
			.isEqualTo("DROP TABLE a CASCADE; DROP VIEW v; DROP TABLE b CASCADE");
		assertThat(CascadeRewriter.rewrite(sql, List.of(tables.get(1), tables.get(0))))
			.isEqualTo("DROP TABLE a CASCADE; DROP VIEW v; DROP TABLE b CASCADE");
		assertThat(CascadeRewriter.rewrite(sql, List.of())).isSameAs(sql);
	}

	@Test
	void backslashEscapesWhereStringsDoNotConform() {
		String sql = "SELECT '\\'; DROP TABLE a; --'";
		assertThat(CascadeRewriter.find(sql, false)).isEmpty();
		assertThat(CascadeRewriter.find(sql, true)).hasSize(1);
		assertThat(CascadeRewriter.find("SELECT N'\\'; DROP TABLE a; --'", false)).isEmpty();
		assertThat(CascadeRewriter.find("SELECT B'\\'; DROP TABLE a; --'", false)).hasSize(1);
		assertThat(CascadeRewriter.find("SELECT \"\\\"; DROP TABLE a; --\"", false)).hasSize(1);
	}

	@Test
	void findsNothingInTextWithoutDrop() {
		assertThat(CascadeRewriter.find("")).isEmpty();
		assertThat(CascadeRewriter.find("drp droop drap D R O P 'unterminated")).isEmpty();
	}

	@Test
	void mentionOfDropIsFoundAtEveryOffset() {
		for (int i = 0; i < 9; i++) {
			for (String filler : List.of(" ", "\n")) {
				String sql = filler.repeat(i) + "dRop table x" + "p".repeat(i);
				assertThat(CascadeRewriter.find(sql)).as(sql).hasSize(1);
			}
			assertThat(CascadeRewriter.find("select " + "drododrp".substring(0, i) + ";DROP VIEW x")).hasSize(1);
		}
	}

}
