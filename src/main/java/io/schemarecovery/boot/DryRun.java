package io.schemarecovery.boot;

import io.schemarecovery.plan.PlanJson;
import io.schemarecovery.plan.PlanReport;
import io.schemarecovery.plan.PlanTable;
import io.schemarecovery.request.SchemaRecoveryProperties.DryRunFormat;

import org.springframework.boot.SpringApplication.AbandonedRunException;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Prints a plan and ends the start, before any other runner is called. Spring Boot lets a
 * start be abandoned in silence, but not with exit code 0: who lets the exception through
 * {@code main} would end with 1.
 */
final class DryRun {

	private final ConfigurableApplicationContext context;

	DryRun(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Print and end.
	 * @param report the plan
	 * @param format how to print it
	 * @return never
	 */
	AbandonedRunException end(PlanReport report, DryRunFormat format) {
		System.out.println((format == DryRunFormat.JSON) ? PlanJson.print(report) : "\n" + PlanTable.print(report));
		System.out.flush();
		this.context.close();
		exitWithZero(Thread.currentThread());
		return new AbandonedRunException(this.context);
	}

	private static void exitWithZero(Thread main) {
		Thread.UncaughtExceptionHandler before = main.getUncaughtExceptionHandler();
		main.setUncaughtExceptionHandler((thread, ex) -> {
			for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
				if (cause instanceof AbandonedRunException) {
					System.exit(0);
				}
			}
			before.uncaughtException(thread, ex);
		});
	}

}
