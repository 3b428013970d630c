package io.schemarecovery.boot;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class HealthPathsTests {

	@Test
	void areThoseOfBootWithoutAnySetting() {
		assertThat(new HealthPaths(new MockEnvironment()).passing()).containsExactly("/actuator/health", "/livez",
				"/readyz");
	}

	@Test
	void followTheSettings() {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.mvc.servlet.path", "/app")
			.withProperty("management.endpoints.web.base-path", "/")
			.withProperty("management.endpoints.web.path-mapping.health", "healthz")
			.withProperty("management.endpoint.health.group.live.additional-path", "server:/alive")
			.withProperty("management.endpoint.health.group.live.include", "livenessState");
		assertThat(new HealthPaths(environment).passing()).containsExactly("/app/healthz", "/app/livez", "/app/readyz",
				"/app/alive");
	}

}
