package io.schemarecovery.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.schemarecovery.report.Cascade;
import io.schemarecovery.report.RunSummary;
import io.schemarecovery.report.RunSummary.StageSummary;
import org.jspecify.annotations.Nullable;

/**
 * A run as the endpoint shows it. What names something of the database is {@code null}
 * for who is not authorised.
 *
 * @param id its number
 * @param state running, done, failed or abandoned
 * @param started when it began
 * @param finished when it ended, or {@code null} if it did not
 * @param milliseconds how long it took, or {@code null} if it has not ended
 * @param stages the stages that ended, in their order
 * @param objects number of objects that went, by kind
 * @param cascadeCount number of CASCADEs that were added to migrations
 * @param casualtyCount number of objects that went outside of the schemas
 * @param request what asked for it
 * @param schemas names of its schemas
 * @param instance which process carried it out
 * @param version the version of the application
 * @param role the role it worked as
 * @param cascades what each CASCADE took
 * @param casualties what went outside of the schemas
 * @param kept what stayed by the user's wish
 * @param error why it failed
 * @param undoes number of the run whose archive it put back
 */
@JsonInclude(Include.NON_NULL)
public record RunDescriptor(long id, String state, Instant started, @Nullable Instant finished,
		@Nullable Long milliseconds, List<StageDescriptor> stages, Map<String, Long> objects, int cascadeCount,
		int casualtyCount, @Nullable String request, @Nullable List<String> schemas, @Nullable String instance,
		@Nullable String version, @Nullable String role, @Nullable List<Cascade> cascades,
		@Nullable List<String> casualties, @Nullable List<String> kept, @Nullable String error, @Nullable Long undoes) {

	/**
	 * A stage that ended.
	 *
	 * @param stage the stage
	 * @param status how it ended
	 * @param milliseconds how long it took
	 * @param detail what was done, or why not
	 */
	@JsonInclude(Include.NON_NULL)
	public record StageDescriptor(String stage, String status, long milliseconds, @Nullable String detail) {

		static StageDescriptor of(StageSummary stage, boolean names) {
			return new StageDescriptor(stage.stage().toString(), stage.status().toString(), stage.duration().toMillis(),
					names ? stage.detail() : null);
		}

	}

	/**
	 * Describe a run.
	 * @param run the run
	 * @param names whether names are shown
	 */
	static RunDescriptor of(RunSummary run, boolean names) {
		return new RunDescriptor(run.id(), run.state(), run.started(), run.finished(),
				run.duration().map(Duration::toMillis).orElse(null),
				run.stages().stream().map((stage) -> StageDescriptor.of(stage, names)).toList(), run.objects(),
				run.cascades().size(), run.casualties().size(), names ? run.request() : null,
				names ? run.schemas() : null, names ? run.instance() : null, names ? run.version() : null,
				names ? run.role() : null, names ? run.cascades() : null, names ? run.casualties() : null,
				names ? run.kept() : null, names ? run.error() : null, names ? run.undoes() : null);
	}

}
