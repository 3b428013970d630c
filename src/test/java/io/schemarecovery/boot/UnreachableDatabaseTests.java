package io.schemarecovery.boot;

import java.util.function.Supplier;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.Program;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database that is not there, or lets nobody in, is told as what it is by every start,
 * whether Flyway or Hibernate comes first.
 */
@PostgresTest
class UnreachableDatabaseTests {

	@ParameterizedTest
	@CsvSource({ "true, true", "true, false", "false, true", "false, false" })
	void whatKeepsAConnectionFromBeingHadIsTold(boolean reset, boolean flyway, TestDatabase database) {
		String url = Program.url(database, TestDatabase.PASSWORD);
		Supplier<Launch> launch = () -> start(database, reset, flyway);
		assertTold(launch, Program.url(database, "wr@ng"), "password authentication failed", "user and password");
		assertTold(launch, url.replace("/" + database.name(), "/nowhere"), "\"nowhere\" does not exist",
				"the name of the database");
		assertTold(launch, url.replaceFirst("@localhost", "@no.such.host.invalid"), "no.such.host.invalid",
				"Check host and port");
		assertTold(launch, url + "?sslmode=require", "does not support SSL", "sslmode");
		database.superuser("ALTER ROLE " + database.owner() + " CONNECTION LIMIT 0");
		assertTold(launch, url, "too many connections for role", "limit of the role");
	}

	@Test
	void startThatAsksHibernateForNoDialectIsLeftToHibernate(TestDatabase database) {
		start(database, false, false)
			.with("spring.jpa.database-platform=org.hibernate.dialect.PostgreSQLDialect",
					"DATABASE_URL=postgres://app:s3cret@localhost:1/shop")
			.startAndStop();
	}

	private static Launch start(TestDatabase database, boolean reset, boolean flyway) {
		return Launch.of(ShopApplication.class, database, "shop/tables")
			.with("DB_RESET=" + reset, "spring.flyway.enabled=" + flyway, "spring.jpa.hibernate.ddl-auto=none");
	}

	private static void assertTold(Supplier<Launch> launch, String url, String evidence, String action) {
		RecoveryException failure = launch.get().with("DATABASE_URL=" + url).fail();
		assertThat(failure.getExitCode()).as(failure.account()).isEqualTo(69);
		assertThat(failure.account()).contains("The database could not be reached", evidence, "database: host ")
			.doesNotContain("wr@ng", TestDatabase.PASSWORD);
		assertThat(failure.analysis().getAction()).contains(action);
	}

}
