package io.schemarecovery.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** A profile that asks for a start which examines, changes nothing, and ends. */
public enum ExaminationRequest {

	/** Looks at the schema as it stands. */
	DOCTOR,

	/** Tries the pending migrations. */
	REHEARSE;

	/** Name of the profile. */
	public String profile() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Read the request of an environment.
	 * @param environment where to look
	 * @return the request, or empty when no profile asks
	 * @throws RecoveryException (exit code 78) if several do, or a reset is asked for as
	 * well
	 */
	public static Optional<ExaminationRequest> of(Environment environment) {
		List<ExaminationRequest> asked = Arrays.stream(values())
			.filter((request) -> environment.acceptsProfiles(Profiles.of(request.profile())))
			.toList();
		if (asked.size() > 1) {
			throw contradiction("The profiles doctor and rehearse are two starts.", "Start with one, then the other.");
		}
		Optional<ExaminationRequest> request = asked.stream().findFirst();
		request.ifPresent((examination) -> examination.check(ResetRequest.of(environment)));
		return request;
	}

	private void check(ResetRequest reset) {
		if (!(reset instanceof ResetRequest.None)) {
			throw contradiction("The profile %s changes nothing, and %s asks for a change.".formatted(profile(), reset),
					"Leave out one of them.");
		}
	}

	private static RecoveryException contradiction(String description, String action) {
		return new RecoveryException(ExitCode.CONFIGURATION, description, List.of(), action + " Nothing was touched.");
	}

}
