package io.schemarecovery.gate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

class VisitorTests {

	@ParameterizedTest
	@ValueSource(strings = { "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", "text/html",
			"text/html, */*", "text/*", "text/html;q=0.9, application/json;q=0.8", "application/xhtml+xml",
			"text/html;level=1, text/html;q=0.4, application/json;q=0.3", "TEXT/HTML" })
	void isAPersonWhoWantsHtmlMost(String accept) {
		assertThat(visitor("Accept", accept).isPerson()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "*/*", "application/json", "application/problem+json", "text/html;q=0.1, application/json",
			"application/json, text/plain, */*", "text/html, application/json", "text/html;q=0", "image/png",
			"text/html;q=0, */*", "application/*, text/html;q=0.9", "text/event-stream", "nonsense", "text/html;q=x",
			"", "," })
	void isAProgramOtherwise(String accept) {
		assertThat(visitor("Accept", accept).isPerson()).isFalse();
	}

	@Test
	void isAProgramWithoutAnyWish() {
		assertThat(visitor().isPerson()).isFalse();
	}

	@Test
	void maySayItInSeveralHeaders() {
		HttpHeaders headers = new HttpHeaders();
		headers.add("Accept", "application/json;q=0.5");
		headers.add("Accept", "text/html");
		assertThat(new Visitor("GET", "/", headers).isPerson()).isTrue();
	}

	@Test
	void isAProgramIfAScriptOfAPageAsks() {
		assertThat(visitor("Accept", "text/html", "Sec-Fetch-Mode", "navigate").isPerson()).isTrue();
		assertThat(visitor("Accept", "text/html", "Sec-Fetch-Mode", "cors").isPerson()).isFalse();
		assertThat(visitor("Accept", "text/html", "X-Requested-With", "XMLHttpRequest").isPerson()).isFalse();
	}

	private static Visitor visitor(String... headers) {
		HttpHeaders all = new HttpHeaders();
		for (int i = 0; i < headers.length; i += 2) {
			all.add(headers[i], headers[i + 1]);
		}
		return new Visitor("GET", "/", all);
	}

}
