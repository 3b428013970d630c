package io.schemarecovery.gate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Holds stage 1 open by a lock, and knocks at the door meanwhile. */
@PostgresTest
class GateTests {

	private static final AtomicInteger PORT = new AtomicInteger();

	private static final AtomicInteger SERVED = new AtomicInteger();

	private final HttpClient client = HttpClient.newHttpClient();

	@Test
	void keepsTrafficOutUntilTheRecoveryIsDone(TestDatabase database) throws Exception {
		PORT.set(0);
		SERVED.set(0);
		database.execute("CREATE TABLE held (id int)");
		Connection reader = database.connect();
		reader.setAutoCommit(false);
		reader.createStatement().execute("SELECT * FROM held");
		CompletableFuture<ConfigurableApplicationContext> starting = CompletableFuture
			.supplyAsync(() -> Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild")
				.with(PortListener.class, Page.class)
				.with("DB_RESET=true", "schema-recovery.drop.lock-timeout=100ms",
						"management.endpoint.health.show-details=always")
				.web()
				.start());
		await().atMost(60, TimeUnit.SECONDS).until(() -> PORT.get() > 0);
		await().atMost(60, TimeUnit.SECONDS).until(() -> get("/", "text/html").body().contains("aria-current"));
		HttpResponse<String> page = get("/", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");
		assertThat(page.statusCode()).isEqualTo(503);
		assertThat(page.headers().firstValue("Retry-After")).isPresent();
		assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
		assertThat(page.body()).contains("Empty the schema", "http-equiv=\"refresh\"").doesNotContain("held", "public");
		HttpResponse<String> problem = get("/anything?x=1", "*/*");
		assertThat(problem.statusCode()).isEqualTo(503);
		assertThat(problem.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
		assertThat(problem.body()).contains("\"status\":503", "\"stage\":\"drop\"");
		for (String path : List.of("/actuator/healthy", "/actuator/health/../../", "/actuator/health/..;/..;/", "//",
				"/actuator/health/%2e%2e/%2e%2e/", "/livez/../", "/actuator/info")) {
			assertThat(get(path, "*/*").statusCode()).as(path).isEqualTo(503);
		}
		assertThat(get("/actuator/health/readiness", "*/*").statusCode()).isEqualTo(503);
		assertThat(get("/actuator/health/readiness", "*/*").body()).contains("OUT_OF_SERVICE");
		assertThat(get("/actuator/health/liveness", "*/*").statusCode()).isEqualTo(200);
		assertThat(get("/actuator/health", "*/*").body()).contains("being reset", "Failed to obtain JDBC Connection");
		assertThat(SERVED).hasValue(0);
		reader.close();
		try (ConfigurableApplicationContext context = starting.get(60, TimeUnit.SECONDS)) {
			assertThat(context.isActive()).isTrue();
			assertThat(get("/", "text/html").body()).isEqualTo("served");
			assertThat(get("/actuator/health/readiness", "*/*").statusCode()).isEqualTo(200);
			assertThat(get("/actuator/health/liveness", "*/*").statusCode()).isEqualTo(200);
			assertThat(get("/actuator/health", "*/*").body()).contains("created by migrations");
		}
		assertThat(SERVED).hasPositiveValue();
	}

	@Test
	void normalBootHasNoGate(TestDatabase database) throws Exception {
		try (ConfigurableApplicationContext context = Launch.of(ShopApplication.class, database, "shop/tables")
			.with(PortListener.class, Page.class)
			.web()
			.start()) {
			assertThat(context.getBeansOfType(Gate.class)).isEmpty();
			assertThat(get("/", "text/html").body()).isEqualTo("served");
		}
	}

	private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + PORT.get() + path))
			.header("Accept", accept)
			.timeout(Duration.ofSeconds(10))
			.build(), BodyHandlers.ofString());
	}

	@Configuration(proxyBeanMethods = false)
	static class PortListener {

		@Bean
		ApplicationListener<WebServerInitializedEvent> rememberPort() {
			return (event) -> PORT.set(event.getWebServer().getPort());
		}

	}

	@RestController
	static class Page {

		@GetMapping("/")
		String page() {
			SERVED.incrementAndGet();
			return "served";
		}

	}

}
