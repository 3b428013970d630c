package io.schemarecovery.publish;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.schemarecovery.report.RunSummary;
import io.schemarecovery.report.RunSummary.StageSummary;
import io.schemarecovery.report.StageResult.Status;

/** The stages on a line of time. */
final class StageSection {

	/** Less of the line, in percent, cannot be seen. */
	private static final double THINNEST = 0.6;

	private static final int LONGEST = 4_000;

	private StageSection() {
	}

	static String of(RunSummary run) {
		List<StageSummary> stages = run.stages();
		if (stages.isEmpty()) {
			return "";
		}
		double total = Math.max(1, stages.stream().mapToLong((stage) -> stage.duration().toNanos()).sum());
		StringBuilder rows = new StringBuilder();
		Duration begin = Duration.ZERO;
		for (StageSummary stage : stages) {
			rows.append(row(stage, 100 * begin.toNanos() / total, 100 * stage.duration().toNanos() / total));
			begin = begin.plus(stage.duration());
		}
		return """
				<section aria-labelledby="stages">
				<h2 id="stages">Stages</h2>
				<div class="scroll" tabindex="0" role="region" aria-label="Table of the stages">
				<table class="stages">
				<thead><tr><th scope="col">Stage</th><th scope="col">Result</th><th scope="col" class="number">Time</th>\
				<th scope="col" class="bar"><span class="hidden">Share of the time</span></th>\
				<th scope="col">What was done</th></tr></thead>
				<tbody>
				%s</tbody>
				</table>
				</div>
				</section>
				"""
			.formatted(rows);
	}

	private static String row(StageSummary stage, double begin, double share) {
		double width = Math.max(share, THINNEST);
		return """
				<tr class="%1$s"><th scope="row">%2$s</th><td class="status">%3$s</td><td class="number">%4$s</td>\
				<td class="bar"><svg aria-hidden="true" preserveAspectRatio="none" viewBox="0 0 100 10">\
				<rect class="track" width="100" height="10"/><rect class="span" x="%5$s" width="%6$s" height="10"/></svg></td>\
				<td>%7$s</td></tr>
				"""
			.formatted(stage.status().name().toLowerCase(Locale.ROOT), stage.stage(), word(stage.status()),
					Times.of(stage.duration()), decimal(Math.min(begin, 100 - width)), decimal(width),
					Html.text(stage.detail(), LONGEST));
	}

	private static String decimal(double number) {
		return String.format(Locale.ENGLISH, "%.2f", number);
	}

	private static String word(Status status) {
		return switch (status) {
			case DONE -> "done";
			case SKIPPED -> "skipped";
			case FAILED -> "failed";
		};
	}

}
