package io.schemarecovery.drop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.catalog.CatalogReader;
import io.schemarecovery.catalog.Casualty;
import io.schemarecovery.catalog.Emptiness;
import io.schemarecovery.catalog.ObjectAddress;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.jdbc.LockedTransaction;
import io.schemarecovery.jdbc.Transaction;
import io.schemarecovery.plan.DropPlan;
import io.schemarecovery.plan.DropPlanner;
import io.schemarecovery.report.ProgressBoard;
import io.schemarecovery.request.SchemaRecoveryProperties.Blockers;
import io.schemarecovery.request.SchemaRecoveryProperties.Drop;
import io.schemarecovery.testing.Fingerprint;
import io.schemarecovery.testing.Fingerprint.Stored;
import io.schemarecovery.testing.Losses;
import io.schemarecovery.testing.Settings;
import io.schemarecovery.testing.TestDatabase;

import static io.schemarecovery.testing.Fingerprint.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What every drop has to keep to.
 * <ol>
 * <li>Nothing is left in the schemas but what is to be kept, by the product's own proof
 * and by the catalogs' namespace columns.</li>
 * <li>What went elsewhere is what was announced, no more and no less.</li>
 * <li>All else in the database is as it was, to the last catalog row.</li>
 * <li>A refusal changes nothing at all.</li>
 * </ol>
 */
public final class DropContract {

	private final TestDatabase database;

	private final List<String> schemas;

	private DropContract(TestDatabase database, List<String> schemas) {
		this.database = database;
		this.schemas = schemas;
	}

	/** A drop of some schemas, {@code public} if none is named. */
	public static DropContract of(TestDatabase database, String... schemas) {
		return new DropContract(database, (schemas.length == 0) ? List.of("public") : List.of(schemas));
	}

	/** Fills the database with a failure: the superuser's part first, if there is one. */
	DropContract given(String failure) {
		String superuser = "failures/" + failure + ".superuser.sql";
		if (DropContract.class.getClassLoader().getResource(superuser) != null) {
			this.database.superuserScript(superuser);
		}
		return again(failure);
	}

	/** Fills it once more, where the superuser's part still stands. */
	DropContract again(String failure) {
		this.database.script("failures/" + failure + ".sql");
		return this;
	}

	/** Drops with these settings, and looks at what the drop did. */
	public DropPlan drop(String... settings) {
		Fingerprint before = Fingerprint.of(this.database);
		DropPlan plan = planned(settings);
		Fingerprint after = Fingerprint.of(this.database);
		Map<ObjectAddress, Stored> lost = before.lost(after);
		Losses losses = new Losses(before, lost, this.schemas);
		Set<ObjectAddress> kept = Set.copyOf(plan.keptAddresses());
		assertThat(remaining(plan.keptAddresses())).as("what the product finds left").isEmpty();
		List<Stored> left = after.objects()
			.values()
			.stream()
			.filter((stored) -> !kept.contains(whole(stored.address())) && !elsewhere(stored, after, kept))
			.toList();
		assertThat(new Losses(after, Map.of(), this.schemas).inScope(left)).as("what is left in %s", this.schemas)
			.isEmpty();
		assertThat(lost.values().stream().filter((stored) -> kept.contains(whole(stored.address()))))
			.as("what went of what was to be kept")
			.isEmpty();
		Set<String> told = plan.casualties().stream().map(Casualty::description).collect(Collectors.toSet());
		assertThat(losses.elsewhere()).as("what went elsewhere").containsAll(told);
		assertThat(told).as("what was told").containsAll(losses.toBeTold());
		assertThat(before.changes(after, lost.keySet())).as("what changed of what stays").isEmpty();
		return plan;
	}

	/** Is refused, or fails, with these settings, and changes nothing. */
	RecoveryException refuse(String... settings) {
		Fingerprint before = Fingerprint.of(this.database);
		RecoveryException refusal = catchThrowableOfType(RecoveryException.class,
				() -> stage(settings).drop(this.database.dataSource(), this.schemas));
		assertThat(before.changes(Fingerprint.of(this.database), Set.of())).as("what changed").isEmpty();
		assertThat(refusal).as("a refusal").isNotNull();
		assertThat(refusal.getExitCode()).as(refusal.account()).isEqualTo(77);
		return refusal;
	}

	private DropPlan planned(String... settings) {
		try {
			return stage(settings).drop(this.database.dataSource(), this.schemas);
		}
		catch (RecoveryException ex) {
			throw new AssertionError(ex.account(), ex);
		}
	}

	/**
	 * That a kept table is in a publication is the publication's, and a foreign key of
	 * another schema has triggers on it.
	 */
	private static boolean elsewhere(Stored stored, Fingerprint after, Set<ObjectAddress> kept) {
		boolean publishes = stored.description().startsWith("publication of ");
		boolean triggers = stored.description().startsWith("trigger ");
		return !kept.isEmpty() && (publishes || triggers)
				&& after.edges()
					.stream()
					.filter((edge) -> edge.from().equals(stored.address()))
					.anyMatch((edge) -> publishes ? kept.contains(whole(edge.to())) : edge.type() == 'i');
	}

	private List<String> remaining(List<ObjectAddress> kept) {
		try (Connection connection = this.database.connect()) {
			return new Emptiness().remaining(connection, this.schemas, kept);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static DropStage stage(String... settings) {
		return new DropStage(Settings.of(settings), transaction(settings), new ProgressBoard());
	}

	static LockedTransaction transaction(String... settings) {
		Drop drop = Settings.of(settings).drop();
		return new LockedTransaction(drop.lockTimeout(), drop.timeout(), drop.blockers() == Blockers.TERMINATE);
	}

	/** What would be dropped from {@code public}, without dropping it. */
	static DropPlan plan(TestDatabase database, String... settings) {
		try {
			return Transaction.snapshot(database.dataSource(),
					(connection) -> new DropPlanner(Settings.of(settings).drop())
						.plan(new CatalogReader(List.of()).read(connection, List.of("public")), List.of()));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
