package io.schemarecovery.gate;

import java.util.List;
import java.util.Set;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Who asks before the gate is open.
 *
 * @param method method of the request
 * @param path path of the request as it was sent, without the query
 * @param headers headers of the request
 */
record Visitor(String method, String path, HttpHeaders headers) {

	/** Names of all headers that matter here. */
	static final List<String> HEADERS = List.of(HttpHeaders.ACCEPT, "Sec-Fetch-Mode", "X-Requested-With");

	/** The same as Vary has it. */
	static final String LOOKED_AT = String.join(", ", HEADERS);

	private static final List<MediaType> PAGE = List.of(MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML);

	private static final List<MediaType> PROBLEM = List.of(MediaType.APPLICATION_PROBLEM_JSON,
			MediaType.APPLICATION_JSON);

	private static final Set<String> READING = Set.of("GET", "HEAD");

	private static final Liking NONE = new Liking(0, -1);

	/**
	 * How much a media type is wanted.
	 *
	 * @param quality the weight, 0 to 1
	 * @param precision how exactly the type was named: 0 for any, 1 for any subtype, 2,
	 * or -1 if it was not
	 */
	private record Liking(double quality, int precision) {

		boolean exceeds(Liking other) {
			return this.quality > other.quality
					|| (this.quality == other.quality && this.quality > 0 && this.precision > other.precision);
		}

	}

	/**
	 * Whether a person looks: a browser that opens a page wants HTML more than JSON, and
	 * names it. Programs want anything, or JSON, and so do the scripts of a page that a
	 * browser has open.
	 */
	boolean isPerson() {
		return !isScript() && liking(PAGE).exceeds(liking(PROBLEM));
	}

	/** Whether nothing is lost if the request is repeated. */
	boolean isReading() {
		return READING.contains(this.method);
	}

	/** By what every browser says since 2023, and by what libraries said before. */
	private boolean isScript() {
		String mode = this.headers.getFirst("Sec-Fetch-Mode");
		return (mode != null && !mode.equals("navigate"))
				|| "XMLHttpRequest".equalsIgnoreCase(this.headers.getFirst("X-Requested-With"));
	}

	/** The most precise range that includes a type says how much it is wanted. */
	private Liking liking(List<MediaType> types) {
		try {
			Liking best = NONE;
			for (MediaType type : types) {
				Liking liking = NONE;
				for (MediaType range : MediaType.parseMediaTypes(this.headers.get(HttpHeaders.ACCEPT))) {
					int precision = range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
					if (range.includes(type) && precision > liking.precision()) {
						liking = new Liking(range.getQualityValue(), precision);
					}
				}
				best = liking.exceeds(best) ? liking : best;
			}
			return best;
		}
		catch (InvalidMediaTypeException ex) {
			return NONE;
		}
	}

}
