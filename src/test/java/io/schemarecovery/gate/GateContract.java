package io.schemarecovery.gate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.report.Stage;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/** What every kind of web application keeps to while a reset runs. */
@PostgresTest
abstract class GateContract {

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private final WebApplicationType type;

	private final String basePath;

	GateContract(WebApplicationType type, String basePath) {
		this.type = type;
		this.basePath = basePath;
	}

	/** What a server answers to whoever asks for a web socket. */
	private static String upgrade(URI address) throws IOException {
		try (Socket socket = new Socket(address.getHost(), address.getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream()
				.write("""
						GET %s HTTP/1.1
						Host: %s
						Connection: Upgrade
						Upgrade: websocket
						Sec-WebSocket-Version: 13
						Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

						""".formatted(address.getPath(), address.getAuthority())
					.replace("\n", "\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
				.readLine();
		}
	}

	@Test
	void keepsTrafficOutUntilTheResetIsDone(TestDatabase database) throws Exception {
		try (HeldReset reset = HeldReset.of(database, this.type)) {
			for (String path : List.of("/", "/anything?x=1", "/favicon.ico", "/actuator", "/actuator/info",
					"/actuator/healthy", "/actuator/health/../../", "/actuator/health/..;/..;/",
					"/actuator/health/%2e%2e/%2e%2e/", "/actuator%2Fhealth", "/livez/../", "//")) {
				// the second is a server's, which did not like the path
				assertThat(reset.get(path).statusCode()).as(path).isIn(503, 400);
			}
			assertThat(reset.send("POST", reset.url("/anything")).statusCode()).isEqualTo(503);
			assertThat(reset.send("OPTIONS", reset.url("/anything")).statusCode()).isEqualTo(503);
			assertThat(upgrade(URI.create(reset.url("/socket")))).startsWith("HTTP/1.1 503");
			assertThat(HeldReset.SERVED).hasValue(0);
			reset.release();
			assertThat(reset.get("/").body()).contains("served");
			assertThat(HeldReset.SERVED).hasPositiveValue();
		}
	}

	@Test
	void healthPassesAndDoesNotWait(TestDatabase database) throws Exception {
		try (HeldReset reset = HeldReset.of(database, this.type)) {
			assertThat(reset.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
			assertThat(reset.get("/actuator/health/readiness").body()).contains("OUT_OF_SERVICE");
			assertThat(reset.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(reset.get("/actuator/health").body()).contains("being reset",
					"Failed to obtain JDBC Connection");
			reset.release();
			assertThat(reset.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(reset.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
			assertThat(reset.get("/actuator/health").body()).contains("created by migrations");
		}
	}

	@Test
	void tellsPeopleAPageAndProgramsAProblem(TestDatabase database) throws Exception {
		try (HeldReset reset = HeldReset.of(database, this.type)) {
			HttpResponse<String> page = reset.get("/?x=1", "Accept", BROWSER);
			assertThat(page.statusCode()).isEqualTo(503);
			assertThat(header(page, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
			assertThat(page.body()).contains("Step 2 of 6: " + Stage.DROP.title(), "aria-current=\"step\"")
				.doesNotContain("held", "public", "${");
			assertThat(header(page, "Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-");
			HttpResponse<String> problem = reset.get("/a%22b/c?secret=1", "Accept", "application/json");
			assertThat(problem.statusCode()).isEqualTo(503);
			assertThat(header(problem, "Content-Type")).isEqualTo("application/problem+json");
			assertThat(problem.body()).contains("\"status\":503", "\"instance\":\"/a%22b/c\"", "\"stage\":\"drop\"")
				.doesNotContain("secret", "held");
			for (HttpResponse<String> answer : List.of(page, problem)) {
				assertThat(Integer.parseInt(header(answer, "Retry-After"))).isBetween(1, 120);
				assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
				assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
				assertThat(header(answer, "Vary")).contains("Accept");
			}
			HttpResponse<String> head = reset.send("HEAD", reset.url("/"), "Accept", BROWSER);
			assertThat(head.statusCode()).isEqualTo(503);
			assertThat(head.body()).isEmpty();
			assertThat(Long.parseLong(header(head, "Content-Length"))).isPositive();
			HttpResponse<String> posted = reset.send("POST", reset.url("/"), "Accept", BROWSER);
			assertThat(posted.body()).contains("was not received").doesNotContain("http-equiv=\"refresh\"");
		}
	}

	@Test
	void guardsABasePathAndLeavesTheManagementPortAlone(TestDatabase database) throws Exception {
		try (HeldReset reset = HeldReset.of(database, this.type, this.basePath + "=/shop", "management.server.port=0",
				"management.endpoint.health.probes.add-additional-paths=true")) {
			assertThat(reset.get("/shop/").statusCode()).isEqualTo(503);
			assertThat(reset.get("/shop/livez").statusCode()).isEqualTo(200);
			assertThat(reset.get("/shop/readyz").statusCode()).isEqualTo(503);
			assertThat(reset.get("/shop/readyz").body()).contains("OUT_OF_SERVICE");
			assertThat(reset.get("/shop/actuator/health").body()).contains("application is being set up");
			assertThat(reset.send("GET", reset.url("management", "/actuator/health/liveness")).statusCode())
				.isEqualTo(200);
			assertThat(reset.send("GET", reset.url("management", "/actuator/health")).body()).contains("being reset",
					"Failed to obtain JDBC Connection");
			reset.release();
			assertThat(reset.get("/shop/").body()).contains("served");
		}
	}

	@Test
	void normalBootHasNoGate(TestDatabase database) {
		try (ConfigurableApplicationContext context = Launch.of(ShopApplication.class, database, "shop/tables")
			.web(this.type)
			.start()) {
			assertThat(context.getBeansOfType(Gate.class)).isEmpty();
			assertThat(context.getBeansOfType(GatedHandlers.class)).isEmpty();
		}
	}

	private static String header(HttpResponse<?> answer, String name) {
		return answer.headers().firstValue(name).orElse("");
	}

}
