package io.schemarecovery.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import io.schemarecovery.boot.shop.ShopApplication;
import io.schemarecovery.testing.Launch;
import io.schemarecovery.testing.PostgresTest;
import io.schemarecovery.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.health.contributor.Health;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class EndpointTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=*";

	private static Launch shop(TestDatabase database, String... properties) {
		return Launch.of(ShopApplication.class, database, "shop/tables", "shop/rebuild", "shop/seed")
			.web()
			.with("spring.application.name=shop")
			.with(properties);
	}

	private static TestDatabase stuck(TestDatabase database) {
		Launch.of(ShopApplication.class, database, "shop/tables").startAndStop();
		return database.execute("CREATE VIEW active AS SELECT * FROM \"user\"");
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext context, String path) throws Exception {
		return get(context, path, "*/*");
	}

	private static HttpResponse<String> get(ConfigurableApplicationContext context, String path, String accept)
			throws Exception {
		String port = context.getEnvironment().getProperty("local.server.port");
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
				.header("Accept", accept)
				.build(), HttpResponse.BodyHandlers.ofString());
	}

	private static JsonNode json(ConfigurableApplicationContext context, String path) throws Exception {
		HttpResponse<String> response = get(context, path);
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return JsonMapper.shared().readTree(response.body());
	}

	@Test
	void tellsARunInFullToWhoIsAuthorised(TestDatabase database) throws Exception {
		stuck(database);
		try (ConfigurableApplicationContext context = shop(database, EXPOSED, "DB_RESET=true",
				"management.endpoint.schemarecovery.show-values=always")
			.start()) {
			JsonNode run = json(context, "/actuator/schemarecovery").at("/runs/0");
			assertThat(run.at("/state").asString()).isEqualTo("done");
			assertThat(run.at("/schemas/0").asString()).isEqualTo("public");
			assertThat(run.at("/stages").size()).isEqualTo(6);
			assertThat(run.at("/stages/1/detail").asString()).contains("dropped 1 view");
			assertThat(run.at("/objects/table").asInt()).isEqualTo(3);
			assertThat(run.at("/cascades/0/taken/0").asString())
				.isEqualTo("constraint cart_user_id_fkey on table cart");
			assertThat(run.at("/cascades/0/line").asInt()).isEqualTo(5);
			assertThat(run.at("/milliseconds").asLong()).isPositive();
			assertThat(json(context, "/actuator/schemarecovery/" + run.at("/id").asLong())).isEqualTo(run);
			assertThat(get(context, "/actuator/schemarecovery/4711").statusCode()).isEqualTo(404);
			assertThat(get(context, "/actuator/schemarecovery/nonsense").statusCode()).isEqualTo(400);
		}
	}

	@Test
	void tellsWhoIsNotAuthorisedNoNames(TestDatabase database) throws Exception {
		stuck(database);
		try (ConfigurableApplicationContext context = shop(database, EXPOSED, "DB_RESET=true").start()) {
			for (String path : List.of("/actuator/schemarecovery", "/actuator/schemarecovery/1")) {
				for (String accept : List.of("*/*", "application/json", "application/*")) {
					assertThat(get(context, path, accept).body()).as(accept)
						.contains("\"state\":\"done\"", "\"cascadeCount\":1", "\"status\":\"DONE\"")
						.doesNotContain("cart", "public", "active", database.owner(), "DB_RESET", "archives");
				}
				assertThat(get(context, path, "application/vnd.spring-boot.actuator.v3+json").body())
					.doesNotContain("cart");
			}
		}
	}

	@Test
	void tellsOfTheLastRunOnALaterNormalStart(TestDatabase database) throws Exception {
		stuck(database);
		shop(database, "DB_RESET=true").startAndStop();
		try (ConfigurableApplicationContext context = shop(database, EXPOSED).start()) {
			assertThat(json(context, "/actuator/schemarecovery").at("/runs/0/state").asString()).isEqualTo("done");
			assertThat(context.getBeanNamesForType(RecoveryMetrics.class)).isEmpty();
		}
	}

	@Test
	void tellsEachOfSeveralRunsByItself(TestDatabase database) throws Exception {
		stuck(database);
		shop(database, "DB_RESET=once:first").startAndStop();
		try (ConfigurableApplicationContext context = shop(database, EXPOSED, "DB_RESET=once:second",
				"management.endpoint.schemarecovery.show-values=always")
			.start()) {
			JsonNode runs = json(context, "/actuator/schemarecovery").at("/runs");
			assertThat(runs.at("/0/request").asString()).isEqualTo("DB_RESET=once:second");
			assertThat(runs.at("/1/request").asString()).isEqualTo("DB_RESET=once:first");
			assertThat(runs.at("/0/stages").size()).isEqualTo(6);
			assertThat(runs.at("/1/stages").size()).isEqualTo(6);
			assertThat(runs.at("/0/objects/view").isMissingNode()).isTrue();
			assertThat(runs.at("/1/objects/view").asInt()).isEqualTo(1);
			assertThat(runs.at("/1/cascades").size()).isEqualTo(1);
		}
	}

	@Test
	void tellsNothingWhereNothingWasEverReset(TestDatabase database) throws Exception {
		try (ConfigurableApplicationContext context = shop(database, EXPOSED).start()) {
			assertThat(get(context, "/actuator/schemarecovery").body()).isEqualTo("{\"runs\":[]}");
		}
		assertThat(database.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'schema_recovery%'")).isEmpty();
	}

	@Test
	void givesABrowserTheReport(TestDatabase database) throws Exception {
		stuck(database);
		try (ConfigurableApplicationContext context = shop(database, EXPOSED, "DB_RESET=true",
				"management.endpoint.schemarecovery.show-values=always")
			.start()) {
			HttpResponse<String> report = get(context, "/actuator/schemarecovery", "text/html,*/*;q=0.8");
			assertThat(report.headers().firstValue("Content-Type")).get().asString().startsWith("text/html");
			assertThat(report.body()).contains("<!doctype html>", "cart_user_id_fkey", "V2__rebuild_user.sql");
			assertThat(get(context, "/actuator/schemarecovery/1", "text/html").body()).contains("<!doctype html>");
			assertThat(get(context, "/actuator/schemarecovery", "application/json").body()).startsWith("{\"runs\"");
		}
	}

	@Test
	void givesNoReportToWhoIsNotAuthorised(TestDatabase database) throws Exception {
		stuck(database);
		try (ConfigurableApplicationContext context = shop(database, EXPOSED, "DB_RESET=true").start()) {
			HttpResponse<String> response = get(context, "/actuator/schemarecovery", "text/html");
			assertThat(response.statusCode()).isEqualTo(403);
			assertThat(response.body()).contains("show-values").doesNotContain("cart");
		}
	}

	@Test
	void givesABrowserTheSchemaWhereNothingWasEverReset(TestDatabase database) throws Exception {
		try (ConfigurableApplicationContext context = shop(database, EXPOSED,
				"management.endpoint.schemarecovery.show-values=always")
			.start()) {
			assertThat(get(context, "/actuator/schemarecovery", "text/html").body()).contains("cart_user_id_fkey");
		}
	}

	@Test
	void isExposedAndSwitchedOffAsAnyOther(TestDatabase database) throws Exception {
		try (ConfigurableApplicationContext context = shop(database).start()) {
			assertThat(get(context, "/actuator/schemarecovery").statusCode()).isEqualTo(404);
			assertThat(context.getBeanNamesForType(SchemaRecoveryEndpoint.class)).isEmpty();
		}
		try (ConfigurableApplicationContext context = shop(database, EXPOSED,
				"management.endpoint.schemarecovery.access=none", "management.health.schemarecovery.enabled=false")
			.start()) {
			assertThat(get(context, "/actuator/schemarecovery").statusCode()).isEqualTo(404);
			assertThat(context.getBeanNamesForType(SchemaRecoveryHealth.class)).isEmpty();
		}
	}

	@Test
	void healthSaysWhatTheSchemaIs(TestDatabase database) throws IOException {
		try (ConfigurableApplicationContext context = shop(database, "DB_RESET=true").start()) {
			Health health = context.getBean(SchemaRecoveryHealth.class).health();
			assertThat(health.getDetails()).containsEntry("schema", "created by migrations");
		}
	}

}
