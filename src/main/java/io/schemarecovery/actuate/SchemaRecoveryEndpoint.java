package io.schemarecovery.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.schemarecovery.publish.RecordedRuns;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Endpoint {@code schemarecovery}: the resets and undos of this application, as its
 * database remembers them, and the archives that are there. Its operations produce what
 * those on the web do, which take their place there only then.
 */
@Endpoint(id = "schemarecovery")
public final class SchemaRecoveryEndpoint {

	private static final int TOLD = 10;

	private final RecordedRuns runs;

	private final Show showValues;

	/**
	 * Create the endpoint.
	 * @param runs the runs
	 * @param showValues who is shown what names something of the database
	 */
	public SchemaRecoveryEndpoint(RecordedRuns runs, Show showValues) {
		this.runs = runs;
		this.showValues = showValues;
	}

	/**
	 * What the endpoint shows.
	 *
	 * @param runs the newest runs, the newest first
	 * @param archives the archives that are present, or {@code null} for who is not
	 * authorised
	 */
	@JsonInclude(Include.NON_NULL)
	public record RunsDescriptor(List<RunDescriptor> runs, @Nullable List<String> archives) {

	}

	/** The newest runs, and the archives that are present. */
	@ReadOperation(producesFrom = RunFormat.class)
	public RunsDescriptor runs() {
		return runs(this.showValues.isShown(true));
	}

	/**
	 * A run.
	 * @param run its number
	 * @return the run, or {@code null} if there is none of the number
	 */
	@ReadOperation(producesFrom = RunFormat.class)
	public @Nullable RunDescriptor run(@Selector long run) {
		return this.runs.find(run).map((found) -> RunDescriptor.of(found, this.showValues.isShown(true))).orElse(null);
	}

	RunsDescriptor runs(boolean names) {
		return new RunsDescriptor(this.runs.newest(TOLD).stream().map((run) -> RunDescriptor.of(run, names)).toList(),
				names ? this.runs.archives() : null);
	}

}
