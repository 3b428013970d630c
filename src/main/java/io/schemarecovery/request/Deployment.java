package io.schemarecovery.request;

import java.util.List;
import java.util.Optional;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/** Which version of the application is deployed, as the user or the host says. */
public final class Deployment {

	private static final List<String> SOURCES = List.of("schema-recovery.deployment", "RENDER_GIT_COMMIT",
			"HEROKU_BUILD_COMMIT", "HEROKU_SLUG_COMMIT", "RAILWAY_GIT_COMMIT_SHA", "FLY_IMAGE_REF", "SOURCE_VERSION");

	private Deployment() {
	}

	/**
	 * Find the version.
	 * @param environment where to look
	 * @return the version, or empty if nothing tells it
	 */
	public static Optional<String> find(Environment environment) {
		return SOURCES.stream()
			.map(environment::getProperty)
			.filter(StringUtils::hasText)
			.map(String::strip)
			.findFirst();
	}

	static void require(Environment environment) {
		if (find(environment).isEmpty()) {
			throw new RecoveryException(ExitCode.CONFIGURATION,
					"DB_RESET=each-deploy, and nothing tells which version is deployed.",
					List.of("none of these is set: " + String.join(", ", SOURCES)),
					"Set schema-recovery.deployment to what changes with every deploy. Nothing was touched.");
		}
	}

}
