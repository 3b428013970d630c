package io.schemarecovery.boot;

import io.schemarecovery.failure.RecoveryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class StageGatesTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			true,  false, true,  true,  drop without purge
			false, true,  true,  false, purge without drop
			false, false, true,  true,  fallback without drop
			true,  true,  false, false, nothing that would make the schema again
			false, false, false, false, all four stages are closed
			""")
	void refusesWhatCannotWork(boolean drop, boolean purge, boolean migrate, boolean fallback, String reason) {
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> new StageGates(drop, purge, migrate, fallback).check(false, true, false, true))
			.satisfies((ex) -> org.assertj.core.api.Assertions.assertThat(ex.account()).contains(reason))
			.extracting(RecoveryException::getExitCode)
			.isEqualTo(78);
	}

	@ParameterizedTest
	@CsvSource({ "true, true, true, true", "true, true, true, false", "true, true, false, true",
			"false, false, true, false" })
	void lets(boolean drop, boolean purge, boolean migrate, boolean fallback) {
		assertThatNoException()
			.isThrownBy(() -> new StageGates(drop, purge, migrate, fallback).check(false, true, false, true));
	}

	@Test
	void letsPurgeAloneWhereFlywayBaselines() {
		assertThatNoException()
			.isThrownBy(() -> new StageGates(false, true, true, false).check(false, true, true, true));
	}

	@Test
	void refusesToDropWhatNeitherMigrationsNorEntitiesWouldMakeAgain() {
		assertThatExceptionOfType(RecoveryException.class)
			.isThrownBy(() -> new StageGates(true, true, true, true).check(false, false, false, false));
	}

}
