package io.schemarecovery.gate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.schemarecovery.gate.Situation.Count;
import io.schemarecovery.gate.Situation.State;
import io.schemarecovery.gate.Situation.Step;
import io.schemarecovery.report.Stage;
import io.schemarecovery.testing.Browser;
import io.schemarecovery.testing.Browser.Scheme;
import io.schemarecovery.testing.Browser.Viewport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/** The page as people see it, under the policy it is sent with. */
class WaitingPageTests {

	private static final Visitor READER = new Visitor("GET", "/", new HttpHeaders());

	private static final Visitor SENDER = new Visitor("POST", "/", new HttpHeaders());

	private static final List<Duration> DURATIONS = Stream.of(41, 8730, 96, 12_400, 640, 210)
		.map(Duration::ofMillis)
		.toList();

	private final WaitingPage page = new WaitingPage();

	private static Browser browser;

	private HttpServer server;

	@BeforeAll
	static void open() {
		browser = Browser.start().scripts(false);
	}

	@AfterAll
	static void quit() {
		if (browser != null) {
			browser.close();
		}
	}

	@AfterEach
	void stop() {
		if (this.server != null) {
			this.server.stop(0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void isAccessibleAndFitsInBothSchemesAndSizes(Scheme scheme) throws IOException {
		for (Situation situation : List.of(migrating(), preparing(), falling(), undoing())) {
			for (Visitor visitor : List.of(READER, SENDER)) {
				for (Viewport viewport : Viewport.values()) {
					show(situation, visitor, viewport, scheme);
					// the reload is what the page is for
					assertThat(browser.inaccessible("meta-refresh")).isEmpty();
					assertThat(browser.overflowing()).isEmpty();
				}
			}
		}
	}

	@Test
	void takesItsPictures() throws IOException {
		show(migrating(), READER, Viewport.DESKTOP, Scheme.LIGHT);
		browser.picture("page-light");
		show(migrating(), READER, Viewport.DESKTOP, Scheme.DARK);
		browser.picture("page-dark");
		show(falling(), READER, Viewport.PHONE, Scheme.LIGHT);
		browser.picture("page-phone");
		assertThat(browser.evaluate("return getComputedStyle(document.querySelector('main')).borderRadius"))
			.as("its style passes the policy")
			.isEqualTo("16px");
	}

	@Test
	void tellsHowFarTheRunningStageIs() throws IOException {
		show(migrating(), READER, Viewport.DESKTOP, Scheme.LIGHT);
		assertThat(browser.driver().getTitle()).isEqualTo("Step 4 of 6: Migrate – back soon");
		assertThat(browser.text()).contains("Step 4 of 6: Migrate", "1,234 of 2,000", "about 41 s left",
				"Done in 8.7 s", "Only if needed", "Running for 1 min 07 s", "every 15 seconds");
		assertThat(browser.evaluate("const bar = document.querySelector('progress'); return bar.value / bar.max"))
			.isEqualTo(0.617);
		assertThat(browser.evaluate("return document.querySelectorAll('[aria-current=step]').length")).isEqualTo(1L);
	}

	@Test
	void showsABarWithoutAnEndWhereNothingIsCounted() throws IOException {
		show(falling(), READER, Viewport.PHONE, Scheme.LIGHT);
		assertThat(browser.evaluate("return document.querySelector('progress').matches(':indeterminate')"))
			.isEqualTo(true);
		assertThat(browser.text()).contains("Failed after 12 s");
	}

	@Test
	void doesNotLoadItselfAgainWhereWhatWasSentWouldBeLost() throws IOException {
		show(preparing(), SENDER, Viewport.PHONE, Scheme.LIGHT);
		assertThat(browser.text()).contains("What you sent was not received").doesNotContain("loads itself again");
		assertThat(browser.evaluate("return document.querySelector('meta[http-equiv=refresh]')")).isNull();
	}

	@Test
	void saysWhatAnUndoDoes() throws IOException {
		show(undoing(), READER, Viewport.PHONE, Scheme.LIGHT);
		assertThat(browser.text()).contains("is being put back as it was", "Skipped").doesNotContain("set up anew");
	}

	private void show(Situation situation, Visitor visitor, Viewport viewport, Scheme scheme) throws IOException {
		stop();
		byte[] html = this.page.html(situation, visitor).getBytes(StandardCharsets.UTF_8);
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
			exchange.getResponseHeaders().set("Content-Security-Policy", this.page.policy());
			exchange.sendResponseHeaders(503, html.length);
			exchange.getResponseBody().write(html);
			exchange.close();
		});
		this.server.start();
		browser.in(viewport).in(scheme).go("http://localhost:" + this.server.getAddress().getPort() + "/");
	}

	private static Situation migrating() {
		return situation(false, Optional.of(new Count(1234, 2000, Optional.of(Duration.ofSeconds(41)))),
				Duration.ofSeconds(67), State.DONE, State.DONE, State.DONE, State.RUNNING, State.WAITING,
				State.WAITING);
	}

	private static Situation preparing() {
		return situation(false, Optional.empty(), Duration.ofMillis(800), State.WAITING, State.WAITING, State.WAITING,
				State.WAITING, State.WAITING, State.WAITING);
	}

	private static Situation falling() {
		return situation(false, Optional.empty(), Duration.ofMinutes(75), State.DONE, State.DONE, State.SKIPPED,
				State.FAILED, State.RUNNING, State.WAITING);
	}

	private static Situation undoing() {
		return situation(true, Optional.empty(), Duration.ofSeconds(5), State.DONE, State.DONE, State.SKIPPED,
				State.SKIPPED, State.SKIPPED, State.RUNNING);
	}

	private static Situation situation(boolean undo, Optional<Count> counted, Duration elapsed, State... states) {
		return new Situation(undo,
				Arrays.stream(Stage.values())
					.map((stage) -> new Step(stage, stage.title(), states[stage.position()], duration(stage, states)))
					.toList(),
				counted, elapsed);
	}

	private static Duration duration(Stage stage, State... states) {
		return List.of(State.WAITING, State.RUNNING).contains(states[stage.position()]) ? null
				: DURATIONS.get(stage.position());
	}

}
