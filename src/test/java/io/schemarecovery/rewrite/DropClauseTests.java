package io.schemarecovery.rewrite;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a clause says about the objects it drops. */
class DropClauseTests {

	private static final String CLAUSES = """
			DROP TABLE a, s."b"                                    ∵ TABLE ¦ a ¦ s."b"
			drop table if exists S . "b"                           ∵ TABLE? ¦ S."b"
			DROP TABLE/*x*/a--y                                    ∵ TABLE ¦ a
			DROP TABLE U&"d!0061t" UESCAPE '!', b                  ∵ TABLE ¦ U&"d!0061t" UESCAPE '!' ¦ b
			DROP VIEW v                                            ∵ VIEW ¦ v
			DROP MATERIALIZED VIEW m                               ∵ MATERIALIZED_VIEW ¦ m
			DROP SEQUENCE q                                        ∵ SEQUENCE ¦ q
			DROP INDEX i                                           ∵ INDEX ¦ i
			DROP FOREIGN TABLE f                                   ∵ FOREIGN_TABLE ¦ f
			DROP TYPE timestamp  (3) with  time zone, b []         ∵ TYPE ¦ timestamp(3) with time zone ¦ b[]
			DROP DOMAIN IF EXISTS d                                ∵ DOMAIN? ¦ d
			DROP COLLATION c                                       ∵ COLLATION ¦ c
			DROP CONVERSION c                                      ∵ CONVERSION ¦ c
			DROP SCHEMA a, b                                       ∵ SCHEMA ¦ a ¦ b
			DROP EXTENSION "uuid-ossp"                             ∵ EXTENSION ¦ "uuid-ossp"
			DROP FUNCTION s.f ( int , VARIADIC text [] ), g        ∵ FUNCTION ¦ s.f(int, VARIADIC text[]) ¦ g
			DROP PROCEDURE IF EXISTS p()                           ∵ PROCEDURE? ¦ p()
			DROP ROUTINE r(numeric(10,2))                          ∵ ROUTINE ¦ r(numeric(10,2))
			DROP AGGREGATE a(*), b(int ORDER BY int)               ∵ AGGREGATE ¦ a(*) ¦ b(int ORDER BY int)
			DROP OPERATOR public.= (int, int), ~~~(NONE, text)     ∵ OPERATOR ¦ public.=(int, int) ¦ ~~~(NONE, text)
			DROP OPERATOR class.=(a, b)                            ∵ OPERATOR ¦ class.=(a, b)
			DROP OPERATOR CLASS s.c USING btree                    ∵ OPERATOR_CLASS ¦ s.c ¦ btree
			DROP OPERATOR FAMILY IF EXISTS f USING gin             ∵ OPERATOR_FAMILY? ¦ f ¦ gin
			DROP TEXT SEARCH CONFIGURATION c                       ∵ TEXT_SEARCH_CONFIGURATION ¦ c
			DROP TEXT SEARCH DICTIONARY d                          ∵ TEXT_SEARCH_DICTIONARY ¦ d
			DROP TEXT SEARCH PARSER p                              ∵ TEXT_SEARCH_PARSER ¦ p
			DROP TEXT SEARCH TEMPLATE t                            ∵ TEXT_SEARCH_TEMPLATE ¦ t
			DROP STATISTICS s.x                                    ∵ STATISTICS ¦ s.x
			DROP RULE r ON s.t                                     ∵ RULE ¦ r ¦ s.t
			DROP TRIGGER IF EXISTS tr ON s."T"                     ∵ TRIGGER? ¦ tr ¦ s."T"
			DROP POLICY "a p" ON t                                 ∵ POLICY ¦ "a p" ¦ t
			DROP CAST (a  AS s . b)                                ∵ CAST ¦ a AS s.b
			DROP TRANSFORM FOR s.t LANGUAGE l                      ∵ TRANSFORM ¦ s.t ¦ l
			DROP PROCEDURAL LANGUAGE IF EXISTS l                   ∵ LANGUAGE? ¦ l
			DROP FOREIGN DATA WRAPPER w                            ∵ FOREIGN_DATA_WRAPPER ¦ w
			DROP SERVER a, b                                       ∵ SERVER ¦ a ¦ b
			DROP PUBLICATION p                                     ∵ PUBLICATION ¦ p
			DROP SUBSCRIPTION s                                    ∵ SUBSCRIPTION ¦ s
			DROP EVENT TRIGGER e                                   ∵ EVENT_TRIGGER ¦ e
			DROP ACCESS METHOD a                                   ∵ ACCESS_METHOD ¦ a
			ALTER TABLE IF EXISTS ONLY s."t" DROP c                ∵ COLUMN ¦ s."t" ¦ c
			ALTER TABLE ONLY ( s.t ) DROP COLUMN IF EXISTS cascade ∵ COLUMN? ¦ s.t ¦ cascade
			ALTER TABLE t * DROP CONSTRAINT "c d"                  ∵ CONSTRAINT ¦ t ¦ "c d"
			ALTER DOMAIN s.d DROP CONSTRAINT IF EXISTS c           ∵ DOMAIN_CONSTRAINT? ¦ s.d ¦ c
			ALTER TYPE s.t DROP ATTRIBUTE a                        ∵ ATTRIBUTE ¦ s.t ¦ a
			""";

	/** A clause is written KIND, a question mark for IF EXISTS, and its targets. */
	static Stream<RewriteRow> rows() {
		return RewriteRow.rows(CLAUSES);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void saysWhatIsDropped(RewriteRow row) {
		assertThat(CascadeRewriter.find(row.statement())).map(DropClauseTests::describe).containsExactly(row.why());
	}

	@Test
	void everyKindIsInTheTable() {
		Set<String> kinds = new TreeSet<>(rows().map((row) -> row.why().split("[? ]")[0]).toList());
		assertThat(kinds)
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(DropKind.values()).map(Enum::name).toList());
	}

	@Test
	void offsetsAreThoseOfTheWholeText() {
		String sql = "SELECT 1; /* c */ ALTER TABLE t DROP a , DROP b -- c\n; DROP VIEW v;";
		List<DropClause> clauses = CascadeRewriter.find(sql);
		assertThat(clauses).map((clause) -> sql.substring(clause.statementStart(), clause.insertAt()))
			.containsExactly("ALTER TABLE t DROP a", "ALTER TABLE t DROP a , DROP b", "DROP VIEW v");
	}

	private static String describe(DropClause clause) {
		return clause.kind() + (clause.ifExists() ? "?" : "") + " ¦ " + String.join(" ¦ ", clause.targets());
	}

}
