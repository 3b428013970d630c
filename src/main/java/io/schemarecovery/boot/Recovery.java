package io.schemarecovery.boot;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.failure.SqlFailure;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.report.RecoveryEvent;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult;

import org.springframework.boot.SpringApplication.AbandonedRunException;

/**
 * Carries out stages, unless the request was carried out already.
 *
 * @param run keeps how they end
 * @param decision whether there is something to carry out
 * @param connections gives the thread that does connections
 * @param events is told what happens
 */
record Recovery(RecoveryRun run, ResetDecision decision, ConnectionGate connections, Consumer<RecoveryEvent> events) {

	void carryOut(Stage stage, Supplier<StageResult> action) {
		if (this.decision.carriedOut()) {
			this.connections.open();
			return;
		}
		try {
			this.events.accept(new RecoveryEvent.StageStarted(this.run, stage));
			this.connections.carryOut(() -> this.run.carryOut(stage, action));
			this.events.accept(new RecoveryEvent.StageEnded(this.run, this.run.last()));
			if (stage == Stage.CLOSE) {
				// not before it is written down: until then the schema may be dropped
				// again
				this.connections.open();
				this.events.accept(new RecoveryEvent.Completed(this.run));
			}
		}
		catch (AbandonedRunException ex) {
			throw ex;
		}
		catch (RecoveryException ex) {
			throw failed(stage, ex);
		}
		catch (RuntimeException ex) {
			SQLException sql = SqlFailure.in(ex);
			throw failed(stage, (sql != null && SqlFailure
				.passing(sql)) ? SqlFailure.of("carrying out stage " + stage, sql) : new RecoveryException(ExitCode.BUG,
						"Stage %s stopped on an unexpected error.".formatted(stage), List.of(String.valueOf(ex)),
						"Please report this with the log. A reset that had begun is finished by the next start that asks for one.",
						ex));
		}
	}

	private RecoveryException failed(Stage stage, RecoveryException failure) {
		this.events.accept(new RecoveryEvent.Failed(this.run, stage, failure));
		return failure;
	}

}
