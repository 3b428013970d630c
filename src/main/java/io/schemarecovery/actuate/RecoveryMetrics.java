package io.schemarecovery.actuate;

import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.schemarecovery.report.RecoveryEvent;
import io.schemarecovery.report.StageOutcome;
import io.schemarecovery.report.StageResult.Status;

import org.springframework.context.event.EventListener;

/**
 * Meters of a recovery: {@code schema.recovery} and {@code schema.recovery.stage},
 * timers; {@code schema.recovery.objects} and {@code schema.recovery.cascades}, counters.
 */
public final class RecoveryMetrics {

	private final MeterRegistry registry;

	/**
	 * Measure.
	 * @param registry where to
	 */
	public RecoveryMetrics(MeterRegistry registry) {
		this.registry = registry;
	}

	@EventListener
	void ended(RecoveryEvent.StageEnded event) {
		StageOutcome outcome = event.outcome();
		Timer.builder("schema.recovery.stage")
			.description("Time that a stage of a recovery took")
			.tag("stage", outcome.stage().toString())
			.tag("status", outcome.result().status().toString().toLowerCase(Locale.ROOT))
			.register(this.registry)
			.record(outcome.duration());
		outcome.result()
			.effects()
			.objects()
			.forEach(
					(kind, number) -> this.registry.counter("schema.recovery.objects", "kind", kind).increment(number));
		if (!outcome.result().effects().cascades().isEmpty()) {
			this.registry.counter("schema.recovery.cascades").increment(outcome.result().effects().cascades().size());
		}
	}

	@EventListener
	void completed(RecoveryEvent.Completed event) {
		boolean fallback = event.run()
			.outcomes()
			.stream()
			.anyMatch((outcome) -> outcome.result().status() == Status.FAILED);
		record(event, fallback ? "fallback" : "success");
	}

	@EventListener
	void failed(RecoveryEvent.Failed event) {
		record(event, "failure");
	}

	private void record(RecoveryEvent event, String outcome) {
		Timer.builder("schema.recovery")
			.description("Time that a recovery took")
			.tag("outcome", outcome)
			.register(this.registry)
			.record(event.run().elapsed());
	}

}
