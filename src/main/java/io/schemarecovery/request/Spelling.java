package io.schemarecovery.request;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How names and values are told from one another, whatever separates the words of a name.
 */
final class Spelling {

	private Spelling() {
	}

	/**
	 * A name without what its spellings differ in: case, separators, the index of a list.
	 * @param name the name
	 */
	static String bare(String name) {
		StringBuilder bare = new StringBuilder(name.length());
		for (int i = 0; i < name.length(); i++) {
			char character = Character.toLowerCase(name.charAt(i));
			if ((character >= 'a' && character <= 'z') || (character >= '0' && character <= '9')) {
				bare.append(character);
			}
		}
		boolean indexed = !name.isEmpty() && "]_0123456789".indexOf(name.charAt(name.length() - 1)) >= 0;
		return indexed ? bare.toString().replaceFirst("\\d+$", "") : bare.toString();
	}

	/** Names by what they are without what their spellings differ in. */
	static Map<String, String> bare(Collection<String> names) {
		Map<String, String> bare = new LinkedHashMap<>();
		names.forEach((name) -> bare.put(bare(name), name));
		return bare;
	}

	/**
	 * The name that is nearest to another.
	 * @param name a bare name
	 * @param known names by their bare names
	 * @param limit distance from which on a name is another one
	 * @return the nearest, or empty if none is nearer than the limit
	 */
	static Optional<String> nearest(String name, Map<String, String> known, int limit) {
		String nearest = null;
		int best = limit;
		for (Map.Entry<String, String> candidate : known.entrySet()) {
			if (Math.abs(candidate.getKey().length() - name.length()) < best) {
				int distance = distance(name, candidate.getKey());
				if (distance < best) {
					best = distance;
					nearest = candidate.getValue();
				}
			}
		}
		return Optional.ofNullable(nearest);
	}

	/**
	 * A value as it may be told: what is no word may be a URL that was pasted into the
	 * wrong field.
	 * @param value the value
	 */
	static String shown(String value) {
		return value.matches("[\\w .:${}-]{1,40}") ? "'" + value + "'"
				: "one of %s characters".formatted(value.length());
	}

	/**
	 * Number of letters that were left out, added, mistaken or exchanged with their
	 * neighbour.
	 *
	 * @see <a href=
	 * "https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance">Optimal string
	 * alignment distance</a>
	 */
	static int distance(String one, String other) {
		int[][] distance = new int[one.length() + 1][other.length() + 1];
		for (int i = 0; i <= one.length(); i++) {
			for (int j = 0; j <= other.length(); j++) {
				if (i == 0 || j == 0) {
					distance[i][j] = i + j;
					continue;
				}
				int mistaken = (one.charAt(i - 1) == other.charAt(j - 1)) ? 0 : 1;
				int best = Math.min(Math.min(distance[i - 1][j], distance[i][j - 1]) + 1,
						distance[i - 1][j - 1] + mistaken);
				if (i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
						&& one.charAt(i - 2) == other.charAt(j - 1)) {
					best = Math.min(best, distance[i - 2][j - 2] + 1);
				}
				distance[i][j] = best;
			}
		}
		return distance[one.length()][other.length()];
	}

}
