package io.schemarecovery.suspend;

import java.util.List;

/**
 * How a suspension ended.
 *
 * @param keys number of keys that were put back, and hold
 * @param gone the keys that could not be, since the migration dropped what they
 * referenced: what a CASCADE would have taken
 */
public record Restored(int keys, List<String> gone) {

	public Restored {
		gone = List.copyOf(gone);
	}

}
