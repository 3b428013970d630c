package io.schemarecovery.boot;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import io.schemarecovery.ledger.Instance;
import io.schemarecovery.publish.RecordedRuns;
import io.schemarecovery.publish.ReportContent;
import io.schemarecovery.publish.ReportFile;
import io.schemarecovery.report.RecoveryEvent;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.RunSummary;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

/**
 * Writes the report, when a recovery is done or has failed.
 *
 * @param file where to
 * @param target the database
 * @param decision which schemas it is about
 * @param keeper knows the record
 * @param environment names the application
 */
record RunReports(ReportFile file, RecoveryTarget target, ResetDecision decision, LedgerKeeper keeper,
		Environment environment) implements Consumer<RecoveryEvent> {

	@Override
	public void accept(RecoveryEvent event) {
		if (event instanceof RecoveryEvent.Completed completed) {
			this.file.write(() -> content(completed.run(), null));
		}
		else if (event instanceof RecoveryEvent.Failed failed) {
			this.file.write(() -> content(failed.run(), failed.failure()));
		}
	}

	private ReportContent content(RecoveryRun run, @Nullable RuntimeException failure) {
		String application = ResetDecision.application(this.environment);
		RunSummary unrecorded = RunSummary.of(run, application, this.decision.schemas(),
				Instance.of(this.environment).name(), failure);
		try {
			RecordedRuns runs = new RecordedRuns(() -> this.target.find().dataSource(), application);
			long id = this.keeper.run();
			return runs.content((id == 0) ? unrecorded : runs.find(id).orElse(unrecorded));
		}
		catch (RuntimeException ex) {
			// a database that is gone is what many a report is about
			return new ReportContent(unrecorded, null, new ReportContent.Database("", "", ""), List.of(),
					Instant.now());
		}
	}

}
