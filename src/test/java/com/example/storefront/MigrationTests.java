package com.example.storefront;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The migrations by themselves, run by stock Flyway or by hand. */
@PostgresTest
class MigrationTests {

	private static final String SEED = "db/migration/R__seed_catalogue.sql";

	private static final String REBUILD = "db/migration/V5__rebuild_user.sql";

	private static final String COUNTS = """
			SELECT format('%s %s %s %s %s %s', (SELECT count(*) FROM "user"), (SELECT count(*) FROM product),
			  (SELECT count(*) FROM cart), (SELECT count(*) FROM cart_item), (SELECT count(*) FROM orders),
			  (SELECT count(*) FROM order_line))""";

	@Test
	void stockFlywayStopsWhereTheUserTableIsDropped(TestDatabase database) {
		assertThatExceptionOfType(FlywayException.class).isThrownBy(() -> flyway(database).load().migrate())
			.withMessageContaining("V5__rebuild_user.sql")
			.withMessageContaining("2BP01")
			.withMessageContaining("constraint cart_user_id_fkey on table cart depends on table \"user\"");
		assertThat(database.query("SELECT version FROM flyway_schema_history ORDER BY installed_rank"))
			.containsExactly("1", "2", "3", "4");
	}

	@Test
	void rebuildByCascadeOnAnEmptyTableCountsFromOne(TestDatabase database) throws IOException {
		migrateToVersion4(database);
		rebuildByCascade(database);
		assertThat(foreignKeysToUser(database)).isEqualTo("cart_user_id_fkey orders_user_id_fkey");
		assertThat(idOfNewUser(database)).isEqualTo("1");
	}

	@Test
	void rebuildByCascadeKeepsEveryRowAndTheNumbering(TestDatabase database) throws IOException {
		migrateToVersion4(database);
		database.script("embedded/stuck-database.sql")
			.execute("DELETE FROM \"user\" WHERE id IN (SELECT id FROM \"user\""
					+ " EXCEPT SELECT user_id FROM cart EXCEPT SELECT user_id FROM orders)");
		String counts = database.query(COUNTS).get(0);
		String lastId = database.query("SELECT last_value::text FROM user_id_seq").get(0);
		rebuildByCascade(database);
		assertThat(database.query(COUNTS)).containsExactly(counts);
		assertThat(foreignKeysToUser(database)).isEqualTo("cart_user_id_fkey orders_user_id_fkey");
		assertThat(idOfNewUser(database)).isEqualTo(String.valueOf(Long.parseLong(lastId) + 1));
	}

	@Test
	void seedFillsASchemaMadeFromTheEntitiesOnce(TestDatabase database) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class))
			.withUserConfiguration(Entities.class)
			.withPropertyValues("spring.datasource.url=" + database.url(),
					"spring.datasource.username=" + database.owner(),
					"spring.datasource.password=" + TestDatabase.PASSWORD, "spring.jpa.hibernate.ddl-auto=create")
			.run((context) -> {
				database.script(SEED);
				String counts = database.query(COUNTS).get(0);
				assertThat(counts).isEqualTo("3 8 3 5 2 3");
				database.script(SEED);
				assertThat(database.query(COUNTS)).containsExactly(counts);
				assertThat(foreignKeysToUser(database)).isEqualTo("cart_user_id_fkey orders_user_id_fkey");
				context.getBean(EntityManagerFactory.class).getSchemaManager().validate();
			});
	}

	private static FluentConfiguration flyway(TestDatabase database) {
		return Flyway.configure()
			.dataSource(database.url(), database.owner(), TestDatabase.PASSWORD)
			.locations("classpath:db/migration");
	}

	private static void migrateToVersion4(TestDatabase database) {
		flyway(database).repeatableSqlMigrationPrefix("none").target("4").load().migrate();
	}

	private static void rebuildByCascade(TestDatabase database) throws IOException {
		String script = new ClassPathResource(REBUILD).getContentAsString(StandardCharsets.UTF_8);
		assertThat(script).containsOnlyOnce("\nDROP TABLE \"user\";");
		database.execute(script.replace("\nDROP TABLE \"user\";", "\nDROP TABLE \"user\" CASCADE;"));
	}

	private static String foreignKeysToUser(TestDatabase database) {
		return String.join(" ", database.query("""
				SELECT conname::text FROM pg_constraint
				WHERE contype = 'f' AND confrelid = '"user"'::regclass AND convalidated ORDER BY conname"""));
	}

	private static String idOfNewUser(TestDatabase database) {
		database.execute("INSERT INTO \"user\" (email, display_name) VALUES ('new@example.com', 'New')");
		return database.query("SELECT id::text FROM \"user\" WHERE email = 'new@example.com'").get(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = StorefrontApplication.class)
	static class Entities {

	}

}
