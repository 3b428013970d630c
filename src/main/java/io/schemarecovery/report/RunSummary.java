package io.schemarecovery.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.report.StageResult.Status;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is told afterwards: by the endpoint, the report and the record in the
 * database.
 *
 * @param id its number, 0 if it is not recorded
 * @param application whose it is
 * @param schemas names of its schemas, unquoted; '*' for all
 * @param request what asked for it
 * @param state running, done, failed, void or abandoned
 * @param started when it began
 * @param finished when it ended, or {@code null} if it did not
 * @param instance which process carried it out
 * @param version the version of the application, or {@code null} if none is known
 * @param role the role it worked as
 * @param stages the stages that ended, in their order
 * @param objects number of objects that went, by kind
 * @param casualties what went outside of the schemas
 * @param kept what stayed in the schemas by the user's wish
 * @param cascades what each CASCADE took that was added to a migration
 * @param error why it failed, or {@code null}
 * @param undoes number of the run whose archive it put back, or {@code null} for a reset
 */
public record RunSummary(long id, String application, List<String> schemas, String request, String state,
		Instant started, @Nullable Instant finished, String instance, @Nullable String version, String role,
		List<StageSummary> stages, Map<String, Long> objects, List<String> casualties, List<String> kept,
		List<Cascade> cascades, @Nullable String error, @Nullable Long undoes) {

	public RunSummary {
		schemas = List.copyOf(schemas);
		stages = List.copyOf(stages);
		objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
		casualties = List.copyOf(casualties);
		kept = List.copyOf(kept);
		cascades = List.copyOf(cascades);
	}

	/**
	 * A stage that ended.
	 *
	 * @param stage the stage
	 * @param status how it ended
	 * @param detail what was done, or why not
	 * @param duration how long it took
	 */
	public record StageSummary(Stage stage, Status status, String detail, Duration duration) {

		static StageSummary of(StageOutcome outcome) {
			return new StageSummary(outcome.stage(), outcome.result().status(), outcome.result().detail(),
					outcome.duration());
		}

	}

	/**
	 * A run that nobody recorded.
	 * @param run the run
	 * @param application whose it is
	 * @param schemas names of its schemas, unquoted
	 * @param instance which process carried it out
	 * @param failure why it failed, or {@code null} if it did not
	 * @return as it is told now
	 */
	public static RunSummary of(RecoveryRun run, String application, List<String> schemas, String instance,
			@Nullable RuntimeException failure) {
		Map<String, Long> objects = new LinkedHashMap<>();
		List<String> casualties = new ArrayList<>();
		List<String> kept = new ArrayList<>();
		List<Cascade> cascades = new ArrayList<>();
		for (StageOutcome outcome : run.outcomes()) {
			Effects effects = outcome.result().effects();
			objects.putAll(effects.objects());
			casualties.addAll(effects.casualties());
			kept.addAll(effects.kept());
			cascades.addAll(effects.cascades());
		}
		return new RunSummary(0, application, schemas, run.request().toString(), (failure != null) ? "failed" : "done",
				run.started(), Instant.now(), instance, null, "",
				run.outcomes().stream().map(StageSummary::of).toList(), objects, casualties, kept, cascades,
				(failure instanceof RecoveryException recovery) ? recovery.account()
						: (failure != null) ? failure.toString() : null,
				null);
	}

	/** How long it took, empty if it has not ended. */
	public Optional<Duration> duration() {
		return Optional.ofNullable(this.finished).map((end) -> Duration.between(this.started, end));
	}

}
