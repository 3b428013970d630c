package io.schemarecovery.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.plan.Outlook;
import io.schemarecovery.request.SchemaRecoveryProperties;

import org.springframework.util.StringUtils;

/**
 * Which stages are open, and which combinations cannot work.
 *
 * @param drop whether stage 1 is open
 * @param purge whether stage 2 is open
 * @param migrate whether stage 3 is open
 * @param fallback whether stage 4 is open
 */
record StageGates(boolean drop, boolean purge, boolean migrate, boolean fallback) {

	static StageGates of(SchemaRecoveryProperties properties) {
		return new StageGates(properties.drop().enabled(), properties.purge().enabled(), properties.migrate().enabled(),
				properties.fallback().enabled());
	}

	/**
	 * Refuse what cannot work.
	 * @param dryRun whether the drop is only to be shown
	 * @param migrations whether the application has migrations
	 * @param baselined whether Flyway would baseline a schema that is not empty
	 * @param entities whether the application has entities
	 * @throws RecoveryException (exit code 78) with all reasons
	 */
	void check(boolean dryRun, boolean migrations, boolean baselined, boolean entities) {
		List<String> reasons = new ArrayList<>();
		if (dryRun && !this.drop) {
			reasons.add("dry-run without drop: there is nothing to show");
		}
		if (this.drop && !this.purge) {
			reasons.add("drop without purge: a history outside of the schemas would say that all is there");
		}
		if (this.purge && !this.drop && this.migrate && migrations && !baselined) {
			reasons.add("purge without drop, and no baseline-on-migrate: Flyway refuses a schema that is not empty");
		}
		if (this.fallback && !this.drop) {
			reasons.add("fallback without drop: the entities need an empty schema");
		}
		boolean made = (this.migrate && migrations) || (this.fallback && entities);
		if (this.drop && !made) {
			reasons.add("drop, and nothing that would make the schema again: "
					+ (migrations ? "migrate is closed" : "no migrations") + ", "
					+ (entities ? "fallback is closed" : "no entities"));
		}
		if (!this.drop && !this.purge && !this.migrate && !this.fallback) {
			reasons.add("all four stages are closed");
		}
		if (!reasons.isEmpty()) {
			throw new RecoveryException(ExitCode.CONFIGURATION, "This reset cannot work.", reasons,
					"Open or close stages with schema-recovery.{drop,purge,migrate,fallback}.enabled. Nothing was touched.");
		}
	}

	/**
	 * What makes the schema again, once it is gone.
	 * @param migrations whether the application has migrations
	 * @param entities whether the application has entities
	 * @param wayBack how to have back what goes
	 */
	Outlook outlook(boolean migrations, boolean entities, String wayBack) {
		String first = (this.migrate && migrations) ? "the migrations, from the first on" : "";
		String second = (this.fallback && entities) ? "the JPA entities" : "";
		return new Outlook(
				Stream.of(first, second).filter(StringUtils::hasText).collect(Collectors.joining("; if they fail, ")),
				wayBack);
	}

}
