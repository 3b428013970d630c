package io.schemarecovery.boot;

import java.util.List;
import java.util.function.Supplier;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.gate.ConnectionGate;
import io.schemarecovery.report.RecoveryRun;
import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * A stage as a runner, ahead of every runner that is not {@link PriorityOrdered}.
 *
 * @param stage the stage, whose position is the order
 * @param run the recovery it belongs to
 * @param connections gives its thread connections
 * @param action what it does
 */
record StageRunner(Stage stage, RecoveryRun run, ConnectionGate connections,
		Supplier<StageResult> action) implements ApplicationRunner, PriorityOrdered {

	@Override
	public void run(ApplicationArguments arguments) {
		try {
			this.connections.carryOut(() -> this.run.carryOut(this.stage, this.action));
		}
		catch (RecoveryException | AbandonedRunException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			throw new RecoveryException(ExitCode.BUG, "Stage %s stopped on an unexpected error.".formatted(this.stage),
					List.of(String.valueOf(ex)), "Please report this with the log.", ex);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + this.stage.position();
	}

}
