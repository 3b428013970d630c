package io.schemarecovery.boot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.report.Stage;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/** Refuses a runner of the application that would run before or among the stages. */
class RunnerOrder implements SmartInitializingSingleton {

	private final ListableBeanFactory beanFactory;

	RunnerOrder(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<String, Object> runners = new LinkedHashMap<>(this.beanFactory.getBeansOfType(ApplicationRunner.class));
		runners.putAll(this.beanFactory.getBeansOfType(CommandLineRunner.class));
		runners.forEach((name, runner) -> {
			if (!(runner instanceof StageRunner || runner instanceof ExaminationRunner)
					&& runner instanceof PriorityOrdered ordered
					&& ordered.getOrder() <= Ordered.HIGHEST_PRECEDENCE + Stage.CLOSE.position()) {
				throw new RecoveryException(ExitCode.CONFIGURATION,
						"The runner '%s' would run before the recovery.".formatted(name),
						List.of("%s is PriorityOrdered with the order %s.".formatted(runner.getClass().getName(),
								ordered.getOrder())),
						"Give it a higher order. Nothing was touched.");
			}
		});
	}

}
