package io.schemarecovery.testing;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class PostgresServerTests {

	@Test
	void ownerOfATestDatabaseIsNoSuperuser(TestDatabase database) {
		assertThat(database.query("SELECT rolsuper::text FROM pg_roles WHERE rolname = '" + database.owner() + "'"))
			.containsExactly("false");
		database.execute("CREATE TABLE t (id int)");
		assertThat(database.query("SELECT tableowner::text FROM pg_tables WHERE tablename = 't'"))
			.containsExactly(database.owner());
	}

	@Test
	void serverIsOfTheMajorVersionThatTheBuildAsksFor(TestDatabase database) {
		assertThat(database.query("SELECT current_setting('server_version_num')::int / 10000"))
			.containsExactly(System.getProperty("postgres.major"));
	}

}
