package io.schemarecovery.catalog;

import java.sql.SQLException;

import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class DatabaseFactsTests {

	@Test
	void tellsTheDatabaseAsItsUserKnowsIt(TestDatabase database) throws SQLException {
		DatabaseFacts facts = Transaction.rollback(database.dataSource(), DatabaseFacts::read);
		assertThat(facts.name()).isEqualTo(database.name());
		assertThat(facts.role()).isEqualTo(database.owner());
		assertThat(facts.server()).matches("localhost:\\d+");
		assertThat(database.query("SHOW server_version").get(0)).startsWith(facts.version());
		assertThat(facts.bytes()).isGreaterThan(1_000_000);
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://db.internal:5433/shop, db.internal:5433", "jdbc:postgresql://db/shop, db:5432",
			"jdbc:postgresql:///shop, localhost:5432", "jdbc:postgresql://ada:secret@db/shop?password=secret, db:5432",
			"jdbc:postgresql:shop, ''", "jdbc:postgresql://[::1]:5433/shop, [::1]:5433", "jdbc:other:x, ''", ", ''" })
	void serverIsHostAndPortAlone(String url, String server) {
		assertThat(DatabaseFacts.server(url)).isEqualTo(server);
	}

}
