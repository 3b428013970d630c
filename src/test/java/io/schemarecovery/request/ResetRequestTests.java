package io.schemarecovery.request;

import io.schemarecovery.failure.RecoveryException;
import io.schemarecovery.request.ResetRequest.Abandon;
import io.schemarecovery.request.ResetRequest.Button;
import io.schemarecovery.request.ResetRequest.EachDeploy;
import io.schemarecovery.request.ResetRequest.None;
import io.schemarecovery.request.ResetRequest.Once;
import io.schemarecovery.request.ResetRequest.Undo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ResetRequestTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "false", "FALSE", " False ", "\"false\"", "'false'", "0", "no", "No", "off",
			"OFF", "\"\"", "' off '" })
	void asksForNothing(String value) {
		assertThat(ResetRequest.parse(value)).isEqualTo(new None());
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "TRUE", " True\n", "\"true\"", "'1'", "1", "yes", "YES", "on", "On" })
	void asksForAReset(String value) {
		assertThat(ResetRequest.parse(value)).isInstanceOf(Button.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "flase", "disabled", "null", "none", "y", "n", "t", "2", "true false", "once", "once:",
			"once: ", "undo", "undo:", "abandon:", "\"true", "each", "${DB_RESET}", "tru\u0435" })
	void refusesATypo(String value) {
		assertThatExceptionOfType(RecoveryException.class).isThrownBy(() -> ResetRequest.parse(value))
			.satisfies((ex) -> {
				assertThat(ex.getExitCode()).isEqualTo(78);
				assertThat(ex.account()).contains("true, 1, yes, on").contains("false, 0, no, off");
			});
	}

	@Test
	void repeatsATypoButNothingThatMayBeASecret() {
		assertThatExceptionOfType(RecoveryException.class).isThrownBy(() -> ResetRequest.parse("flase"))
			.withMessageContaining("'flase'");
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> ResetRequest.parse("postgres://user:hunter2@host/db"))
			.satisfies((ex) -> assertThat(ex.account()).doesNotContain("hunter2"));
	}

	@Test
	void readsTheOtherForms() {
		assertThat(ResetRequest.parse("each-deploy")).isEqualTo(new EachDeploy());
		assertThat(ResetRequest.parse("Each-Deploy ")).isEqualTo(new EachDeploy());
		assertThat(ResetRequest.parse("once:2026-11-22 A")).isEqualTo(new Once("2026-11-22 A"));
		assertThat(ResetRequest.parse("undo:last")).isEqualTo(new Undo("last"));
		assertThat(ResetRequest.parse("\"abandon:17\"")).isEqualTo(new Abandon("17"));
	}

	@Test
	void profileAsksAndTheVariableBeatsIt() {
		MockEnvironment environment = new MockEnvironment();
		assertThat(ResetRequest.of(environment).requested()).isFalse();
		environment.setActiveProfiles("reset");
		assertThat(ResetRequest.of(environment)).isEqualTo(new Button("profile reset"));
		environment.setProperty("DB_RESET", "");
		assertThat(ResetRequest.of(environment).requested()).isTrue();
		environment.setProperty("DB_RESET", "'false'");
		assertThat(ResetRequest.of(environment).requested()).isFalse();
	}

}
