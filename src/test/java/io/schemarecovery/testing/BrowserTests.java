package io.schemarecovery.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.imageio.ImageIO;

import io.schemarecovery.testing.Browser.Scheme;
import io.schemarecovery.testing.Browser.Viewport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BrowserTests {

	private static final String GOOD = """
			<!doctype html><html lang="en"><head><title>Good</title>
			<style>@media (prefers-color-scheme: dark) { h1::after { content: " in the dark" } }</style></head>
			<body><main><h1>Hello</h1><p id="said">nothing</p></main>
			<script>document.getElementById('said').textContent = 'said by a script'</script></body></html>
			""";

	private static final String BAD = """
			<!doctype html><html><head></head><body>
			<p style="color: #ccc; background: #fff; width: 2000px">Too pale, too wide</p><img src=""></body></html>
			""";

	@Test
	void showsPagesAsTheReaderPrefersThem() {
		try (Browser browser = Browser.start()) {
			assertThat(browser.go(data(GOOD)).text()).contains("Hello", "said by a script").doesNotContain("nothing");
			assertThat(browser.evaluate("return matchMedia('(prefers-color-scheme: dark)').matches")).isEqualTo(false);
			browser.in(Scheme.DARK).in(Viewport.PHONE);
			assertThat(browser.evaluate("return matchMedia('(prefers-color-scheme: dark)').matches")).isEqualTo(true);
			assertThat(browser.evaluate("return innerWidth")).isEqualTo(980L);
			assertThat(browser.scripts(false).go(data(GOOD)).text()).contains("nothing");
		}
	}

	@Test
	void findsWhatIsHardToUse() {
		try (Browser browser = Browser.start()) {
			assertThat(browser.go(data(GOOD)).inaccessible()).isEmpty();
			assertThat(browser.overflowing()).isEmpty();
			assertThat(browser.scripts(false).go(data(BAD)).inaccessible()).map(Object::toString)
				.anyMatch((finding) -> finding.startsWith("color-contrast"))
				.anyMatch((finding) -> finding.startsWith("html-has-lang"))
				.anyMatch((finding) -> finding.startsWith("image-alt"));
			assertThat(browser.overflowing()).hasSize(1);
		}
	}

	@Test
	void takesPicturesOfTheWholePage() throws IOException {
		try (Browser browser = Browser.start()) {
			browser.go(data("<!doctype html><body style='margin: 0'><div style='height: 3000px'></div>"));
			assertThat(ImageIO.read(new ByteArrayInputStream(browser.picture())).getHeight()).isEqualTo(3000);
		}
	}

	private static String data(String html) {
		return "data:text/html;base64," + Base64.getEncoder().encodeToString(html.getBytes(StandardCharsets.UTF_8));
	}

}
