package io.schemarecovery.boot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class HealthPathsTests {

	@Test
	void areThoseOfBootWithoutAnySetting() {
		assertThat(HealthPaths.servlet(new MockEnvironment()).passing()).containsExactly("/actuator/health", "/livez",
				"/readyz");
	}

	@Test
	void followTheSettings() {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.mvc.servlet.path", "/app")
			.withProperty("management.endpoints.web.base-path", "/")
			.withProperty("management.endpoints.web.path-mapping.health", "healthz")
			.withProperty("management.endpoint.health.group.live.additional-path", "server:/alive")
			.withProperty("management.endpoint.health.group.live.include", "livenessState");
		assertThat(HealthPaths.servlet(environment).passing()).containsExactly("/app/healthz", "/app/livez",
				"/app/readyz", "/app/alive");
	}

	@Test
	void ofAReactiveApplicationHaveItsBasePath() {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.webflux.base-path", "/app")
			.withProperty("spring.mvc.servlet.path", "/unused");
		assertThat(HealthPaths.reactive(environment).passing()).containsExactly("/app/actuator/health", "/app/livez",
				"/app/readyz");
	}

	@ParameterizedTest
	@CsvSource({ "8080,8081,false", "8081,8081,true", ",8080,true", "0,0,false", "8080,-1,false" })
	void areOnThePortOfTheManagement(String server, String management, boolean passes) {
		MockEnvironment environment = new MockEnvironment().withProperty("management.server.port", management);
		if (server != null) {
			environment.setProperty("server.port", server);
		}
		assertThat(HealthPaths.servlet(environment).passing().contains("/actuator/health")).isEqualTo(passes);
	}

}
