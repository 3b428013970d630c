package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a script, or all of it.
 *
 * @param text as it is written
 * @param expected with {@code CASCADE} where it has to be inserted
 * @param plain the same by hand: no comments, and {@code CASCADE} where nothing was said
 * @param offsets where in the text a clause ends that could take {@code CASCADE}
 */
record Planted(String text, String expected, String plain, List<Integer> offsets) {

	/** Here a clause ends that could take {@code CASCADE}. */
	static final Planted CASCADE = new Planted("", " CASCADE", " CASCADE", List.of(0));

	static Planted of(String text) {
		return new Planted(text, text, text, List.of());
	}

	/** Text between two tokens, or none. */
	static Planted blank(String text) {
		return new Planted(text, text, " ", List.of());
	}

	static Planted join(List<Planted> parts) {
		StringBuilder text = new StringBuilder();
		StringBuilder expected = new StringBuilder();
		StringBuilder plain = new StringBuilder();
		List<Integer> offsets = new ArrayList<>();
		for (Planted part : parts) {
			part.offsets.forEach((offset) -> offsets.add(text.length() + offset));
			text.append(part.text);
			expected.append(part.expected);
			plain.append(part.plain);
		}
		return new Planted(text.toString(), expected.toString(), plain.toString(), offsets);
	}

	@Override
	public String toString() {
		return this.text;
	}

}
