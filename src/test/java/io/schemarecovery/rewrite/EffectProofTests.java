package io.schemarecovery.rewrite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL runs the statements of the tables with the objects there: as written they
 * are refused, and what they became does what CASCADE does, which is to drop the
 * dependents and then the object.
 */
@PostgresTest
class EffectProofTests {

	/**
	 * What no object can be made for, or what ends the transaction or rewrites the table.
	 */
	private static final Set<String> EXCEPT = Set.of("DROP TABLE db.s.a", "DROP EXTENSION e",
			"DROP EXTENSION IF EXISTS \"uuid-ossp\", e", "DROP TYPE no_such_type[], numeric(10, 2)",
			"DROP TYPE IF EXISTS timestamp (3) with time zone, double precision",
			"DROP TYPE IF EXISTS interval day to second(3), interval(2)",
			"DROP TYPE IF EXISTS SETOF t, u ARRAY[3], national character varying(3)[]", "DROP FUNCTION f(SETOF text)",
			"DROP OPERATOR IF EXISTS s.\"t\".@#@- (int8, int8), *(a, b)", "BEGIN; DROP TABLE a; ROLLBACK",
			"CREATE FUNCTION f() RETURNS void BEGIN ATOMIC DROP TABLE a; DROP TABLE b; END; DROP TABLE c",
			"ALTER TABLE t ALTER g SET EXPRESSION AS (a + 1), DROP b");

	private static final String DEPENDENTS_EXIST = "2BP01";

	private static final String SUCCESS = "00000";

	@Test
	void rewrittenStatementDoesWhatCascadeDoes(TestDatabase database) throws SQLException {
		database.superuser(ObjectRecipes.SETUP).superuser("ALTER ROLE " + database.owner() + " SUPERUSER");
		List<String> wrong = new ArrayList<>();
		try (Connection connection = ServerProofTests.connect(database)) {
			int major = connection.getMetaData().getDatabaseMajorVersion();
			for (RewriteRow row : rows().filter((each) -> each.since() <= major).toList()) {
				try {
					prove(connection, row);
				}
				catch (SQLException | AssertionError ex) {
					wrong.add(row + "\n\t" + ex.getMessage());
				}
				finally {
					connection.rollback();
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	static Stream<RewriteRow> rows() {
		return ServerProofTests.rows()
			.filter((row) -> !CascadeRewriter.find(row.statement()).isEmpty())
			.filter((row) -> !EXCEPT.contains(row.statement()));
	}

	private void prove(Connection connection, RewriteRow row) throws SQLException {
		List<DropClause> clauses = CascadeRewriter.find(row.statement());
		DroppedObjects objects = new DroppedObjects(connection, row.statement());
		objects.make(clauses);
		Set<ObjectAddress> before = Fingerprint.addresses(connection);
		Savepoint made = connection.setSavepoint();
		assertThat(run(connection, row.statement())).isEqualTo(objects.haveWitnesses() ? DEPENDENTS_EXIST : SUCCESS);
		connection.rollback(made);
		assertThat(run(connection, CascadeRewriter.rewrite(row.statement(), clauses))).isEqualTo(SUCCESS);
		Fingerprint rewritten = Fingerprint.of(connection);
		connection.rollback(made);
		objects.dropWitnesses();
		assertThat(run(connection, row.statement())).isEqualTo(SUCCESS);
		Fingerprint byHand = Fingerprint.of(connection);
		Set<ObjectAddress> created = new HashSet<>(rewritten.objects().keySet());
		created.addAll(byHand.objects().keySet());
		created.removeAll(before);
		assertThat(byHand.changes(rewritten, created)).isEmpty();
	}

	private static String run(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute("DEALLOCATE ALL");
			statement.execute(sql);
			return SUCCESS;
		}
		catch (SQLException ex) {
			return String.valueOf(ex.getSQLState());
		}
	}

}
