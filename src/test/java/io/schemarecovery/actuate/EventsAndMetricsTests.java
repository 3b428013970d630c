package io.schemarecovery.actuate;

import java.util.ArrayList;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.report.RecoveryEvent;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class EventsAndMetricsTests {

	private static Launch shop(TestDatabase database, String... locations) {
		return Launch.of(ShopApplication.class, database, locations).with("DB_RESET=true");
	}

	/** What an application may listen with. */
	static class Listener {

		private final List<String> heard = new ArrayList<>();

		@EventListener
		void on(RecoveryEvent event) {
			String what = event.getClass().getSimpleName();
			this.heard.add((event instanceof RecoveryEvent.StageEnded ended) ? what + " " + ended.outcome().stage()
					: (event instanceof RecoveryEvent.StageStarted started) ? what + " " + started.stage() : what);
			throw new IllegalStateException("a listener that fails on " + what);
		}

	}

	@Test
	void listenersHearOfEveryStageAndCannotStopIt(TestDatabase database, CapturedOutput output) {
		try (ConfigurableApplicationContext context = shop(database, "shop/tables").with(Listener.class).start()) {
			assertThat(context.getBean(Listener.class).heard).containsExactly("StageStarted open", "StageEnded open",
					"StageStarted drop", "StageEnded drop", "StageStarted purge", "StageEnded purge",
					"StageStarted migrate", "StageEnded migrate", "StageStarted fallback", "StageEnded fallback",
					"StageStarted close", "StageEnded close", "Completed");
		}
		assertThat(output).contains("a listener that fails on Completed", "The reset is done");
	}

	@Test
	void metersTellTimesObjectsAndCascades(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		try (ConfigurableApplicationContext context = shop(database, "shop/tables", "shop/rebuild").start()) {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("schema.recovery").tag("outcome", "success").timer().count()).isEqualTo(1);
			assertThat(
					meters.get("schema.recovery.stage").tag("stage", "migrate").tag("status", "done").timer().count())
				.isEqualTo(1);
			assertThat(meters.get("schema.recovery.objects").tag("kind", "table").counter().count()).isEqualTo(3);
			assertThat(meters.get("schema.recovery.cascades").counter().count()).isEqualTo(1);
		}
	}

	@Test
	void metersAreSwitchedOffAsAnyOther(TestDatabase database) {
		try (ConfigurableApplicationContext context = shop(database, "shop/tables")
			.with("management.metrics.enable.schema.recovery=false")
			.start()) {
			assertThat(context.getBean(MeterRegistry.class).find("schema.recovery").timer()).isNull();
		}
	}

}
