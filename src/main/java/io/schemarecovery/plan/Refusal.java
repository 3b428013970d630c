package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A reason not to drop.
 *
 * @param evidence what shows it, a line each
 * @param action the one setting or grant that lets it pass
 */
public record Refusal(List<String> evidence, String action) {

	private static final int SHOWN = 20;

	/**
	 * A reason with a list.
	 * @param heading what the items are
	 * @param items the items, of which the first are shown
	 * @param action the one setting or grant that lets it pass
	 */
	public static Refusal of(String heading, List<?> items, String action) {
		List<String> evidence = new ArrayList<>(List.of(heading));
		items.stream().limit(SHOWN).forEach((item) -> evidence.add("  " + item));
		if (items.size() > SHOWN) {
			evidence.add("  and %d more".formatted(items.size() - SHOWN));
		}
		return new Refusal(evidence, action);
	}

}
