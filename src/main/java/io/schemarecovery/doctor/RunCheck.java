package io.schemarecovery.doctor;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.schemarecovery.ledger.RunRecord;
import io.schemarecovery.ledger.UnfinishedRun;

/** Looks into the record of resets for a run that did not come to its end. */
final class RunCheck {

	private RunCheck() {
	}

	static Section look(Sight sight) throws SQLException {
		List<UnfinishedRun> runs = UnfinishedRun.read(sight.connection(), sight.schemas());
		if (runs == null) {
			return Section.of(Check.RUN, "the record of resets belongs to another role, and cannot be read");
		}
		return new Section(Check.RUN, runs.isEmpty() ? "none" : "the schema is not complete",
				runs.stream().map(RunCheck::finding).toList());
	}

	private static Finding finding(UnfinishedRun unfinished) {
		RunRecord run = unfinished.run();
		List<String> evidence = new ArrayList<>(
				List.of("asked for by %s, begun %s by %s".formatted(run.request(), run.started(), run.instance())));
		String error = run.error();
		if (error != null) {
			error.lines().forEach(evidence::add);
		}
		String name = "%s of application %s, run %s,".formatted((run.undoes() != null) ? "An undo" : "A reset",
				unfinished.application(), run.id());
		return unfinished.alive()
				? new Finding(true, "%s is at work, in stage %s.".formatted(name, run.stage()), evidence,
						"Wait for its end, and examine again.")
				: new Finding(true, "%s stopped in stage %s.".formatted(name, run.stage()), evidence,
						"Set DB_RESET=%s to finish it, or DB_RESET=abandon:%s to start with the schema as it stands."
							.formatted((run.undoes() != null) ? "undo:" + run.undoes() : "true", run.id()));
	}

}
