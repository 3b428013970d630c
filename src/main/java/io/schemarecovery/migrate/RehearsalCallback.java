package io.schemarecovery.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.schemarecovery.migrate.RehearsedMigration.Status;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Writes down which migrations of a rehearsal begin, and which come to their end. */
final class RehearsalCallback implements Callback {

	private final Map<String, RehearsedMigration> begun = new LinkedHashMap<>();

	private long start;

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	@Override
	public void handle(Event event, Context context) {
		MigrationInfo migration = context.getMigrationInfo();
		boolean begins = event == Event.BEFORE_EACH_MIGRATE;
		long millis = begins ? 0 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.start);
		// until it comes to its end, it has failed
		this.begun.put(String.valueOf(migration.getScript()),
				RehearsedMigration.of(migration, begins ? Status.FAILED : Status.PASSED, millis));
		this.start = begins ? System.nanoTime() : this.start;
	}

	@Override
	public String getCallbackName() {
		// after all others, which are part of the migration
		return "~~schema-recovery-rehearsal";
	}

	/** The last one did not come through its commit. */
	void failedAtCommit(String script) {
		this.begun.computeIfPresent(script, (name, migration) -> migration.failed());
	}

	/**
	 * All migrations.
	 * @param pending those that were pending before
	 */
	List<RehearsedMigration> migrations(List<MigrationInfo> pending) {
		List<RehearsedMigration> left = pending.stream()
			.filter((migration) -> !this.begun.containsKey(String.valueOf(migration.getScript())))
			.map((migration) -> RehearsedMigration.of(migration, Status.NOT_RUN, 0))
			.toList();
		return Stream.concat(new ArrayList<>(this.begun.values()).stream(), left.stream()).toList();
	}

}
