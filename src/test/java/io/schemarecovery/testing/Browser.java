package io.schemarecovery.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A Chromium without a window. Its driver is the system's: nothing is downloaded.
 *
 * <p>
 * A test that starts one is skipped where there is none, unless the environment says
 * {@code BROWSER_REQUIRED=true}.
 */
public final class Browser implements AutoCloseable {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Path PICTURES = Path.of("docs/images");

	/**
	 * The rules of WCAG 2.2 AA, and what axe-core holds to be good practice beyond them.
	 */
	private static final String AXE = """
			const done = arguments[arguments.length - 1];
			const rules = Object.fromEntries(arguments[0].map((rule) => [rule, { enabled: false }]));
			axe.run(document, { resultTypes: ['violations'], rules: rules }).then(
			  (results) => done(results.violations.map((violation) => violation.id + ': ' + violation.help + ': '
			    + violation.nodes.map((node) => node.html).join(' '))),
			  (failure) => done([String(failure)]));
			""";

	/**
	 * Held, or its level would be forgotten: Selenium's own protocol classes, which are
	 * not used, fit no Debian.
	 */
	private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

	private final ChromeDriver driver;

	private boolean scripts = true;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	/** Sizes of a window, in CSS pixels. */
	public enum Viewport {

		PHONE(390, 844, 2, true), DESKTOP(1280, 800, 1, false);

		private final Map<String, Object> metrics;

		Viewport(int width, int height, int scale, boolean mobile) {
			this.metrics = Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile);
		}

	}

	/** What the system of the reader prefers. */
	public enum Scheme {

		LIGHT, DARK

	}

	/** One with a desktop's window in light colours, which runs scripts. */
	public static Browser start() {
		boolean required = Boolean.parseBoolean(System.getenv("BROWSER_REQUIRED"));
		assumeThat(required || (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)))
			.as("Chromium is not installed: apt-get install chromium chromium-driver")
			.isTrue();
		SELENIUM.setLevel(Level.SEVERE);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		options.addArguments("--headless=new", "--hide-scrollbars", "--disable-dev-shm-usage",
				"--disable-background-networking");
		if ("root".equals(System.getProperty("user.name"))) {
			options.addArguments("--no-sandbox");
		}
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
		return new Browser(new ChromeDriver(service, options)).in(Viewport.DESKTOP).in(Scheme.LIGHT);
	}

	public Browser in(Viewport viewport) {
		command("Emulation.setDeviceMetricsOverride", viewport.metrics);
		return this;
	}

	public Browser in(Scheme scheme) {
		command("Emulation.setEmulatedMedia",
				Map.of("features",
						List.of(Map.of("name", "prefers-color-scheme", "value", scheme.name().toLowerCase(Locale.ROOT)),
								// so that a picture is the same each time
								Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
		return this;
	}

	/** Whether pages may run scripts. Those of the test always do. */
	public Browser scripts(boolean allowed) {
		this.scripts = allowed;
		command("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
		return this;
	}

	public Browser go(String url) {
		this.driver.get(url);
		return this;
	}

	/** Opens a file. */
	public Browser go(Path file) {
		return go(file.toUri().toString());
	}

	/** Text of the page as it is seen. */
	public String text() {
		return this.driver.findElement(By.tagName("body")).getText();
	}

	/** For what has no method here. */
	public WebDriver driver() {
		return this.driver;
	}

	/** Evaluates a script, whose value is what it returns. */
	public Object evaluate(String script, Object... arguments) {
		return this.driver.executeScript(script, arguments);
	}

	/** What is wider than the window, so that a reader would have to scroll sideways. */
	public List<?> overflowing() {
		return (List<?>) evaluate("""
				const width = document.documentElement.clientWidth;
				if (document.documentElement.scrollWidth <= width) return [];
				return [...document.body.querySelectorAll('*')]
				  .filter((element) => element.getBoundingClientRect().right > width + 1)
				  .map((element) => element.outerHTML.slice(0, 200));
				""");
	}

	/**
	 * What makes the page hard to use for some.
	 * @param except rules of axe-core that do not count
	 * @return rule, reason and elements of each finding
	 */
	public List<?> inaccessible(String... except) {
		boolean before = this.scripts;
		scripts(true);
		try {
			this.driver.executeScript(axe());
			return (List<?>) this.driver.executeAsyncScript(AXE, List.of(except));
		}
		finally {
			scripts(before);
		}
	}

	/**
	 * Takes a picture of the whole page, for the documentation.
	 * @param name name of the file in docs/images, which is written with
	 * {@code -Ddocs.write=true} only
	 * @return a PNG
	 */
	public byte[] picture(String name) {
		byte[] png = picture();
		if (Boolean.getBoolean("docs.write")) {
			try {
				Files.createDirectories(PICTURES);
				Files.write(PICTURES.resolve(name + ".png"), png);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return png;
	}

	/** A picture of the whole page, a PNG. */
	public byte[] picture() {
		Map<String, Object> answer = command("Page.captureScreenshot",
				Map.of("format", "png", "captureBeyondViewport", true));
		return Base64.getDecoder().decode((String) answer.get("data"));
	}

	@Override
	public void close() {
		this.driver.quit();
	}

	private Map<String, Object> command(String name, Map<String, Object> parameters) {
		return this.driver.executeCdpCommand(name, parameters);
	}

	private static String axe() {
		try (InputStream stream = Browser.class.getResourceAsStream("/axe.min.js")) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
