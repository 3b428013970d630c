package io.schemarecovery.fallback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;

/**
 * Scripts that put data into a schema created from the entities.
 */
public final class DataScripts {

	private final List<String> locations;

	private final ResourcePatternResolver resources;

	/**
	 * Use the scripts of some locations.
	 * @param locations resource locations, patterns allowed, in the order in which they
	 * are run; those of one pattern by name
	 * @param resources finds them
	 */
	public DataScripts(List<String> locations, ResourcePatternResolver resources) {
		this.locations = locations;
		this.resources = resources;
	}

	/**
	 * Read all scripts.
	 * @return their texts, in the order in which they are to be run
	 * @throws RecoveryException (exit code 78) if one is not there
	 */
	public List<String> read() {
		List<String> scripts = new ArrayList<>();
		for (String location : this.locations) {
			scripts.addAll(read(location));
		}
		return scripts;
	}

	private List<String> read(String location) {
		try {
			Resource[] found = this.resources.getResources(location);
			List<String> scripts = new ArrayList<>();
			for (Resource resource : Arrays.stream(found)
				.sorted(Comparator.comparing((Resource resource) -> String.valueOf(resource.getFilename())))
				.toList()) {
				scripts.add(resource.getContentAsString(StandardCharsets.UTF_8));
			}
			if (scripts.isEmpty()) {
				throw missing(location, null);
			}
			return scripts;
		}
		catch (IOException ex) {
			throw missing(location, ex);
		}
	}

	private static RecoveryException missing(String location, @Nullable IOException cause) {
		return new RecoveryException(ExitCode.CONFIGURATION, "A data script is not there: " + location,
				(cause != null) ? List.of(String.valueOf(cause.getMessage())) : List.of(),
				"Correct schema-recovery.fallback.data-locations. Nothing was touched.");
	}

}
