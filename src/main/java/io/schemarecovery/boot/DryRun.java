package io.schemarecovery.boot;

import io.schemarecovery.plan.PlanReport;
import io.schemarecovery.plan.PlanTable;
import io.schemarecovery.report.RecordJson;
import io.schemarecovery.request.SchemaRecoveryProperties.DryRunFormat;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Prints a plan and ends the start, with exit code 0.
 *
 * @param context what was started
 */
record DryRun(ConfigurableApplicationContext context) {

	/**
	 * Print and end.
	 * @param report the plan
	 * @param format how to print it
	 * @return what to throw
	 */
	EndOfStart end(PlanReport report, DryRunFormat format) {
		return EndOfStart.of(this.context,
				(format == DryRunFormat.JSON) ? RecordJson.print(report) : "\n" + PlanTable.print(report), 0);
	}

}
