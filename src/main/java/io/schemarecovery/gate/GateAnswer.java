package io.schemarecovery.gate;

import java.nio.charset.StandardCharsets;

import io.schemarecovery.report.RecoveryRun;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * The answer 503 to a request that comes too early, whatever kind of web server writes
 * it.
 *
 * @param headers its headers
 * @param body its body, empty of nothing: a server leaves it out for HEAD
 */
record GateAnswer(HttpHeaders headers, byte[] body) {

	static final int STATUS = 503;

	/**
	 * Answer a visitor.
	 * @param visitor who asks
	 * @param run what to tell
	 * @param page what a person is shown
	 */
	static GateAnswer to(Visitor visitor, RecoveryRun run, WaitingPage page) {
		Situation situation = Situation.of(run);
		boolean person = visitor.isPerson();
		byte[] body = (person ? page.html(situation, visitor) : ProblemBody.of(situation, visitor))
			.getBytes(StandardCharsets.UTF_8);
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_TYPE,
				person ? "text/html;charset=UTF-8" : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		headers.setContentLength(body.length);
		headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(situation.retryAfter()));
		headers.setCacheControl("no-store");
		headers.set(HttpHeaders.VARY, Visitor.LOOKED_AT);
		headers.set("X-Content-Type-Options", "nosniff");
		headers.set("Content-Security-Policy", person ? page.policy() : "default-src 'none'; frame-ancestors 'none'");
		return new GateAnswer(headers, body);
	}

}
