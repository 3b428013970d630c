package io.schemarecovery.migrate;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.request.SchemaRecoveryProperties.ForeignKeyPolicy;
import io.schemarecovery.suspend.Reach;
import io.schemarecovery.suspend.Violation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/**
 * Which migrations run once more, since they failed on a foreign key: only what the
 * rollback undid as a whole. Each run holds more keys off than the one before.
 */
final class SecondRuns {

	private static final Log logger = LogFactory.getLog(SecondRuns.class);

	private final Map<String, Reach> reaches = new HashMap<>();

	private @Nullable Failed failed;

	private String remark = "";

	/**
	 * A migration that failed.
	 *
	 * @param migration the migration
	 * @param obstacle why it cannot be run once more; may be empty
	 * @param limited whether keys were left on for want of locks
	 */
	private record Failed(RunningMigration migration, String obstacle, boolean limited) {

	}

	/** Forget the run before. */
	void reset() {
		this.reaches.clear();
		this.failed = null;
		this.remark = "";
	}

	/**
	 * What is held off for a script that failed before, or {@code null} if it did not.
	 */
	@Nullable Reach reach(String script) {
		Reach reach = this.reaches.get(script);
		this.remark = (reach == null) ? ""
				: "It was run once more with foreign keys held off, since it had failed before: "
						+ reach.violations().get(0).text();
		return reach;
	}

	void failed(RunningMigration migration, String obstacle, boolean limited) {
		this.failed = new Failed(migration, obstacle, limited);
	}

	/**
	 * Whether a run of migrations that failed goes on.
	 * @param failure how it failed
	 * @param policy what the migrations do with foreign keys
	 */
	boolean again(FlywayException failure, ForeignKeyPolicy policy) {
		Failed last = this.failed;
		this.failed = null;
		SQLException exception = SqlFailure.in(failure);
		Violation violation = (exception != null) ? Violation.of(exception).orElse(null) : null;
		if (last == null || violation == null) {
			return false;
		}
		if (!last.obstacle().isEmpty()) {
			this.remark = last.obstacle();
			return false;
		}
		if (policy == ForeignKeyPolicy.ENFORCED) {
			this.remark = "They are enforced. schema-recovery.migrate.foreign-keys=on-violation holds them off for such a "
					+ "migration, and checks them after it.";
			return false;
		}
		String script = last.migration().script();
		Reach before = this.reaches.getOrDefault(script,
				(policy == ForeignKeyPolicy.SUSPENDED) ? Reach.ALL : Reach.NONE);
		if (!before.isExtendedBy(violation, last.limited())) {
			return false;
		}
		this.reaches.put(script, before.with(violation));
		logger.info("%s failed on a foreign key, was rolled back and runs once more with foreign keys held off: %s"
			.formatted(script, violation.text()));
		return true;
	}

	/** What a person has to know of a migration that failed; may be empty. */
	String remark() {
		return this.remark;
	}

}
