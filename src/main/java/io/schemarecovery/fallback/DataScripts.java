package io.schemarecovery.fallback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import javax.sql.DataSource;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

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
	 * Run all scripts in one transaction. The driver splits them, and knows the server's
	 * quotes.
	 * @param dataSource where to run them
	 * @return number of scripts
	 * @throws RecoveryException if a script is not there or fails; then none was run
	 */
	public int run(DataSource dataSource) {
		List<String> scripts = new ArrayList<>();
		for (String location : this.locations) {
			scripts.addAll(read(location));
		}
		if (!scripts.isEmpty()) {
			new DdlExecutor(dataSource, dataSource).execute(scripts);
		}
		return scripts.size();
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

	private static RecoveryException missing(String location, @org.jspecify.annotations.Nullable IOException cause) {
		return new RecoveryException(ExitCode.CONFIGURATION, "A data script is not there: " + location,
				(cause != null) ? List.of(String.valueOf(cause.getMessage())) : List.of(),
				"Correct schema-recovery.fallback.data-locations.");
	}

}
