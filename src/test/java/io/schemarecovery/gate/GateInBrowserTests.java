package io.schemarecovery.gate;

import java.time.Duration;

import io.schemarecovery.testing.Browser;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A visitor without scripts who opens the application in the middle of a reset. */
@PostgresTest
class GateInBrowserTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void visitorWaitsAndEndsUpWhereTheyWantedToGo(WebApplicationType type, TestDatabase database) throws Exception {
		try (Browser browser = Browser.start().scripts(false); HeldReset reset = HeldReset.of(database, type)) {
			browser.go(reset.url("/cart?of=ada"));
			assertThat(browser.driver().getTitle()).startsWith("Step 2 of 6");
			String first = running(browser);
			await("the page loads itself again").atMost(Duration.ofSeconds(30))
				.until(() -> !running(browser).equals(first));
			assertThat(browser.driver().getTitle()).startsWith("Step 2 of 6");
			reset.release();
			await("the application's own page").atMost(Duration.ofSeconds(30))
				.until(() -> browser.driver().getTitle().equals("Shop"));
			assertThat(browser.driver().getCurrentUrl()).isEqualTo(reset.url("/cart?of=ada"));
		}
	}

	private static String running(Browser browser) {
		return (String) browser.evaluate("return document.querySelector('[role=status]').textContent");
	}

}
