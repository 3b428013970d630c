package io.schemarecovery.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a stage took and left.
 *
 * @param objects number of objects that went, by kind
 * @param casualties what went outside of the schemas
 * @param kept what stayed in the schemas by the user's wish
 * @param cascades what each CASCADE took that was added to a migration
 */
public record Effects(Map<String, Long> objects, List<String> casualties, List<String> kept, List<Cascade> cascades) {

	/** Nothing. */
	public static final Effects NONE = new Effects(Map.of(), List.of(), List.of(), List.of());

	public Effects {
		objects = Collections.unmodifiableMap(new LinkedHashMap<>(objects));
		casualties = List.copyOf(casualties);
		kept = List.copyOf(kept);
		cascades = List.copyOf(cascades);
	}

	/**
	 * What migrations took.
	 * @param cascades what each CASCADE took
	 */
	public static Effects of(List<Cascade> cascades) {
		return new Effects(Map.of(), List.of(), List.of(), cascades);
	}

}
