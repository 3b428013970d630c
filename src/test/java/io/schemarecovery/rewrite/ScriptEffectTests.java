package io.schemarecovery.rewrite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.PostgresServer;
import io.schemarecovery.testing.TestDatabase;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL runs generated scripts on a real schema, each in a transaction that is
 * rolled back: as written, as rewritten, and as one would write them with CASCADE by
 * hand.
 */
class ScriptEffectTests {

	private static final String SUCCESS = "00000";

	private static final String SYNTAX_ERROR = "42601";

	private static TestDatabase database;

	private static Connection connection;

	private static Savepoint start;

	private static Set<ObjectAddress> before;

	@BeforeContainer
	static void makeTheSchema() throws SQLException {
		database = PostgresServer.shared().createDatabase();
		database.execute(NamedSchema.statements()).superuser("ALTER ROLE " + database.owner() + " SUPERUSER");
		connection = ServerProofTests.connect(database);
		before = Fingerprint.addresses(connection);
		start = connection.setSavepoint();
	}

	@AfterContainer
	static void dropTheDatabase() throws SQLException {
		connection.close();
		database.close();
	}

	@Property(tries = 120, edgeCases = EdgeCasesMode.NONE)
	void rewrittenScriptDoesWhatCascadeByHandDoes(@ForAll("scripts") Planted script) throws SQLException {
		String sql = script.text();
		Fingerprint written = run(sql).equals(SUCCESS) ? Fingerprint.of(connection) : null;
		String state = run(CascadeRewriter.rewrite(sql, CascadeRewriter.find(sql)));
		Fingerprint rewritten = state.equals(SUCCESS) ? Fingerprint.of(connection) : null;
		assertThat(state).isEqualTo(run(script.plain())).isNotEqualTo(SYNTAX_ERROR);
		if (rewritten != null) {
			assertThat(changes(Fingerprint.of(connection), rewritten)).isEmpty();
		}
		if (written != null) {
			assertThat(rewritten).isNotNull();
			assertThat(changes(written, rewritten)).isEmpty();
		}
	}

	@Provide
	Arbitrary<Planted> scripts() {
		return SqlArbitraries.scripts();
	}

	private static List<String> changes(Fingerprint first, Fingerprint second) {
		Set<ObjectAddress> created = new HashSet<>(first.objects().keySet());
		created.addAll(second.objects().keySet());
		created.removeAll(before);
		return first.changes(second, created);
	}

	private static String run(String sql) throws SQLException {
		connection.rollback(start);
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
			return SUCCESS;
		}
		catch (SQLException ex) {
			return String.valueOf(ex.getSQLState());
		}
	}

}
