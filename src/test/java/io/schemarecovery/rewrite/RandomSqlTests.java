package io.schemarecovery.rewrite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every text, tried on generated ones; a seed reproduces each. */
@PostgresTest
class RandomSqlTests {

	private static final int SCRIPTS = 20_000;

	private static final int SCRIPTS_FOR_THE_SERVER = 1_000;

	private static final List<String> PIECES = List.of("DROP ", "drop", "TABLE ", "ALTER TABLE t ", "a", " cascade",
			",", ".", ";", "(", ")", "[", "]", "'", "\"", "E'", "U&\"", "U&'", "$$", "$a$", "$", "$1", "\\", "\\.\n",
			"\\copy x from stdin\n", "COPY a FROM stdin;\n", "CREATE FUNCTION f() BEGIN ATOMIC ", "CASE", "END", "--",
			"/*", "*/", "+", "-", "@", "\n", "\r", "\u000b", " ", "é", "\ud83d\ude00", "\ud83d", "\u0000", "1e", "?",
			"\ufeff", "OPERATOR ", "CLASS ", "CAST", "IF EXISTS ", "TYPE ", "FUNCTION ", "UESCAPE", "ON ", "USING ",
			"FOR ");

	@Test
	void exactlyThePlantedClausesAreFound() {
		for (long seed = 0; seed < SCRIPTS; seed++) {
			Planted planted = new RandomSql(seed).script();
			List<DropClause> clauses = CascadeRewriter.find(planted.text());
			assertThat(clauses).as("seed %d: %s", seed, planted.text())
				.map(DropClause::insertAt)
				.isEqualTo(planted.offsets());
			assertThat(CascadeRewriter.rewrite(planted.text(), clauses)).as("seed %d", seed)
				.isEqualTo(planted.expected());
			assertThat(CascadeRewriter.find(planted.expected())).as("seed %d", seed).isEmpty();
		}
	}

	@Test
	void serverParsesGeneratedScriptsAsWrittenAndAsRewritten(TestDatabase database) throws SQLException {
		List<String> refused = new ArrayList<>();
		try (Connection connection = ServerProofTests.connect(database)) {
			for (long seed = 0; seed < SCRIPTS_FOR_THE_SERVER; seed++) {
				Planted planted = new RandomSql(seed).script();
				for (String sql : List.of(planted.text(), planted.expected())) {
					if (!ServerProofTests.sqlState(connection, "SELECT 1/0;" + sql).equals("22012")) {
						refused.add(seed + ": " + sql);
					}
				}
			}
		}
		assertThat(refused).isEmpty();
	}

	@Test
	void truncatedScriptsLoseNothing() {
		for (long seed = 0; seed < SCRIPTS / 100; seed++) {
			String sql = new RandomSql(seed).script().text();
			for (int end = 0; end < sql.length(); end++) {
				assertThatOnlyCascadeIsInserted(sql.substring(0, end));
				assertThatOnlyCascadeIsInserted(sql.substring(end));
			}
		}
	}

	@Test
	void garbageLosesNothing() {
		Random random = new Random(42);
		for (int i = 0; i < 5 * SCRIPTS; i++) {
			StringBuilder sql = new StringBuilder((i % 2 == 0) ? "DROP TABLE " : "");
			for (int length = random.nextInt(30); length > 0; length--) {
				sql.append((random.nextInt(20) > 0) ? PIECES.get(random.nextInt(PIECES.size()))
						: String.valueOf((char) random.nextInt(0x10000)));
			}
			assertThatOnlyCascadeIsInserted(sql.toString());
		}
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
