package io.schemarecovery.publish;

import java.util.Locale;

import io.schemarecovery.report.RunSummary;
import io.schemarecovery.report.RunSummary.StageSummary;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult.Status;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run, and what to do about it.
 *
 * @param tone how good that is
 * @param word in a word
 * @param sentence in a sentence
 * @param next what to do next
 */
record Verdict(Tone tone, String word, String sentence, String next) {

	private static final String UNSET = "Unset DB_RESET. To reset again, start once without it.";

	enum Tone {

		GOOD, MIXED, BAD, NONE;

		String type() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	static Verdict of(@Nullable RunSummary run) {
		if (run == null) {
			return new Verdict(Tone.NONE, "no run", "The schema as it stands.",
					"Nothing. No reset is recorded for this application.");
		}
		return switch (run.state()) {
			case "done" -> done(run);
			case "failed" -> new Verdict(Tone.BAD, "failed", failure(run),
					"Mend what the error says. The next start with DB_RESET finishes what was begun.");
			case "running" -> new Verdict(Tone.MIXED, "under way", "The reset is under way.",
					"Wait: while it runs the application answers with 503.");
			case "void" -> new Verdict(Tone.MIXED, "stopped", "The reset stopped before anything was lost.",
					"Mend what stopped it and start again with DB_RESET, or unset it to go on with the schema as it stands.");
			case "abandoned" -> new Verdict(Tone.BAD, "given up", "The reset was given up unfinished.",
					"Compare the schema as it stands below with what the application needs, or reset again.");
			default -> new Verdict(Tone.MIXED, run.state(), "The reset is " + run.state() + ".", UNSET);
		};
	}

	private static Verdict done(RunSummary run) {
		if (run.undoes() != null) {
			return new Verdict(Tone.GOOD, "done", "The archive of run %s was put back.".formatted(run.undoes()),
					"Unset DB_RESET: an undo is carried out once. DB_RESET=undo:%s puts back what stood there before."
						.formatted(run.id()));
		}
		if (has(run, Stage.FALLBACK, Status.DONE)) {
			return new Verdict(Tone.MIXED, "done, from the entities",
					"The migrations failed, and the schema was created from the JPA entities.",
					"Correct the migration that failed, and reset again. What entities cannot say is missing: views, functions, triggers, checks, data.");
		}
		return new Verdict(Tone.GOOD, "done", has(run, Stage.MIGRATE, Status.DONE)
				? "The schema was dropped and made again by the migrations." : "The reset is done.", UNSET);
	}

	private static String failure(RunSummary run) {
		return run.stages()
			.stream()
			.filter((stage) -> stage.status() == Status.FAILED)
			.reduce((first, last) -> last)
			.map((stage) -> "The reset failed in stage " + stage.stage() + ".")
			.orElse("The reset failed.");
	}

	private static boolean has(RunSummary run, Stage stage, Status status) {
		return run.stages().stream().anyMatch((ended) -> is(ended, stage, status));
	}

	private static boolean is(StageSummary ended, Stage stage, Status status) {
		return ended.stage() == stage && ended.status() == status;
	}

}
