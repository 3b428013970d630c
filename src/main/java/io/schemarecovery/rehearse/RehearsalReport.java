package io.schemarecovery.rehearse;

import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.migrate.RehearsedMigration;
import io.schemarecovery.report.Cascade;
import org.jspecify.annotations.Nullable;

/**
 * How a rehearsal went.
 *
 * @param database what was rehearsed for: name, role, version, size
 * @param way what it ran on
 * @param reasons why it ran on nothing better, a line each
 * @param flyways how it went, for each Flyway bean
 * @param leftOut statements that were left out
 * @param obstacle why it had to stop though no migration failed, or {@code null}
 * @param mismatches where the migrated schema does not match the entities
 * @param cannotShow what a rehearsal on it cannot show
 * @param remarks what else is to be known
 * @param verdict the whole in a sentence
 * @param exitCode how the process ends
 */
public record RehearsalReport(String database, String way, List<String> reasons, List<RehearsedFlyway> flyways,
		List<String> leftOut, @Nullable String obstacle, List<String> mismatches, List<String> cannotShow,
		List<String> remarks, String verdict, int exitCode) {

	/**
	 * How the migrations of one Flyway bean went.
	 *
	 * @param bean name of the bean
	 * @param migrations its migrations that were pending
	 * @param cascades where CASCADE was added, and what it took
	 * @param remark what else is to be known; may be empty
	 * @param failure what the start would fail with; empty if it would not
	 * @param action what can be done about that; may be empty
	 */
	public record RehearsedFlyway(String bean, List<RehearsedMigration> migrations, List<Cascade> cascades,
			String remark, String failure, String action) {

	}

	/** How the process ends, or {@code null} if nothing speaks against the deploy. */
	public @Nullable ExitCode failed() {
		for (ExitCode code : ExitCode.values()) {
			if (code.code() == this.exitCode) {
				return code;
			}
		}
		return null;
	}

}
