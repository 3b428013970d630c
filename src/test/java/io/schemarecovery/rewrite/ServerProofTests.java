package io.schemarecovery.rewrite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** PostgreSQL itself judges the statements of the tables, and what they became. */
@PostgresTest
class ServerProofTests {

	private static final String SYNTAX_ERROR = "42601";

	/** What the grammar knows, only to refuse it: {@code ALTER TYPE … DROP VALUE}. */
	private static final String FEATURE_NOT_SUPPORTED = "0A000";

	private static final String DIVISION_BY_ZERO = "22012";

	@Test
	void serverParsesEveryStatementAsWrittenAndAsRewritten(TestDatabase database) throws SQLException {
		List<String> wrong = new ArrayList<>();
		try (Connection connection = connect(database)) {
			int major = connection.getMetaData().getDatabaseMajorVersion();
			for (RewriteRow row : rows().toList()) {
				// all of the text is parsed before its first statement runs, and fails
				String written = sqlState(connection, "SELECT 1/0;" + row.statement());
				String rewritten = sqlState(connection, "SELECT 1/0;" + row.expected());
				if (!rewritten.equals(written) || (row.since() <= major && !written.equals(DIVISION_BY_ZERO))) {
					wrong.add(written + " " + rewritten + " " + row);
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void serverParsesNoneOfTheStatementsCalledInvalid(TestDatabase database) throws SQLException {
		List<String> parsed = new ArrayList<>();
		try (Connection connection = connect(database)) {
			for (RewriteRow row : ScriptRows.invalid().toList()) {
				String state = sqlState(connection, "SELECT 1/0;" + row.statement());
				if (!state.equals(SYNTAX_ERROR) && !state.equals(FEATURE_NOT_SUPPORTED)) {
					parsed.add(state + " " + row);
				}
			}
		}
		assertThat(parsed).isEmpty();
	}

	@Test
	void serverRunsEveryRewrittenStatementWithoutASyntaxError(TestDatabase database) throws SQLException {
		List<String> refused = new ArrayList<>();
		try (Connection connection = connect(database)) {
			int major = connection.getMetaData().getDatabaseMajorVersion();
			for (RewriteRow row : rows().filter((each) -> each.since() <= major).toList()) {
				for (String sql : List.of(row.statement(), row.expected())) {
					if (sqlState(connection, sql).equals(SYNTAX_ERROR)) {
						refused.add(sql);
					}
				}
			}
		}
		assertThat(refused).isEmpty();
	}

	@Test
	void dropOfAReferencedTableGoesThrough(TestDatabase database) throws SQLException {
		database.execute("CREATE TABLE \"user\" (id int PRIMARY KEY)",
				"CREATE TABLE cart (id int, user_id int REFERENCES \"user\")", "INSERT INTO \"user\" VALUES (1)",
				"INSERT INTO cart VALUES (1, 1)");
		String sql = "DROP TABLE \"user\" -- rebuilt below\n;";
		try (Connection connection = connect(database)) {
			assertThat(sqlState(connection, sql)).isEqualTo("2BP01");
		}
		database.execute(CascadeRewriter.rewrite(sql, CascadeRewriter.find(sql)));
		assertThat(database.query("SELECT count(*) FROM cart")).containsExactly("1");
		assertThat(database.query("SELECT to_regclass('\"user\"')")).containsExactly((String) null);
	}

	static Stream<RewriteRow> rows() {
		return Stream.of(DropStatementRows.rows(), AlterStatementRows.rows(), LexicalRows.rows())
			.flatMap((rows) -> rows);
	}

	/** The text goes to the server as it is, not cut into statements by the driver. */
	static Connection connect(TestDatabase database) throws SQLException {
		Connection connection = DriverManager.getConnection(database.url() + "?preferQueryMode=simple",
				database.owner(), TestDatabase.PASSWORD);
		connection.setAutoCommit(false);
		return connection;
	}

	/** Runs text in a transaction that is rolled back. */
	static String sqlState(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
			return "00000";
		}
		catch (SQLException ex) {
			return String.valueOf(ex.getSQLState());
		}
		finally {
			connection.rollback();
		}
	}

}
