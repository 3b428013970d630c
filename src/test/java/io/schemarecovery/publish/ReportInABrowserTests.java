package io.schemarecovery.publish;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.schemarecovery.graph.ForeignKeyGraph;
import io.schemarecovery.testing.Browser;
import io.schemarecovery.testing.Browser.Scheme;
import io.schemarecovery.testing.Browser.Viewport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chromium.HasCdp;
import org.openqa.selenium.logging.LogEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ReportInABrowserTests {

	private static final String DRAWING = "const cy = document.getElementById('plot')._cyreg.cy; ";

	private static final String MILLIS = "return Math.round(performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)";

	/** A second or two on a machine that does nothing else. */
	private static final long LONGEST_MILLIS = 15_000;

	private static Browser browser;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start() {
		browser = Browser.start();
	}

	@AfterAll
	static void stop() {
		if (browser != null) {
			browser.close();
		}
	}

	@BeforeEach
	void asAReaderAtADesk() {
		browser.in(Viewport.DESKTOP).in(Scheme.LIGHT).scripts(true);
	}

	@Test
	void tenTablesAreDrawnWithTheirCycle() throws IOException {
		open(Schemas.storefront());
		assertThat(drawn(".table")).isEqualTo(11);
		assertThat(drawn("edge")).isEqualTo(11);
		assertThat(drawn("node.cyclic")).isEqualTo(2);
		assertThat(drawn("edge.cyclic")).isEqualTo(2);
		assertThat(drawn("node[label = '↻1  cart']")).isOne();
		assertThat(browser.text()).contains("cart → user → cart");
		assertQuiet();
		wide(1440, 1000);
		browser.picture("report-10");
	}

	@Test
	void threeHundredTablesAreDrawnInDistricts() throws IOException {
		open(Schemas.erp());
		assertThat(drawn(".table")).isGreaterThan(280);
		assertThat(drawn(".district")).isBetween(5L, 25L);
		assertThat(drawn("node.cyclic")).isEqualTo(9);
		assertThat((Long) browser.evaluate(MILLIS)).isLessThan(LONGEST_MILLIS);
		assertThat(browser.evaluate(
				DRAWING + """
						const boxes = cy.nodes('.table').map((node) => node.boundingBox({ includeLabels: false, includeEdges: false }));
						return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.x1 < b.x2 - 3 && b.x1 < a.x2 - 3
						  && a.y1 < b.y2 - 3 && b.y1 < a.y2 - 3)).length"""))
			.as("tables that cover each other")
			.isEqualTo(0L);
		assertQuiet();
		wide(1440, 1000);
		open(Schemas.erp());
		browser.picture("report-300");
		browser.in(Scheme.DARK);
		choose("sales_order");
		browser.picture("report-300-dark");
	}

	@Test
	void aTableIsFoundWithItsNeighbours() throws IOException {
		open(Schemas.storefront());
		choose("product");
		assertThat(names(".chosen")).containsExactly("product");
		assertThat(names("node.near")).containsExactlyInAnyOrder("category", "cart_item", "order_line", "stock");
		assertThat(names("node.dim")).contains("outbox", "↻1  user");
		assertThat(browser.text()).contains("References (1)", "Referenced by (3)", "(category_id)");
		choose("o");
		assertThat(names(".chosen")).hasSizeGreaterThan(3).allMatch((name) -> name.contains("o"));
		choose("no such table");
		assertThat(names(".chosen")).isEmpty();
		assertThat(browser.evaluate("return document.getElementById('said').textContent"))
			.isEqualTo("No table of that name is drawn.");
		assertQuiet();
	}

	@Test
	void aCycleIsShownByAClick() throws IOException {
		open(Schemas.erp());
		browser.evaluate("document.querySelectorAll('.cycles button')[1].click()");
		assertThat(drawn("node.table") - drawn("node.table.dim")).isEqualTo(2);
		assertThat(names("node.table").stream().filter((name) -> name.startsWith("↻2")))
			.containsExactlyInAnyOrder("↻2  department", "↻2  employee");
		assertThat(browser.evaluate("return document.querySelectorAll('[aria-pressed=true]').length")).isEqualTo(1L);
		browser.evaluate("document.querySelectorAll('.cycles button')[1].click()");
		assertThat(drawn(".dim")).isZero();
	}

	@Test
	void tablesWithoutAKeyComeAndGo() throws IOException {
		open(Schemas.storefront());
		browser.evaluate("document.getElementById('alone').click()");
		assertThat(drawn(".table")).isEqualTo(9);
		choose("outbox");
		assertThat(drawn(".table")).as("found, so shown again").isEqualTo(11);
	}

	@Test
	void wheelScrollsThePageUntilTheDrawingIsClicked() throws IOException {
		open(Schemas.storefront());
		browser.evaluate("document.getElementById('canvas').scrollIntoView({ block: 'center' })");
		Object before = browser.evaluate(DRAWING + "return cy.zoom()");
		wheel();
		assertThat(browser.evaluate(DRAWING + "return cy.zoom()")).isEqualTo(before);
		assertThat(browser.evaluate("return Math.round(scrollY)")).isNotEqualTo(0L);
		browser.evaluate("document.getElementById('canvas').click()");
		// for a moment after the page was scrolled Cytoscape.js takes the wheel to mean
		// the page
		await().pollInterval(Duration.ofMillis(600)).untilAsserted(() -> {
			wheel();
			assertThat(browser.evaluate(DRAWING + "return cy.zoom()")).isNotEqualTo(before);
		});
	}

	@Test
	void hugeSchemasAreDrawnInPart() throws IOException {
		open(Schemas.huge(10_000));
		assertThat(drawn(".table")).isBetween(DrawnGraph.MOST_TABLES - 10L, (long) DrawnGraph.MOST_TABLES);
		assertThat(browser.text()).contains(" of 10,000 tables: cycles, what surrounds them");
		assertQuiet();
	}

	@Test
	void aTangleDoesNotHoldUpTheBrowser() throws IOException {
		open(Schemas.tangle());
		assertThat(drawn("node.cyclic")).isGreaterThan(300);
		assertThat((Long) browser.evaluate(MILLIS)).isLessThan(LONGEST_MILLIS);
		assertQuiet();
	}

	@Test
	void hostileNamesAreHarmless() throws IOException {
		String name = "\"</script><img src=x onerror=alert(1)>";
		open(new ReportContent(Runs.failed(name + "<!--<script>"), Schemas.named("<!--" + name, name),
				new ReportContent.Database(name, name, name), List.of(name), Runs.STARTED));
		assertThat(browser.text()).contains(name);
		assertThat(drawn("node.cyclic")).isEqualTo(2);
		choose(name);
		browser.evaluate("document.querySelector('.cycles button').click()");
		assertThat(browser.evaluate("return document.querySelectorAll('img, script').length")).isEqualTo(3L);
		assertQuiet();
	}

	@Test
	void policyRefusesScriptsAndRequests() throws IOException {
		open(Schemas.storefront());
		browser.evaluate("""
				window.refused = [];
				addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective));
				const script = document.createElement('script');
				script.textContent = 'window.harmed = true';
				document.body.append(script);
				const image = new Image();
				image.src = 'https://example.com/';
				document.body.append(image);""");
		assertThat(((HasCdp) browser.driver()).executeCdpCommand("Runtime.evaluate", Map.of("expression",
				"fetch('https://example.com/').then(() => 'sent', () => 'refused')", "awaitPromise", true)))
			.asString()
			.contains("refused");
		assertThat(browser.evaluate("return window.harmed")).isNull();
		assertThat((List<?>) browser.evaluate("return refused")).map(Object::toString)
			.contains("script-src-elem", "img-src", "connect-src");
		assertThat(messages()).as("what the browser says of it").isNotEmpty();
	}

	@Test
	void everythingIsSaidWithoutScripts() throws IOException {
		browser.scripts(false);
		open(Schemas.storefront());
		assertThat(browser.text())
			.contains("cart → user → cart", "by cart_user_id_fkey1, user_cart_id_fkey0", "order_line_product_id_fkey8",
					"cycle 1, nullable", "public.outbox", "V5__rebuild_user.sql, line 3")
			.doesNotContain("Find a table", "the arrow points");
		assertThat(browser.inaccessible()).isEmpty();
	}

	@Test
	void isAccessibleInLightAndDarkAndOnAPhone() throws IOException {
		open(Schemas.storefront());
		choose("product");
		assertThat(browser.inaccessible()).isEmpty();
		browser.in(Scheme.DARK);
		assertThat(browser.inaccessible()).isEmpty();
		browser.in(Viewport.PHONE);
		open(Schemas.erp());
		assertThat(browser.overflowing()).isEmpty();
		assertThat(browser.inaccessible()).isEmpty();
		assertThat(drawn(".table")).isGreaterThan(280);
		open(Schemas.storefront());
		assertThat(browser.overflowing()).isEmpty();
	}

	@Test
	void paperGetsAPictureOfTheGraph() throws IOException {
		open(Schemas.erp());
		browser.evaluate("dispatchEvent(new Event('beforeprint'))");
		assertThat(browser.evaluate("return document.querySelector('.canvas img').src.slice(0, 15)"))
			.isEqualTo("data:image/png;");
		assertThat(browser.evaluate("return document.querySelector('details.text').open")).isEqualTo(true);
		browser.evaluate("dispatchEvent(new Event('afterprint'))");
		assertThat(browser.evaluate("return document.querySelectorAll('.canvas img').length")).isEqualTo(0L);
		assertQuiet();
	}

	private void open(ForeignKeyGraph graph) throws IOException {
		open(Runs.content(Runs.done(), graph));
	}

	private void open(ReportContent content) throws IOException {
		Path file = this.folder.resolve("report.html");
		Files.write(file, ReportPage.html(content).getBytes(StandardCharsets.UTF_8));
		messages();
		browser.go(file);
	}

	private static void wheel() {
		((HasCdp) browser.driver()).executeCdpCommand("Input.dispatchMouseEvent",
				Map.of("type", "mouseWheel", "x", 300, "y", 400, "deltaX", 0, "deltaY", 40));
		browser.evaluate("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
	}

	private static void choose(String name) {
		browser.evaluate("""
				const find = document.getElementById('find');
				find.value = arguments[0];
				find.dispatchEvent(new Event('input'));""", name);
	}

	private static long drawn(String selector) {
		return (Long) browser.evaluate(DRAWING + "return cy.elements(arguments[0]).length", selector);
	}

	private static List<String> names(String selector) {
		return ((List<?>) browser.evaluate(DRAWING + "return cy.nodes(arguments[0]).map((node) => node.data('label'))",
				selector))
			.stream()
			.map(Object::toString)
			.toList();
	}

	/** No error, no warning, nothing refused, nothing asked for. */
	private static void assertQuiet() {
		assertThat(messages()).isEmpty();
		assertThat((List<?>) browser
			.evaluate("return performance.getEntriesByType('resource').map((entry) => entry.name)")).isEmpty();
	}

	private static List<String> messages() {
		return browser.driver().manage().logs().get("browser").getAll().stream().map(LogEntry::toString).toList();
	}

	private static void wide(int width, int height) {
		((HasCdp) browser.driver()).executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

}
