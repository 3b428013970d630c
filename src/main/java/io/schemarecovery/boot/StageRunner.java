package io.schemarecovery.boot;

import java.util.function.Supplier;

import io.schemarecovery.report.Stage;
import io.schemarecovery.report.StageResult;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * A stage as a runner, ahead of every runner that is not {@link PriorityOrdered}.
 *
 * @param stage the stage, whose position is the order
 * @param recovery the recovery it belongs to
 * @param action what it does
 */
record StageRunner(Stage stage, Recovery recovery,
		Supplier<StageResult> action) implements ApplicationRunner, PriorityOrdered {

	@Override
	public void run(ApplicationArguments arguments) {
		this.recovery.carryOut(this.stage, this.action);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + this.stage.position();
	}

}
