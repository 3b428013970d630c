package io.schemarecovery.request;

import io.schemarecovery.failure.RecoveryException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What a request makes of the environment of an application. */
class EnvironmentTests {

	@Test
	void requestActivatesTheProfileBesideThoseOfTheUser() {
		Environment environment = start("DB_RESET=true", "spring.profiles.active=prod,eu");
		assertThat(environment.getActiveProfiles()).containsExactlyInAnyOrder("prod", "eu", "reset");
		assertThat(environment.getProperty("schema-recovery.drop.enabled")).isEqualTo("true");
		assertThat(environment.getProperty("schema-recovery.migrate.cascade")).isEqualTo("all");
	}

	@Test
	void fileOfTheProfileClosesAStage() {
		Environment environment = start("DB_RESET=on", "spring.config.location=classpath:/config/closing/");
		assertThat(environment.getProperty("schema-recovery.fallback.enabled")).isEqualTo("false");
		assertThat(environment.getProperty("schema-recovery.drop.enabled")).isEqualTo("true");
	}

	@Test
	void nothingIsOpenedWithoutARequest() {
		for (String request : new String[] { "DB_RESET=false", "DB_RESET=", "unrelated=true" }) {
			Environment environment = start(request);
			assertThat(environment.getActiveProfiles()).isEmpty();
			assertThat(environment.getProperty("schema-recovery.drop.enabled")).isNull();
		}
		assertThat(start("DB_RESET=off", "spring.profiles.active=reset").getProperty("schema-recovery.drop.enabled"))
			.isNull();
	}

	@Test
	void requestInAFileIsRefused() {
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> start("spring.config.location=classpath:/config/in-file/"))
			.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(78));
	}

	@Test
	void profileInAFileIsRefusedAndOnTheCommandLineIsNot() {
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> start("spring.config.location=classpath:/config/profile-in-file/"))
			.satisfies((ex) -> assertThat(ex.getExitCode()).isEqualTo(78));
		assertThat(start("spring.profiles.active=reset").getProperty("schema-recovery.drop.enabled")).isEqualTo("true");
		assertThat(start("spring.profiles.active[0]=a", "spring.profiles.active[1]=reset")
			.getProperty("schema-recovery.drop.enabled")).isEqualTo("true");
	}

	@Test
	void settingThatCannotBeReadIsNamedWithItsOrigin() {
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> start("schema-recovery.drop.lock-timeout=soon"))
			.satisfies((ex) -> {
				assertThat(ex.getExitCode()).isEqualTo(78);
				assertThat(ex.account()).contains("schema-recovery.drop.lock-timeout", "soon");
			});
	}

	private static Environment start(String... properties) {
		String[] arguments = new String[properties.length + 1];
		for (int i = 0; i < properties.length; i++) {
			arguments[i] = "--" + properties[i];
		}
		arguments[properties.length] = "--spring.main.banner-mode=off";
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
			.web(WebApplicationType.NONE)
			.run(arguments)) {
			return context.getEnvironment();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
