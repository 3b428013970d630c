package io.schemarecovery.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;

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
			evidence.add("  and %s more".formatted(items.size() - SHOWN));
		}
		return new Refusal(evidence, action);
	}

	/**
	 * The exception that tells all reasons together.
	 * @param description what is refused, one sentence
	 * @param refusals the reasons
	 * @return the exception to throw, with exit code 77
	 */
	public static RecoveryException exception(String description, List<Refusal> refusals) {
		return new RecoveryException(ExitCode.REFUSED, description,
				refusals.stream().flatMap((refusal) -> refusal.evidence().stream()).toList(),
				"To go on: " + refusals.stream().map(Refusal::action).collect(Collectors.joining("; ")) + ".");
	}

}
