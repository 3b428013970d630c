package io.schemarecovery.doctor;

import java.time.Duration;
import java.util.List;

import io.schemarecovery.fallback.EntitySchemas;
import io.schemarecovery.migrate.NoMigrations;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A schema of many tables. */
@PostgresTest
class LargeSchemaTests {

	private static final int TABLES = 10_000;

	// a procedure may commit, so that the locks of so many tables are not held at once
	private static final String MANY = """
			CREATE PROCEDURE fill() LANGUAGE plpgsql AS $$ BEGIN
			  FOR i IN 1..%1$d LOOP
			    EXECUTE format('CREATE TABLE t%%s (id int PRIMARY KEY, other int REFERENCES t%%s)', i, greatest(i - 1, 1));
			    IF i %% 200 = 0 THEN COMMIT; END IF;
			  END LOOP;
			  ALTER TABLE t1 ADD back int REFERENCES t%1$d;
			END $$
			"""
		.formatted(TABLES);

	@Test
	void isExaminedInSeconds(TestDatabase database) {
		database.execute(MANY, "CALL fill()");
		long begin = System.nanoTime();
		Diagnosis diagnosis = new Doctor(List.of(), Duration.ofSeconds(5), EntitySchemas.NONE, Associations.NONE)
			.examine(new NoMigrations(database.dataSource()));
		Duration took = Duration.ofNanos(System.nanoTime() - begin);
		System.out.printf("%,d tables examined in %,d ms%n", TABLES, took.toMillis());
		assertThat(diagnosis.problems()).isEqualTo(1);
		assertThat(diagnosis.sections().get(Check.CYCLES.ordinal()).findings()).singleElement()
			.satisfies((circle) -> assertThat(circle.what()).startsWith("%,d tables".formatted(TABLES)));
		assertThat(DiagnosisTable.print(diagnosis)).hasSizeLessThan(10_000);
		assertThat(took).isLessThan(Duration.ofSeconds(30));
	}

}
