package io.schemarecovery.catalog;

import java.sql.Connection;
import java.sql.Savepoint;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import io.schemarecovery.drop.DropContract;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Fingerprint.Stored;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The closure and the drop on schemas made at random. {@code -Drandom.seeds=1000} tries
 * more of them, {@code -Drandom.seed=17} one alone.
 */
@PostgresTest
class RandomSchemaTests {

	private static final int SEEDS = Integer.getInteger("random.seeds", 240);

	private static final int SEEDS_A_DATABASE = 20;

	private static final int CLOSURES_A_SEED = 4;

	private final ClosureReader reader = new ClosureReader();

	static Stream<List<Long>> seeds() {
		Long one = Long.getLong("random.seed");
		if (one != null) {
			return Stream.of(List.of(one));
		}
		return IntStream.iterate(0, (first) -> first < SEEDS, (first) -> first + SEEDS_A_DATABASE)
			.mapToObj((first) -> LongStream.range(first, Math.min(first + SEEDS_A_DATABASE, SEEDS)).boxed().toList());
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void serverTakesExactlyWhatIsForetold(List<Long> seeds, TestDatabase database) throws SQLException {
		for (long seed : seeds) {
			RandomSchema schema = make(database, seed);
			try {
				closuresAreExact(database, new Random(seed));
				dropIsExact(database, schema, new Random(seed));
			}
			catch (AssertionError | RuntimeException ex) {
				throw new AssertionError("-Drandom.seed=%d%n%s%n%n%s".formatted(seed, ex.getMessage(),
						String.join("\n", schema.script())), ex);
			}
			clear(database);
		}
	}

	@Test
	void everyKindIsMadeAndMostStatementsPass(TestDatabase database) throws SQLException {
		int passed = 0;
		int tried = 0;
		Set<String> kinds = new TreeSet<>();
		for (long seed = 0; seed < SEEDS_A_DATABASE; seed++) {
			RandomSchema schema = make(database, seed);
			passed += schema.script().size();
			tried += schema.attempts();
			kinds.addAll(database
				.query("""
						SELECT (pg_identify_object(classid, objid, 0)).type FROM pg_depend WHERE objid >= 16384
						 UNION SELECT (pg_identify_object(refclassid, refobjid, 0)).type FROM pg_depend WHERE refobjid >= 16384
						"""));
			clear(database);
		}
		assertThat(passed).isGreaterThan(tried * 7 / 10);
		assertThat(kinds).containsAll(Stream.of(ObjectKind.values()).map(ObjectKind::label).toList())
			.contains("table constraint", "domain constraint", "index", "default value", "rule", "trigger", "policy",
					"cast", "transform", "server", "foreign-data wrapper", "user mapping", "extension", "event trigger",
					"publication", "access method", "default acl", "composite type");
	}

	/** Some kinds can be made by a superuser alone. */
	static RandomSchema make(TestDatabase database, long seed) throws SQLException {
		superuser(database, true);
		try (Connection connection = database.connect()) {
			return RandomSchema.make(connection, seed);
		}
		finally {
			superuser(database, false);
		}
	}

	private static void superuser(TestDatabase database, boolean superuser) {
		database.superuser("ALTER ROLE " + database.owner() + (superuser ? " SUPERUSER" : " NOSUPERUSER"));
	}

	private void closuresAreExact(TestDatabase database, Random random) throws SQLException {
		Fingerprint fingerprint = Fingerprint.of(database);
		try (Connection connection = database.connectAsSuperuser()) {
			connection.setAutoCommit(false);
			List<DropTargets> targets = DropTargets.of(connection);
			for (int i = 0; i < CLOSURES_A_SEED; i++) {
				Savepoint start = connection.setSavepoint();
				List<DropTargets> dropped = new ArrayList<>();
				for (int j = 1 + random.nextInt(3); j > 0; j--) {
					DropTargets target = DropTargets.pick(targets, random);
					if (target.drop(connection)) {
						dropped.add(target);
					}
				}
				Set<ObjectAddress> gone = gone(fingerprint.objects(), Fingerprint.addresses(connection));
				connection.rollback(start);
				List<ObjectAddress> addresses = dropped.stream().map(DropTargets::address).toList();
				assertThat(described(members(connection, addresses), fingerprint))
					.as("members of the closure of %s", dropped)
					.isEqualTo(described(gone, fingerprint));
			}
			connection.rollback();
		}
	}

	private Set<ObjectAddress> members(Connection connection, List<ObjectAddress> targets) throws SQLException {
		return this.reader.read(connection, targets)
			.members()
			.stream()
			.map(Dependent::address)
			.collect(Collectors.toSet());
	}

	/** Less the columns of relations that are gone. */
	private static Set<ObjectAddress> gone(Map<ObjectAddress, Stored> before, Set<ObjectAddress> after) {
		Set<ObjectAddress> gone = new HashSet<>(before.keySet());
		gone.removeAll(after);
		Set<ObjectAddress> whole = Set.copyOf(gone);
		gone.removeIf((address) -> address.subId() > 0 && whole.contains(address.whole()));
		return gone;
	}

	private static Set<String> described(Set<ObjectAddress> addresses, Fingerprint fingerprint) {
		return addresses.stream()
			.map((address) -> fingerprint.objects().get(address))
			.map((stored) -> (stored != null) ? stored.description() : "unknown")
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static void dropIsExact(TestDatabase database, RandomSchema schema, Random random) {
		List<String> schemas = new ArrayList<>(schema.schemas());
		Collections.shuffle(schemas, random);
		String[] scope = schemas.subList(0, 1 + random.nextInt(2)).toArray(String[]::new);
		// text search parsers and templates have no owner
		superuser(database, schema.has("parser") || schema.has("template"));
		try {
			DropContract.of(database, scope).drop("drop.collateral=allow");
		}
		finally {
			superuser(database, false);
		}
	}

	/** Whatever the seed left. */
	static void clear(TestDatabase database) {
		database.superuser(
				"""
						DO $$ DECLARE statement text; BEGIN
						  FOR statement IN
						    SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger
						    UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE oid >= 16384
						    UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspname LIKE 's%\\_%'
						    UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
						    UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
						    UNION ALL SELECT format('DROP ACCESS METHOD %I CASCADE', amname) FROM pg_am WHERE oid >= 16384
						  LOOP
						    BEGIN EXECUTE statement; EXCEPTION WHEN undefined_object OR invalid_schema_name THEN NULL; END;
						  END LOOP;
						END $$
						""");
	}

}
